import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { held } from './held-bytes.ts';
import { identify } from './identify.ts';

const content = new Uint8Array(200_000).map((_, i) => i % 251);
const sha256 = createHash('sha256').update(content).digest('hex');

afterEach(() => vi.unstubAllGlobals());

it('tells a source by its SHA-256, and by the first digits of it', async () => {
	const heard: number[] = [];
	const identity = await identify(memoryBytes(content), (bytes) => heard.push(bytes));
	expect(identity).toEqual({ sha256, sourceId: sha256.slice(0, 12) });
	expect(heard.at(-1)).toBe(content.length);
});

it('hashes one that is held as a whole, and what it has become where it has grown', async () => {
	const heard: number[] = [];
	const identity = await identify(held(memoryBytes(content)), (bytes) => heard.push(bytes));
	expect(identity.sha256).toBe(sha256);
	expect(heard).toEqual([content.length]);
	const grown = held({ ...memoryBytes(content), size: 100_000 });
	expect((await identify(grown)).sha256).toBe(sha256);
});

it('hashes where the platform cannot, as in a page that came over an open connection', async () => {
	vi.stubGlobal('crypto', {});
	expect((await identify(held(memoryBytes(content)))).sha256).toBe(sha256);
});
