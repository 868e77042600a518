import { streamedPieces } from './streamed-pieces.ts';
import type { Bytes } from './source.ts';

/**
 * A blob as bytes that can be read again from any place. All pieces come in the same memory, where the platform
 * can do that: fresh memory costs more than reading.
 */
export function blobBytes(blob: Blob, name: string, modified: number | null): Bytes {
	return { name, size: blob.size, modified, stream: (start = 0) => pieces(blob, start) };
}

/** Bytes that are asked for at once: whoever leaves early gives up no more than these. */
const STRETCH = 16 * 1024 * 1024;
/** The first stretch is small, for often nothing but the beginning is wanted. */
const FIRST_STRETCH = 64 * 1024;

async function* pieces(blob: Blob, start: number): AsyncGenerator<Uint8Array> {
	let trusted = true;
	let length = FIRST_STRETCH;
	for (let at = start; at < blob.size; at += length, length = STRETCH) {
		const stretch = blob.slice(at, at + length);
		let given = 0;
		if (trusted)
			for await (const piece of streamedPieces(stretch)) {
				given += piece.length;
				yield piece;
			}
		if (given === stretch.size) continue;
		// Browsers have been seen whose stream stands still for good. What it has not given is read without it.
		trusted = false;
		yield new Uint8Array(await stretch.slice(given).arrayBuffer());
	}
}
