import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesOf, concatenated, textOf } from '#lib/bytes.ts';
import { gunzipped } from './gunzip.ts';

const plain = bytesOf('a line of text that repeats, and a number\n'.repeat(40) + 'the end\n');
const zipped = new Uint8Array(gzipSync(plain));

async function gunzip(
	bytes: Uint8Array,
	size = bytes.length
): Promise<{ text: string; notes: string[] }> {
	const notes: string[] = [];
	const raw = async function* () {
		for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
	};
	const pieces: Uint8Array[] = [];
	for await (const piece of gunzipped(raw, (sentence) => notes.push(sentence))) pieces.push(piece);
	const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
	return { text: textOf(concatenated(pieces, length)), notes };
}

function changed(at: number): Uint8Array {
	const bytes = zipped.slice();
	bytes[at]! ^= 1;
	return bytes;
}

describe('a gzip', () => {
	it.each([1, 7, 4096])('gives its content from pieces of %i bytes', async (size) => {
		expect(await gunzip(zipped, size)).toEqual({ text: textOf(plain), notes: [] });
	});

	it('of two members gives the content of both', async () => {
		const two = concatenated([zipped, zipped], zipped.length * 2);
		for (const size of [1, two.length]) {
			expect(await gunzip(two, size)).toEqual({ text: textOf(plain).repeat(2), notes: [] });
		}
	});

	it('that is cut anywhere gives the beginning, and says so', async () => {
		for (let length = 3; length < zipped.length; length++) {
			const { text, notes } = await gunzip(zipped.slice(0, length));
			expect(textOf(plain).startsWith(text)).toBe(true);
			expect(notes, `cut at ${length}`).toEqual([expect.stringContaining('damaged or cut')]);
		}
	});

	it('with a wrong byte in its content or its end says so', async () => {
		for (let at = 10; at < zipped.length; at++) {
			expect((await gunzip(changed(at))).notes, `changed at ${at}`).toHaveLength(1);
		}
	});

	it('whose first member is damaged does not hide behind a whole second one', async () => {
		const damaged = changed(zipped.length - 6);
		const { notes } = await gunzip(concatenated([damaged, zipped], zipped.length * 2));
		expect(notes).toEqual([expect.stringContaining('its checksum differs')]);
	});

	it('followed by anything else gives its content, and says so', async () => {
		const padded = concatenated([zipped, new Uint8Array(16)], zipped.length + 16);
		const { text, notes } = await gunzip(padded);
		expect(text).toBe(textOf(plain));
		expect(notes).toHaveLength(1);
	});
});
