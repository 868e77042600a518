import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { readBack } from './read-back.ts';
import type { Bytes } from './source.ts';

function inPieces(bytes: Uint8Array, size: number): Bytes {
	return {
		name: 'a.log',
		size: bytes.length,
		modified: null,
		async *stream(start = 0) {
			for (let at = start; at < bytes.length; at += size) yield bytes.slice(at, at + size);
		}
	};
}

const text = bytesOf('first\nsecond\nthird\n');

it.each([1, 2, 5, 100])('a record is read back from pieces of %i bytes', async (size) => {
	expect(textOf(await readBack(inPieces(text, size), null, 6, 6))).toBe('second');
});

it.each([1, 7, 100])('and from a gzip in pieces of %i bytes', async (size) => {
	const packed = new Uint8Array(gzipSync(text));
	expect(textOf(await readBack(inPieces(packed, size), 'gzip', 13, 5))).toBe('third');
});

it('a place beyond the end is told, not filled with noughts', async () => {
	await expect(readBack(inPieces(text, 4), null, 15, 10)).rejects.toThrow('ends before byte 25');
});
