import type { Value } from '#tables/value.ts';
import { holdsNames } from '#tables/columns-of.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { wholeNumberText } from '#lib/format-number.ts';
import { clockText, dayText, exactText, momentText } from '#lib/format-time.ts';
import type { Zone } from '#lib/zone.ts';

/** How results read in a table: pure, so that it can be tested without a page. */

/**
 * A line of a table: a date with its offset from UTC, which both hold until the next such line, or a row by
 * its index.
 */
export type Line = { type: 'date'; date: string } | { type: 'row'; row: number };

const SAMPLE = 200;
const WIDEST = 44;
const NARROWEST = 5;
/** Characters that the edge of a badge takes. */
const BADGE_EDGE = 2;

/**
 * Index of the column whose dates stand above the rows: the first with times. -1 where there is none, or a date would
 * come back after another one, as where rows are sorted by something else.
 */
export function timeColumn(
	columns: readonly ResultColumn[],
	rows: readonly Value[][],
	zone: Zone
): number {
	const at = columns.findIndex(({ type }) => type === 'timestamp');
	const seen = new Set<string>();
	let last: string | null = null;
	for (const row of rows) {
		const value = row[at];
		const day: string | null = typeof value === 'bigint' ? dayText(value, zone) : last;
		if (day !== null && day !== last && seen.has(day)) return -1;
		if (day !== null) seen.add(day);
		last = day;
	}
	return at;
}

/**
 * The rows in their order, with a line wherever the date of the time column changes, or its offset.
 * @param at the time column; -1 for none
 */
export function linesOf(rows: readonly Value[][], at: number, zone: Zone): Line[] {
	const lines: Line[] = [];
	let date: string | null = null;
	rows.forEach((values, row) => {
		const value = at < 0 ? null : values[at];
		const own: string | null = typeof value === 'bigint' ? dayText(value, zone) : date;
		if (own !== date && own !== null) lines.push({ type: 'date', date: own });
		date = own;
		lines.push({ type: 'row', row });
	});
	return lines;
}

/** A value as its cell shows it; null for an absent one. `grouped` leaves the date to the line above. */
export function cellText(
	value: Value,
	column: ResultColumn,
	grouped: boolean,
	zone: Zone
): string | null {
	if (value === null) return null;
	if (column.type === 'timestamp' && typeof value === 'bigint')
		return grouped ? clockText(value, zone) : momentText(value, zone);
	if (isMeasure(column) && typeof value !== 'boolean') return wholeNumberText(value);
	return String(value);
}

/** All of a value, as it is copied, and as focus and hover show it. */
export function wholeText(value: Value, column: ResultColumn, zone: Zone): string {
	if (value === null) return 'absent';
	if (column.type === 'timestamp' && typeof value === 'bigint') return exactText(value, zone);
	return String(value);
}

/** Ports and ids are names made of digits: no separators. */
function isMeasure({ name, type }: ResultColumn): boolean {
	return type === 'number' && !holdsNames(name);
}

/** What the head of a column says behind its name: the zone of its times; null where it has none. */
export function headZone({ type }: ResultColumn, zone: Zone): string | null {
	return type === 'timestamp' ? zone.name : null;
}

/**
 * Widths in characters, from the heads, the first rows and the words beside their values.
 * @param time the column whose dates stand above the rows; -1 for none
 */
export function columnWidths(
	columns: readonly ResultColumn[],
	rows: readonly Value[][],
	{ time, zone }: { time: number; zone: Zone },
	badges: ReadonlyMap<Value, string> = new Map()
): number[] {
	const sample = rows.slice(0, SAMPLE);
	return columns.map((column, i) => {
		const lengths = sample.map((row) => {
			const value = row[i] ?? null;
			const badge = value === null ? undefined : badges.get(value);
			const text = Math.min(cellText(value, column, i === time, zone)?.length ?? 1, WIDEST);
			return badge === undefined ? text : text + badge.length + BADGE_EDGE;
		});
		const head = [column.name, headZone(column, zone)].filter((part) => part !== null).join(' ');
		return Math.max(Math.min(head.length, WIDEST), NARROWEST, ...lengths);
	});
}
