import { expect, it } from 'vitest';
import { lineCutter } from '#datasets/records/lines/line-cutter.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { cutParts, type Cut } from './cut-parts.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < text.length; at += size) yield bytesOf(text.slice(at, at + size));
}

async function cutsOf(cuts: AsyncIterable<Cut>): Promise<[from: number, text: string | null][]> {
	const found: [number, string | null][] = [];
	for await (const { from, bytes } of cuts)
		found.push([from, bytes === null ? null : textOf(bytes)]);
	return found;
}

it.each([1, 3, 7, 100])(
	'cuts behind the last end that fits, from pieces of %i bytes',
	async (size) => {
		const cuts = cutParts(pieces('#head\naa\nbb\ncccc\nddddd', size), lineCutter, 6, () => 8);
		expect(await cutsOf(cuts)).toEqual([
			[6, 'aa\nbb\n'],
			[12, 'cccc\n'],
			[17, 'ddddd']
		]);
	}
);

it('makes room for a record that is longer than a part', async () => {
	const cuts = cutParts(pieces('a\nbbbbbbbbbbbbbbbb\nc\n', 5), lineCutter, 0, () => 4);
	expect(await cutsOf(cuts)).toEqual([
		[0, 'a\n'],
		[2, 'bbbbbbbbbbbbbbbb\nc\n']
	]);
});

it('leaves the rest to whoever reads, from where no end is found any more', async () => {
	let pushed = 0;
	const cutter = { push: (chunk: Uint8Array) => (++pushed > 2 ? null : chunk.length) };
	const cuts = cutParts(pieces('aabbccdd', 2), cutter, 0, () => 100);
	expect(await cutsOf(cuts)).toEqual([
		[0, 'aabb'],
		[4, null]
	]);
});

it('has no part of a source that is nothing but its head', async () => {
	expect(await cutsOf(cutParts(pieces('#head\n', 4), lineCutter, 6, () => 9))).toEqual([]);
});
