import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { memoryBytes } from '#test/support/memory-bytes.ts';
import { identify } from './identify.ts';

it('tells a source by its SHA-256, and by the first digits of it', async () => {
	const content = new Uint8Array(200_000).map((_, i) => i % 251);
	const sha256 = createHash('sha256').update(content).digest('hex');
	const heard: number[] = [];
	const identity = await identify(memoryBytes(content), (bytes) => heard.push(bytes));
	expect(identity).toEqual({ sha256, sourceId: sha256.slice(0, 12) });
	expect(heard.at(-1)).toBe(content.length);
});
