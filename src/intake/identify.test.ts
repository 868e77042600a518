import { createHash } from 'node:crypto';
import { afterEach, expect, it, vi } from 'vitest';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { identify } from './identify.ts';

afterEach(() => vi.unstubAllGlobals());

const content = new Uint8Array(200_000).map((_, i) => i % 251);
const sha256 = createHash('sha256').update(content).digest('hex');

it('tells a source by its SHA-256, and by the first digits of it', async () => {
	const heard: number[] = [];
	const identity = await identify(memoryBytes(content), (bytes) => heard.push(bytes));
	expect(identity).toEqual({ sha256, sourceId: sha256.slice(0, 12) });
	expect(heard.at(-1)).toBe(content.length);
});

it('comes to the same where the platform does not hash, and where a source is too large for it', async () => {
	vi.stubGlobal('crypto', {});
	expect((await identify(memoryBytes(content))).sha256).toBe(sha256);
	vi.unstubAllGlobals();
	const digest = vi.spyOn(crypto.subtle, 'digest');
	const large = { ...memoryBytes(content), size: 2 ** 30 };
	expect((await identify(large)).sha256).toBe(sha256);
	expect(digest).not.toHaveBeenCalled();
	digest.mockRestore();
});
