import type { TimeRange } from '#lib/time-range.ts';
import type { BrushEnds } from './brushing.ts';

const SECOND = 1_000_000n;
const steps = [1n, 5n, 10n, 30n, 60n, 300n, 600n, 1800n, 3600n, 21600n, 86400n].map(
	(seconds) => seconds * SECOND
);

/**
 * A span between two places along the time, from 0 to 1, its ends at round times that are no further off than a pixel
 * or so.
 * @param pixels of the whole time
 */
export function spanBetween(whole: TimeRange, [one, other]: BrushEnds, pixels: number): TimeRange {
	const length = Number(whole.to - whole.from);
	const fine = BigInt(Math.ceil((2 * length) / Math.max(1, pixels)));
	const step = steps.find((each) => each >= fine) ?? steps.at(-1)!;
	const at = (place: number) => {
		const moment = whole.from + BigInt(Math.round(place * length));
		return ((moment + step / 2n) / step) * step;
	};
	const [from, to] = [at(Math.min(one, other)), at(Math.max(one, other))];
	return { from, to: to > from ? to : from + step };
}
