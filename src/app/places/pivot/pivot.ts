import { columnOf, soughtAs } from '#tables/columns-of.ts';
import { caseless } from '#tables/columns/domain.ts';
import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import type { TimeRange } from '#lib/time-range.ts';
import { rowObjects, type Result, type ResultColumn } from '#engine/duckdb/engine.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { isoOf } from '#lib/time.ts';
import { columnsThatHold, meaningsOf, type Meaning } from '#investigation/column-meaning.ts';

/** A value that is looked for in the event tables. */
export interface Pivot {
	/** The column that it was found in. */
	column: string;
	text: string;
	meanings: readonly Meaning[];
}

/** Rows of an event table that hold a value. */
export interface PivotRows {
	pivot: Pivot;
	table: EventTableName;
	/** The only time that rows may be of; null for any. */
	reach: TimeRange | null;
}

/** How many rows hold a value. */
export interface PivotCount {
	all: number;
	/** Those of the time that was asked for; null where none was. */
	near: number | null;
}

/** What a value of a row is; null for an absent one. */
export function pivotOf(
	columns: readonly ResultColumn[],
	row: readonly Value[],
	at: number
): Pivot | null {
	const value = row[at] ?? null;
	const column = columns[at]?.name ?? '';
	if (value === null) return null;
	const beside = columns.map(({ name }) => name);
	return { column, text: String(value), meanings: meaningsOf(column, beside) };
}

/** Characters of a value in a title. */
const LONGEST = 60;

/** Rows of a table by a value, in words; of what a log holds no more than anyone would read. */
export function titleOf(table: EventTableName, { text }: Pivot): string {
	return `${table} with ${shortened(text)}`;
}

/** The beginning of a text, with a sign where there is more of it. */
export function shortened(text: string, longest = LONGEST): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Those of the tables that have columns for such a value. */
export function pivotTables(pivot: Pivot, tables: readonly EventTableName[]): EventTableName[] {
	return tables.filter((table) => columnsThatHold(table, pivot.meanings).length > 0);
}

/** The columns of a table in which a value is looked for. */
export function columnsOfPivot({ pivot, table }: PivotRows): string[] {
	return columnsThatHold(table, pivot.meanings);
}

/** The rows, oldest first, and always in the same order. */
export function pivotSql({ pivot, table, reach }: PivotRows): string {
	const near = timeIn(table, reach);
	const time = near === null ? '' : `\n  AND ${near}`;
	return `SELECT *\nFROM ${table}\nWHERE ${holds(pivot, table)}${time}\nORDER BY ts, source_id, record`;
}

/** One statement for how many rows of each table hold the value; see `pivotCounts`. */
export function pivotCountsSql(
	pivot: Pivot,
	tables: readonly EventTableName[],
	reach: TimeRange | null
): string {
	const counts = tables.map((table) => {
		const time = timeIn(table, reach) ?? 'true';
		const near = reach === null ? 'NULL' : `count(*) FILTER (WHERE ${time})`;
		return `SELECT ${literal(table)} AS name, count(*) AS rows, ${near} AS near
			FROM ${identifier(table)} WHERE ${holds(pivot, table)}`;
	});
	return counts.join(' UNION ALL ');
}

/** What the statement of `pivotCountsSql` gave, by table. */
export function pivotCounts(result: Result): Map<EventTableName, PivotCount> {
	return new Map(
		rowObjects(result).map(({ name, rows, near }) => [
			name as EventTableName,
			{ all: Number(rows), near: (near ?? null) === null ? null : Number(near) }
		])
	);
}

function holds(pivot: Pivot, table: EventTableName): string {
	const columns = columnsThatHold(table, pivot.meanings);
	return `(${columns.flatMap((column) => comparisons(pivot, table, column)).join(' OR ')})`;
}

function comparisons({ text, meanings }: Pivot, table: EventTableName, name: string): string[] {
	const definition = columnOf(table, name)!;
	const own = soughtAs(definition).filter((meaning) => meanings.includes(meaning));
	const column = identifier(name);
	if (definition.type !== 'text') return [`${column} = ${wholeNumber(text)}`];
	const found: string[] = [];
	// A list names networks too. What is no address there or here must not end the statement.
	if (own.includes('address') && definition.domain === 'indicator')
		found.push(`try(in_cidr(${literal(text)}, ${column}))`);
	if (own.some((meaning) => caseless.includes(meaning)))
		found.push(`lower(${column}) = lower(${literal(text)})`);
	return found.length === 0 ? [`${column} = ${literal(text)}`] : found;
}

/** Nothing equals what is no number. */
function wholeNumber(text: string): string {
	return /^\d{1,9}$/.test(text) ? text : 'NULL';
}

/** A condition on the time; null where any will do, as for facts that stand. */
function timeIn(table: EventTableName, reach: TimeRange | null): string | null {
	if (reach === null || eventTables[table].standing) return null;
	return `ts BETWEEN ${momentSql(reach.from)} AND ${momentSql(reach.to)}`;
}

function momentSql(micros: bigint): string {
	const [, date, time] = /^(\d{4}-\d\d-\d\d)T([\d:.]+)Z$/.exec(isoOf(micros)) ?? [];
	return date === undefined ? `make_timestamp(${micros})` : `TIMESTAMP '${date} ${time}'`;
}
