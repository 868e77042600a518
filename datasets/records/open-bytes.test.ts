import { expect, it } from 'vitest';
import { OpenBytes } from './open-bytes.ts';

it('keeps what comes in pieces, though each is overwritten behind it', () => {
	const open = new OpenBytes();
	const chunk = new Uint8Array(2);
	for (const byte of [1, 2, 3]) open.keep(chunk.fill(byte));
	chunk.fill(9);
	expect(open.length).toBe(6);
	expect([...open.take(chunk)]).toEqual([1, 1, 2, 2, 3, 3, 9, 9]);
	expect(open.length).toBe(0);
});

it('gives a chunk as it is where nothing was kept', () => {
	const open = new OpenBytes();
	open.keep(new Uint8Array(0));
	const chunk = Uint8Array.of(1, 2);
	expect(open.take(chunk)).toBe(chunk);
	expect(open.take()).toHaveLength(0);
});
