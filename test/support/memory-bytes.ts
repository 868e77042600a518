import type { Bytes } from '#intake/bytes/source.ts';

const PIECE = 65_536;
/** What stands in a piece that was read: no byte of any log. */
export const SCRIBBLE = 0xff;

/**
 * Bytes in memory as an opened file would give them, in pieces of 64 KiB that are all in the same memory: whoever
 * holds on to one finds other bytes in it.
 */
export function memoryBytes(
	bytes: Uint8Array,
	name = 'test',
	modified: number | null = null
): Bytes {
	return {
		name,
		size: bytes.length,
		modified,
		async *stream(start = 0) {
			const memory = new Uint8Array(Math.min(PIECE, bytes.length));
			for (let at = start; at < bytes.length; at += PIECE) {
				const piece = bytes.subarray(at, at + PIECE);
				memory.set(piece);
				yield memory.subarray(0, piece.length);
				memory.fill(SCRIBBLE);
			}
		}
	};
}
