import { MICROS_PER_SECOND as SECOND } from './time.ts';

/** Microseconds. */
export const DAY = 86_400 * SECOND;
const times = [
	1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200,
	10_800, 21_600, 43_200
].map((seconds) => Math.round(seconds * SECOND));
const days = [1, 2, 7, 14, 28, 91, 364, 3640].map((count) => count * DAY);

/**
 * The least round stretch of time, in microseconds, of which fewer than `most` fill an extent; of the longest there is
 * where even those are more.
 */
export function timeStep(extent: number, most: number, wholeDays = false): number {
	const steps = wholeDays ? days : [...times, ...days];
	return steps.find((step) => extent / step < most) ?? days.at(-1)!;
}

/** 1, 2 or 5 of a power of ten, and no less than that. */
export function roundStep(least: number): number {
	if (!(least > 0)) return 1;
	const power = 10 ** Math.floor(Math.log10(least));
	return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least * 0.999)!;
}
