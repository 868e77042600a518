import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { TableEntry } from '../../services/data-state.ts';

/** How many rows a table has in each of equal parts of the time. */
export interface Density {
	table: EventTableName;
	/** By part, from the first. */
	rows: readonly number[];
}

/** Parts that the time is cut into. */
export const PARTS = 160;

/** Those tables of which rows lie in time. */
export function timedTables(tables: readonly TableEntry[]): TableEntry[] {
	return tables.filter(
		({ name, rows, first }) => rows > 0 && first !== null && !eventTables[name].standing
	);
}

/** From the first row of any table to the last; null where nothing has a time. */
export function wholeTime(tables: readonly TableEntry[]): TimeRange | null {
	const timed = timedTables(tables);
	const firsts = timed.flatMap(({ first }) => first ?? []);
	const lasts = timed.flatMap(({ last }) => last ?? []);
	if (firsts.length === 0) return null;
	const from = firsts.reduce((a, b) => (b < a ? b : a));
	const to = lasts.reduce((a, b) => (b > a ? b : a), from);
	return { from, to };
}

/** One statement for how many rows of each table lie in each part of a time. */
export function densitySql(tables: readonly EventTableName[], { from, to }: TimeRange): string {
	const length = to - from + 1n;
	const part = `((epoch_us(ts) - ${from}) * ${PARTS}) // ${length}`;
	return tables
		.map(
			(name) =>
				`SELECT '${name}' AS name, (${part})::INTEGER AS part, count(*) AS n FROM ${name} WHERE ts IS NOT NULL GROUP BY part`
		)
		.join('\nUNION ALL\n');
}

/** @param rows of the answer to that */
export function densitiesIn(
	tables: readonly EventTableName[],
	rows: readonly (readonly Value[])[]
): Density[] {
	return tables.map((table) => {
		const counts = Array.from({ length: PARTS }, () => 0);
		for (const [name, part, n] of rows)
			if (name === table) counts[Math.max(0, Math.min(PARTS - 1, Number(part)))]! += Number(n);
		return { table, rows: counts };
	});
}
