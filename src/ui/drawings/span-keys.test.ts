import { expect, test } from 'vitest';
import type { BrushEnds } from './brushing.ts';
import { spanAfter } from './span-keys.ts';

const press = (key: string, ends: BrushEnds | null, shiftKey = false) =>
	spanAfter({ key, shiftKey }, ends);
const long = ([from, to]: BrushEnds) => to - from;

test('arrows to the sides move a stretch and keep its length, also at the ends', () => {
	const [from, to] = press('ArrowRight', [0.4, 0.6])!;
	expect(from).toBeGreaterThan(0.4);
	expect(to - from).toBeCloseTo(0.2);
	expect(press('ArrowLeft', [0.05, 0.25], true)).toEqual([0, expect.closeTo(0.2)]);
	expect(press('ArrowRight', [0.8, 1])).toEqual([expect.closeTo(0.8), 1]);
});

test('up widens and down narrows it about its middle, and it is never gone', () => {
	expect(long(press('ArrowUp', [0.4, 0.6])!)).toBeGreaterThan(0.2);
	let ends: BrushEnds = [0.4, 0.6];
	for (let i = 0; i < 100; i++) ends = press('ArrowDown', ends, i < 2)!;
	expect(long(ends)).toBeGreaterThan(0);
	for (let i = 0; i < 100; i++) ends = press('ArrowUp', ends)!;
	expect(ends).toEqual([0, 1]);
});

test('where there is none an arrow makes one, and other keys do nothing', () => {
	expect(press('ArrowRight', null)).toEqual([0.45, 0.55]);
	expect(press('Enter', null)).toBeNull();
});
