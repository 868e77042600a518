import type { TimeRange } from '#lib/time-range.ts';
import type { BrushEnds } from './brushing.ts';

const SECOND = 1_000_000n;
const steps = [1n, 5n, 10n, 30n, 60n, 300n, 600n, 1800n, 3600n, 21600n, 86400n].map(
	(seconds) => seconds * SECOND
);

/**
 * A span between two places along the time, from 0 to 1, its ends at round times that are no further off than a pixel
 * or so; at the ends of the time none of it is left out.
 * @param pixels of the whole time
 */
export function spanBetween(whole: TimeRange, [one, other]: BrushEnds, pixels: number): TimeRange {
	const length = Number(whole.to - whole.from);
	const step = stepOf(whole, pixels);
	const at = (place: number) => {
		if (place >= 1) return roundedDown(whole.to + step - 1n, step);
		const moment = whole.from + BigInt(Math.round(Math.max(0, place) * length));
		return roundedDown(place <= 0 ? moment : moment + step / 2n, step);
	};
	const last = Math.max(one, other);
	const [from, to] = [at(Math.min(one, other)), at(last)];
	if (to > from) return { from, to };
	return last >= 1 ? { from: to - step, to } : { from, to: from + step };
}

/** The moments at which spans of {@link spanBetween} end: the first is no later than the whole time begins. */
export function spanSteps(whole: TimeRange, pixels: number): { origin: bigint; step: bigint } {
	const step = stepOf(whole, pixels);
	return { origin: roundedDown(whole.from, step), step };
}

function stepOf({ from, to }: TimeRange, pixels: number): bigint {
	const fine = BigInt(Math.ceil((2 * Number(to - from)) / Math.max(1, pixels)));
	return steps.find((each) => each >= fine) ?? steps.at(-1)!;
}

function roundedDown(moment: bigint, step: bigint): bigint {
	const beyond = ((moment % step) + step) % step;
	return moment - beyond;
}
