import type { Bytes } from '#intake/source.ts';

const PIECE = 65_536;

/** Bytes in memory as an opened file would give them, in pieces of 64 KiB. */
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
			for (let at = start; at < bytes.length; at += PIECE) yield bytes.slice(at, at + PIECE);
		}
	};
}
