import fc from 'fast-check';
import { expect, it } from 'vitest';
import { timeBrushed } from '#engine/brush/time-parts.ts';
import { spanBetween, spanSteps } from './span-between.ts';

const wholes = fc
	.tuple(fc.bigInt(0n, 2n ** 51n), fc.bigInt(1n, 2n ** 47n))
	.map(([from, length]) => ({ from, to: from + length }));
const places = fc.double({ min: 0, max: 1, noNaN: true });

it('a span drawn to an end of the time leaves out no row up to there, wherever it begins', () => {
	fc.assert(
		fc.property(wholes, places, fc.integer({ min: 160, max: 4000 }), (whole, place, pixels) => {
			expect(spanBetween(whole, [place, 1], pixels).to >= whole.to).toBe(true);
			expect(spanBetween(whole, [place, 1], pixels).from <= whole.to).toBe(true);
			expect(spanBetween(whole, [place, 0], pixels).from <= whole.from).toBe(true);
			expect(spanBetween(whole, [place, 0], pixels).to > whole.from).toBe(true);
		})
	);
});

it('a last moment short of a round one is in the least span that is drawn at the end', () => {
	const at = (second: number) => BigInt(Date.UTC(2026, 0, 2, 10, 0, second)) * 1000n;
	const whole = { from: at(0) - 3_600_000_000n, to: at(0) - 1n };
	const { from, to } = spanBetween(whole, [1, 1], 1000);
	expect([from < whole.to, to]).toEqual([true, at(0)]);
});

it('every span that is drawn is a brush of the steps of its line', () => {
	fc.assert(
		fc.property(wholes, places, places, (whole, one, other) => {
			const span = spanBetween(whole, [one, other], 640);
			expect(timeBrushed(spanSteps(whole, 640), span)).not.toBeNull();
		})
	);
});
