import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Sink, ToldSpan } from '../../format.ts';
import { SequenceGaps } from './sequence-gaps.ts';

const SECOND = 1_000_000n;

/** The seconds told as lost, the last included, of records of one sequence by their numbers and seconds. */
function lost(...records: [number, number][]): [number, number][] {
	const told: ToldSpan[] = [];
	const sink = { note: () => undefined, tell: (span: ToldSpan) => void told.push(span) };
	const gaps = new SequenceGaps(sink as unknown as Sink, 'events');
	for (const [number, seconds] of records)
		gaps.see('one', String(number), BigInt(seconds) * SECOND);
	gaps.end();
	return told.map(({ from, to }) => [Number(from / SECOND), Number((to - 1n) / SECOND)]);
}

it('between neighbours whose numbers are not next to each other, records are missing', () => {
	expect(lost([7, 10], [8, 20], [11, 50], [12, 60])).toEqual([[20, 50]]);
});

it('so it is where the latest stand first', () => {
	expect(lost([12, 60], [11, 50], [8, 20], [7, 10])).toEqual([[20, 50]]);
});

it('where numbers begin anew, nothing is known to be missing', () => {
	expect(lost([900, 10], [901, 20], [3, 30], [4, 40])).toEqual([]);
	expect(lost([2, 10], [3, 20], [4, 30], [2, 40], [3, 50], [5, 60])).toEqual([[50, 60]]);
});

it('a record that comes late leaves the times that are still without one', () => {
	expect(lost([7, 10], [9, 30], [8, 20])).toEqual([]);
	expect(lost([7, 10], [9, 30], [7, 10], [8, 20], [7, 10], [10, 40])).toEqual([]);
	expect(lost([7, 10], [13, 70], [10, 40])).toEqual([[10, 70]]);
});

it('of a whole sequence in any order of near neighbours nothing is lost, and of one that lacks a record its time is', () =>
	fc.assert(
		fc.property(
			fc.array(fc.boolean(), { minLength: 3, maxLength: 200 }),
			fc.nat(),
			(swaps, pick) => {
				const whole = swaps.map((_, i): [number, number] => [100 + i, 10 * i]);
				for (let i = 1; i < whole.length - 1; i += 2)
					if (swaps[i]) [whole[i], whole[i + 1]] = [whole[i + 1]!, whole[i]!];
				expect(lost(...whole)).toEqual([]);
				const missing = 1 + (pick % (whole.length - 2));
				const ordered = whole.toSorted(([a], [b]) => a - b);
				const time = ordered[missing]![1];
				const rest = whole.filter(([, ts]) => ts !== time);
				expect(lost(...rest).some(([from, to]) => from <= time && time <= to)).toBe(true);
			}
		)
	));
