import { expect, test } from 'vitest';
import { Following, type AsBrushed, type Brushing } from './following.svelte.ts';

const passed = () => new Promise((resolve) => setTimeout(resolve));

/** A brush that is drawn at a place; what asks with it ends in an exception once it has ended. */
function brushAt(key: string, hasEnded = () => false): Brushing {
	const as: AsBrushed = (page) => {
		if (hasEnded()) throw new Error('the sums are gone');
		return page;
	};
	return { key, holding: () => as, ready: (page) => page };
}

test('what one brush held is not what another holds at the same place: rows may have come between', async () => {
	let rows = 5;
	const following = new Following(async (as) => as({ rows }).rows);
	following.heed(brushAt('from 1 to 2'));
	await passed();
	expect([following.found, following.isBehind]).toEqual([5, false]);
	following.heed(null);
	rows = 7;
	following.heed(brushAt('from 1 to 2'));
	expect(following.isBehind).toBe(true);
	await passed();
	expect([following.found, following.isBehind]).toEqual([7, false]);
});

test('what comes late of a brush that is gone neither stands for another nor holds it up', async () => {
	let answer!: () => void;
	const held = new Promise<void>((resolve) => (answer = resolve));
	let isGone = false;
	let rows = 5;
	const following = new Following(async (as) => {
		const now = rows;
		if (now === 5) await held;
		return as({ rows: now }).rows;
	});
	following.heed(brushAt('from 1 to 2', () => isGone));
	await passed();
	isGone = true;
	rows = 7;
	following.heed(brushAt('from 1 to 2'));
	answer();
	await passed();
	expect([following.found, following.isBehind, following.waits]).toEqual([7, false, false]);
});
