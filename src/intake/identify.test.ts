import { createHash } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { identify } from './identify.ts';

const content = new Uint8Array(200_000).map((_, i) => i % 251);
const sha256 = createHash('sha256').update(content).digest('hex');

it('tells a source by its SHA-256, and by the first digits of it', async () => {
	const heard: number[] = [];
	const identity = await identify(memoryBytes(content), (bytes) => heard.push(bytes));
	expect(identity).toEqual({ sha256, sourceId: sha256.slice(0, 12) });
	expect(heard.at(-1)).toBe(content.length);
});

it.each([
	['is too large to be held as a whole', memoryBytes(content), 1000],
	['has grown since it was chosen', { ...memoryBytes(content), size: 100_000 }, undefined],
	['is shorter than it was', { ...memoryBytes(content), size: 300_000 }, undefined]
])('hashes all there is of a source that %s', async (_, bytes, held) => {
	expect((await identify(bytes, undefined, held)).sha256).toBe(sha256);
});

it('hashes where the platform cannot, as in a page that came over an open connection', async () => {
	vi.stubGlobal('crypto', {});
	expect((await identify(memoryBytes(content))).sha256).toBe(sha256);
	vi.unstubAllGlobals();
});
