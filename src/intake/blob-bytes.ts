import type { Bytes } from './source.ts';

/** The first piece is small, for often nothing but the beginning is wanted. */
const FIRST_PIECE = 64 * 1024;
const PIECE = 16 * 1024 * 1024;

/** A blob as bytes that can be read again from any place. */
export function blobBytes(blob: Blob, name: string, modified: number | null): Bytes {
	return { name, size: blob.size, modified, stream: (start = 0) => pieces(blob, start) };
}

/** Large pieces, for each costs a turn of the loop; the next is on its way while one is at hand. */
async function* pieces(blob: Blob, start: number): AsyncGenerator<Uint8Array> {
	let at = start;
	const next = (length: number) => {
		const part = blob.slice(at, at + length);
		at += part.size;
		return part.size === 0 ? null : part.arrayBuffer();
	};
	const first = next(FIRST_PIECE);
	if (first === null) return;
	yield new Uint8Array(await first);
	for (let coming = next(PIECE); coming !== null;) {
		const piece = new Uint8Array(await coming);
		coming = next(PIECE);
		// Whoever stops here leaves a piece behind that nobody waits for.
		coming?.catch(() => undefined);
		yield piece;
	}
}
