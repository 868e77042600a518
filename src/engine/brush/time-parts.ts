import type { TimeRange } from '#lib/time-range.ts';
import { timeCondition, type RowChoices } from '../sql/condition.ts';

/** An axis over which a brush is drawn, cut into parts at which alone its ends can lie. */
export interface BrushAxis {
	/** The same for the same parts. */
	readonly key: string;
	/** Columns of event tables that it reads. */
	readonly columns: readonly string[];
	/** SQL that gives the part of a row of such a table; null for a row that no brush holds. */
	readonly part: string;
}

/** What a brush holds: rows of the parts from one to another, both counted in. */
export interface Brushed {
	axis: BrushAxis;
	from: bigint;
	to: bigint;
	/** The same as a condition on the rows. */
	choices: RowChoices;
}

/** Time in steps, from a moment on. */
export interface TimeSteps {
	/** Microseconds since 1970 UTC; no brush begins before it. */
	origin: bigint;
	step: bigint;
}

/**
 * Time as an axis. What lies at the end of a step itself is a part of its own, so that a time with its ends counted
 * in holds whole parts.
 */
export function timeAxisOf({ origin, step }: TimeSteps): BrushAxis {
	const since = `(epoch_us(ts) - ${origin})`;
	return {
		key: `ts ${origin} ${step}`,
		columns: ['ts'],
		part: `CASE WHEN isfinite(ts) AND epoch_us(ts) >= ${origin}
			THEN 2 * (${since} // ${step}) + (${since} % ${step} > 0)::BIGINT END`
	};
}

/** A time as parts of the axis; null where its ends lie between those. */
export function timeBrushed(steps: TimeSteps, span: TimeRange): Brushed | null {
	const { origin, step } = steps;
	const [from, to] = [span.from - origin, span.to - origin];
	if (from < 0n || to < from || from % step !== 0n || to % step !== 0n) return null;
	return {
		axis: timeAxisOf(steps),
		from: (2n * from) / step,
		to: (2n * to) / step,
		choices: [[timeCondition(span)]]
	};
}
