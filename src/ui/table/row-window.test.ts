import { expect, it } from 'vitest';
import fc from 'fast-check';
import {
	drawnRows,
	heightOf,
	placeOf,
	ROW,
	scrolledTo,
	topRow,
	type Scrolled
} from './row-window.ts';

const counts = fc.oneof(
	fc.integer({ min: 1, max: 500 }),
	fc.integer({ min: 500, max: 30_000_000 })
);
const sights = fc
	.record({
		count: counts,
		part: fc.double({ min: 0, max: 1, noNaN: true }),
		seen: fc.integer({ min: 0, max: 1200 })
	})
	.map(({ count, part, seen }): Scrolled => {
		const scrolled = Math.round(part * Math.max(0, heightOf(count) - seen));
		return { count, scrolled, seen };
	});

it('every row can be scrolled to, and then stands wholly in sight', () => {
	fc.assert(
		fc.property(sights, fc.double({ min: 0, max: 1, noNaN: true }), (sight, part) => {
			if (sight.seen < ROW) return;
			const row = Math.floor(part * (sight.count - 1));
			const after = { ...sight, scrolled: scrolledTo(row, sight) };
			const place = placeOf(row, after) - after.scrolled;
			expect(place).toBeGreaterThan(-0.5);
			expect(place + ROW).toBeLessThan(sight.seen + 0.5);
			const { first, end } = drawnRows(after);
			expect(row >= first && row < end).toBe(true);
		})
	);
});

it('few rows are drawn of any number, and what is in sight is among them', () => {
	fc.assert(
		fc.property(sights, (sight) => {
			const { first, end } = drawnRows(sight);
			expect(end - first).toBeLessThan(sight.seen / ROW + 20);
			expect(first).toBeLessThanOrEqual(topRow(sight));
		})
	);
});

it('a row that is in sight stays where it is', () => {
	const sight = { count: 1000, scrolled: 260, seen: 260 };
	expect(scrolledTo(12, sight)).toBe(260);
	expect(scrolledTo(9, sight)).toBe(234);
	expect(scrolledTo(20, sight)).toBe(286);
});

it('the last of a million rows is at the end of what can be scrolled', () => {
	const sight = { count: 1_000_000, scrolled: heightOf(1_000_000) - 520, seen: 520 };
	expect(drawnRows(sight).end).toBe(1_000_000);
	expect(placeOf(999_999, sight) + ROW).toBeCloseTo(heightOf(1_000_000), 0);
});
