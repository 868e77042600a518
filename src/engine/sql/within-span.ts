import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { isoOf } from '#lib/time.ts';
import type { TimeRange } from '#lib/time-range.ts';
import { readsOf } from './reader.ts';

/** What of a statement a span of time holds for. */
export interface SpanReach {
	/** Tables of which only rows of that time are read. */
	narrowed: readonly EventTableName[];
	/** What is read whole: facts that stand, native tables, cells. */
	whole: readonly string[];
}

/** Which of the tables that a statement reads have rows of a time. */
export function spanReach(sql: string): SpanReach {
	const { tables } = readsOf(sql);
	const narrowed = Object.values(eventTables)
		.filter(({ name, standing }) => !standing && tables.some((read) => isSame(read, name)))
		.map(({ name }) => name);
	const whole = tables.filter((read) => !narrowed.some((name) => isSame(read, name)));
	return { narrowed, whole };
}

/**
 * A statement that reads of each event table only rows of a span, its ends counted in: each stands under its own name
 * before it. Rows without a time are in no span.
 */
export function withinSpan(sql: string, span: TimeRange): string {
	const { narrowed } = spanReach(sql);
	if (narrowed.length === 0) return sql;
	const tables = narrowed.map(
		(name) => `${name} AS (SELECT * FROM main.${name} WHERE ${spanCondition(span)})`
	);
	return `WITH ${tables.join(',\n')}\nSELECT * FROM (\n${sql}\n) AS result`;
}

/** A span as a condition, as a person would write it. */
export function spanCondition({ from, to }: TimeRange): string {
	return `ts BETWEEN ${momentText(from)} AND ${momentText(to)}`;
}

function momentText(micros: bigint): string {
	const [, date, time] = /^(\d{4}-\d\d-\d\d)T([\d:]+(?:\.\d+)?)Z$/.exec(isoOf(micros)) ?? [];
	if (date === undefined) return `make_timestamp(${micros})`;
	return `TIMESTAMP '${date} ${time!.replace(/\.0+$/, '')}'`;
}

function isSame(read: string, name: string): boolean {
	return read.toLowerCase() === name;
}
