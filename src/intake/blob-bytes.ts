import type { Bytes } from './source.ts';

/** Bytes of a piece: enough that a turn of the loop for each does not count. */
const PIECE = 256 * 1024;

/** A blob as bytes that can be read again from any place. */
export function blobBytes(blob: Blob, name: string, modified: number | null): Bytes {
	return { name, size: blob.size, modified, stream: (start = 0) => pieces(blob, start) };
}

/** Bytes of a blob that are asked for at once: a stream that is left early has little to give up. */
const STRETCH = 16 * 1024 * 1024;

/** All pieces come in the same memory, where the platform can do that: fresh memory costs more than reading. */
async function* pieces(blob: Blob, start: number): AsyncGenerator<Uint8Array> {
	for (let at = start; at < blob.size; at += STRETCH) yield* stretch(blob.slice(at, at + STRETCH));
}

async function* stretch(blob: Blob): AsyncGenerator<Uint8Array> {
	const next = readerOf(blob.stream());
	try {
		for (;;) {
			const { done, value } = await next.read();
			if (done || value === undefined) return;
			yield value;
		}
	} finally {
		// Nobody waits for it: what comes of it is of no use any more.
		next.cancel().catch(() => undefined);
	}
}

interface PieceReader {
	read(): Promise<ReadableStreamReadResult<Uint8Array>>;
	cancel(): Promise<void>;
}

function readerOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): PieceReader {
	const reader = byteReaderOf(stream);
	if (reader === null) return stream.getReader();
	let memory = new ArrayBuffer(PIECE);
	return {
		async read() {
			const result = await reader.read(new Uint8Array(memory));
			// It was taken away meanwhile, and comes back with what was read into it.
			if (result.value !== undefined) memory = result.value.buffer;
			return result;
		},
		cancel: () => reader.cancel()
	};
}

/** Null where a blob's stream is not one of bytes. */
function byteReaderOf(
	stream: ReadableStream<Uint8Array<ArrayBuffer>>
): ReadableStreamBYOBReader | null {
	try {
		return stream.getReader({ mode: 'byob' });
	} catch {
		return null;
	}
}
