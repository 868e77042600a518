import { expect, it } from 'vitest';
import { HeldBack } from './held-back.svelte.ts';

it('what is edited stays with what it was until somebody asks, and an edit that is taken back is fresh', () => {
	let keys = new Map([['ports', 'first']]);
	const held = new HeldBack(() => keys);
	expect(held.has('ports')).toBe(false);
	held.turn(true);
	expect(held.has('ports')).toBe(false);
	keys = new Map([['ports', 'second']]);
	expect(held.has('ports')).toBe(true);
	keys = new Map([['ports', 'first']]);
	expect(held.has('ports')).toBe(false);
	keys = new Map([['ports', 'third']]);
	held.release();
	expect(held.has('ports')).toBe(false);
});

it('nothing is held back where all is asked as one edits', () => {
	let keys = new Map([['ports', 'first']]);
	const held = new HeldBack(() => keys);
	held.turn(true);
	held.turn(false);
	keys = new Map([['ports', 'second']]);
	expect(held.has('ports')).toBe(false);
});
