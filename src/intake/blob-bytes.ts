import type { Bytes } from './source.ts';

/** A blob as bytes that can be read again from any place. */
export function blobBytes(blob: Blob, name: string, modified: number | null): Bytes {
	return { name, size: blob.size, modified, stream: (start = 0) => pieces(blob.slice(start)) };
}

async function* pieces(blob: Blob): AsyncGenerator<Uint8Array> {
	const reader = blob.stream().getReader();
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value;
		}
	} finally {
		await reader.cancel();
	}
}
