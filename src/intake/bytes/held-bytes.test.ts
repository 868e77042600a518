import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { held } from './held-bytes.ts';
import type { Bytes } from './source.ts';

const content = new Uint8Array(700_000).map((_, i) => i % 251);

/** Length and SHA-256: to compare so many bytes one by one takes seconds. */
function print(...pieces: readonly Uint8Array[]): [number, string] {
	const hash = createHash('sha256');
	for (const piece of pieces) hash.update(piece);
	return [pieces.reduce((sum, { length }) => sum + length, 0), hash.digest('hex')];
}

async function all(chunks: AsyncIterable<Uint8Array>): Promise<[number, string]> {
	const pieces: Uint8Array[] = [];
	for await (const chunk of chunks) pieces.push(chunk.slice());
	return print(...pieces);
}

/** The same bytes, and how often they were read. */
function counting(bytes: Bytes): { bytes: Bytes; reads: () => number } {
	let reads = 0;
	const stream = (start?: number) => {
		reads++;
		return bytes.stream(start);
	};
	return { bytes: { ...bytes, stream }, reads: () => reads };
}

describe('bytes that are held', () => {
	it('are read once, for all who ask for them, from wherever they want them', async () => {
		const { bytes, reads } = counting(memoryBytes(content));
		const kept = held(bytes);
		const [whole, rest, none, again] = await Promise.all([
			all(kept.stream()),
			all(kept.stream(400_001)),
			all(kept.stream(900_000)),
			kept.whole!()
		]);
		expect(whole).toEqual(print(content));
		expect(rest).toEqual(print(content.subarray(400_001)));
		expect(none[0]).toBe(0);
		expect(print(again!)).toEqual(print(content));
		expect(reads()).toBe(1);
	});

	it('come as they are read: whoever wants the beginning alone does not wait for the end', async () => {
		const endless: Bytes = {
			...memoryBytes(content),
			async *stream() {
				yield content.subarray(0, 1000);
				await new Promise(() => undefined);
			}
		};
		for await (const piece of held(endless).stream()) {
			expect(piece).toEqual(content.subarray(0, 1000));
			break;
		}
	});

	it('are all there is of a source that has grown, but never as a whole', async () => {
		const kept = held({ ...memoryBytes(content), size: 300_000 });
		expect(await all(kept.stream())).toEqual(print(content));
		expect(await kept.whole!()).toBeNull();
	});

	it('are no more than there are of one that has shrunk', async () => {
		const kept = held({ ...memoryBytes(content), size: 800_000 });
		expect(await all(kept.stream())).toEqual(print(content));
		expect(print((await kept.whole!())!)).toEqual(print(content));
	});

	it('tell everybody who reads on that they cannot be read', async () => {
		const broken: Bytes = {
			...memoryBytes(content),
			async *stream() {
				yield content.subarray(0, 1000);
				throw new Error('the disk is gone');
			}
		};
		const kept = held(broken);
		const readings = [all(kept.stream()), all(kept.stream(500)), kept.whole!()];
		for (const { status } of await Promise.allSettled(readings)) expect(status).toBe('rejected');
	});
});

it('leaves bytes alone that are too many to be held', () => {
	const bytes = memoryBytes(content);
	expect(held(bytes, 1000)).toBe(bytes);
});
