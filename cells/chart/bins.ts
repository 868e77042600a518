import { roundStep, timeStep } from '#lib/round-step.ts';
import { MICROS_PER_SECOND as SECOND } from '#lib/time.ts';
import type { Zone } from '#lib/zone.ts';
import type { ChartColumn } from './columns.ts';

/** Stretches of one width that lie side by side. */
export interface Bin {
	/** Where the first begins: of times microseconds since 1970 UTC, as the width. */
	origin: number;
	step: number;
}

/** Most stretches that are drawn side by side, of times and of numbers. */
const MOST_TIMES = 100;
const MOST_NUMBERS = 40;
/** So many are drawn where the values stand at equal distances themselves. */
const MOST_GIVEN = 366;

/**
 * Round stretches over all values of a column.
 * @param spacing distance at which the values stand themselves; null where they do not, or nobody knows
 * @param zone whose hours and days they begin with
 */
export function binOf(
	column: Pick<ChartColumn, 'kind' | 'from' | 'to' | 'whole'>,
	spacing: number | null,
	zone: Zone
): Bin {
	const from = column.from ?? 0;
	const extent = (column.to ?? 0) - from;
	const isGiven = spacing !== null && extent / spacing < MOST_GIVEN;
	const step = isGiven ? spacing : stepOf(column, extent);
	if (isGiven) return { origin: from, step };
	const shift = column.kind === 'moment' ? zone.offsetAt(Math.floor(from / SECOND)) * SECOND : 0;
	return { origin: Math.floor((from + shift) / step) * step - shift, step };
}

function stepOf({ kind, whole }: Pick<ChartColumn, 'kind' | 'whole'>, extent: number): number {
	if (kind !== 'number') return timeStep(extent, MOST_TIMES, kind === 'day');
	const step = roundStep(extent / MOST_NUMBERS);
	return whole ? Math.max(1, step) : step;
}

/** Where a stretch begins. */
export function binStart({ origin, step }: Bin, index: number): number {
	const start = origin + index * step;
	return step >= 1 ? start : Number(start.toPrecision(12));
}
