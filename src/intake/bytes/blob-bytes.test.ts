import { expect, it, vi } from 'vitest';
import { concatenated } from '#lib/bytes.ts';
import { blobBytes } from './blob-bytes.ts';
import { streamedPieces } from './streamed-pieces.ts';

const content = new Uint8Array(1_000_000).map((_, i) => i % 251);

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const all: Uint8Array[] = [];
	// A copy of each: the next comes in the same memory.
	for await (const piece of pieces) all.push(piece.slice());
	return concatenated(
		all,
		all.reduce((sum, { length }) => sum + length, 0)
	);
}

/** Faster than to compare them as lists. */
function expectBytes(found: Uint8Array, expected: Uint8Array): void {
	expect(Buffer.compare(found, expected)).toBe(0);
}

it.each([0, 1, 65_536, 300_000, 999_999, 1_000_000])(
	'gives all bytes from %i on',
	async (start) => {
		const bytes = blobBytes(new Blob([content]), 'a.log', null);
		expectBytes(await collected(bytes.stream(start)), content.slice(start));
	}
);

/** A blob whose stream gives so many bytes and then nothing. */
function standing(given: number): Blob {
	const blob = new Blob([content]);
	const source = {
		type: 'bytes',
		start: (it: ReadableByteStreamController) => {
			if (given > 0) it.enqueue(content.slice(0, given));
		}
	} as const;
	const streamed = (part: Blob): Blob =>
		Object.assign(part, { stream: () => new ReadableStream(source) });
	const slice = blob.slice.bind(blob);
	return Object.assign(blob, { slice: (from: number, to: number) => streamed(slice(from, to)) });
}

it.each([0, 1000])('reads on without a stream that stands still after %i bytes', async (given) => {
	vi.useFakeTimers();
	const reading = collected(blobBytes(standing(given), 'a.log', null).stream());
	await vi.runAllTimersAsync();
	vi.useRealTimers();
	expectBytes(await reading, content);
});

it('reads without streams where there are none into given memory', async () => {
	const plain = Object.assign(new Blob([content]), { stream: () => new ReadableStream() });
	expect(await collected(streamedPieces(plain))).toEqual(new Uint8Array(0));
});

it('may be left early', async () => {
	for await (const piece of blobBytes(new Blob([content]), 'a.log', null).stream()) {
		expect(piece[0]).toBe(0);
		break;
	}
});
