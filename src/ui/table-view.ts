import type { Value } from '#tables/value.ts';
import { holdsNames } from '#tables/columns-of.ts';
import { arePackets } from '#tables/interest.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { wholeNumberText } from '#lib/format-number.ts';
import {
	clockText,
	dateText,
	dayText,
	exactText,
	fineClockText,
	fineMomentText,
	momentText
} from '#lib/format-time.ts';
import type { Zone } from '#lib/zone.ts';

/** How results read in a table: pure, so that it can be tested without a page. */

/** Rows by which columns are as wide as they are. */
export const SAMPLE = 200;
const WIDEST = 44;
const NARROWEST = 5;
/** Characters that the edge of a badge takes. */
const BADGE_EDGE = 2;
/** Characters that the time since the row before takes. */
const GAP = 12;

/** How the moments of a table are written. */
export interface TimeView {
	/** Index of the column whose date stands where it changes alone: the first with times; -1 where there is none. */
	column: number;
	/** Whether its times are written to the microsecond. */
	fine: boolean;
	zone: Zone;
}

/** Which of the columns is that of time, and how finely it is written. */
export function timeViewOf(columns: readonly ResultColumn[], zone: Zone): TimeView {
	const column = columns.findIndex(({ type }) => type === 'timestamp');
	return { column, fine: arePackets(columns.map(({ name }) => name)), zone };
}

/** The day of a row, with the offset where that is not the one of the zone always; null where it has no time. */
export function dayOf(row: readonly Value[] | null, { column, zone }: TimeView): string | null {
	const value = column < 0 ? null : (row?.[column] ?? null);
	if (typeof value !== 'bigint') return null;
	return zone.isUtc ? dateText(value, zone) : dayText(value, zone);
}

/** A value as its cell shows it; null for an absent one. The day of the column of time stands beside it. */
export function cellText(
	value: Value,
	column: ResultColumn,
	isTime: boolean,
	{ fine, zone }: TimeView
): string | null {
	if (value === null) return null;
	if (column.type === 'timestamp' && typeof value === 'bigint') {
		if (isTime) return fine ? fineClockText(value, zone) : clockText(value, zone);
		return fine ? fineMomentText(value, zone) : momentText(value, zone);
	}
	if (isMeasure(column) && typeof value !== 'boolean') return wholeNumberText(value);
	return String(value);
}

/** Seconds from the row before to this one, to the microsecond: `+0.000213`; null where one of them has no time. */
export function gapText(
	row: readonly Value[],
	before: readonly Value[] | null,
	{ column }: TimeView
): string | null {
	const [now, then] = [row[column] ?? null, before?.[column] ?? null];
	if (typeof now !== 'bigint' || typeof then !== 'bigint') return null;
	const micros = now - then;
	const digits = String(micros < 0n ? -micros : micros).padStart(7, '0');
	return `${micros < 0n ? '−' : '+'}${digits.slice(0, -6)}.${digits.slice(-6)}`;
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

/** Widths in characters, from the heads, the first rows and the words beside their values. */
export function columnWidths(
	columns: readonly ResultColumn[],
	rows: readonly (readonly Value[])[],
	time: TimeView,
	badges: ReadonlyMap<Value, string> = new Map()
): number[] {
	const sample = rows.slice(0, SAMPLE);
	return columns.map((column, i) => {
		const isTime = i === time.column;
		const lengths = sample.map((row) => {
			const value = row[i] ?? null;
			const badge = value === null ? undefined : badges.get(value);
			const day = isTime ? (dayOf(row, time)?.length ?? 0) + 1 : 0;
			const gap = isTime && time.fine ? GAP : 0;
			const own = cellText(value, column, isTime, time)?.length ?? 1;
			const text = Math.min(own + day + gap, WIDEST);
			return badge === undefined ? text : text + badge.length + BADGE_EDGE;
		});
		const head = [column.name, headZone(column, time.zone)].filter((part) => part !== null);
		return Math.max(Math.min(head.join(' ').length, WIDEST), NARROWEST, ...lengths);
	});
}
