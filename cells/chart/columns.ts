import type { Value } from '#tables/value.ts';
import { holdsNames, provenance } from '#tables/columns-of.ts';
import { rowObjects, type Result, type ResultColumn } from '#engine/duckdb/engine.ts';
import { identifier } from '#engine/sql/sql.ts';
import { momentSql, nameSql, numberSql, rowsOf } from '../column-sql.ts';

/** `moment` is a time on a clock, `day` a date of no zone, `name` whatever is told apart and not measured. */
export type ColumnKind = 'moment' | 'day' | 'number' | 'name';

/** A column of the rows, with what is known of its values. */
export interface ChartColumn {
	name: string;
	kind: ColumnKind;
	/** Rows that have a value, which is finite. */
	filled: number;
	/** About as many different values. */
	distinct: number;
	/** The least and the greatest: of times microseconds since 1970 UTC. Null of names, and where there is none. */
	from: number | null;
	to: number | null;
	/** Whether its numbers are whole. */
	whole: boolean;
	/** Whether its numbers name something, as ports do: they are measured only where somebody asks for it. */
	naming: boolean;
}

/** The rows of a chart before anything is drawn of them. */
export interface ChartFacts {
	rows: number;
	columns: readonly ChartColumn[];
	/** Whether rows are records of sources, which are counted, and no sums of them. */
	areRecords: boolean;
}

/** So many columns are looked at where the picture does not name its own. */
const MOST_COLUMNS = 40;

/** A value of a column as it is compared and measured in SQL: null where it is not finite. */
export function valueSql({ name, kind }: Pick<ChartColumn, 'name' | 'kind'>): string {
	if (kind === 'name') return nameSql(name);
	return kind === 'number' ? numberSql(name) : momentSql(name);
}

/** Those columns of which facts are asked. @param named that the picture names; null where it leaves any to the types */
export function columnsToLookAt(
	columns: readonly ResultColumn[],
	named: readonly string[] | null
): ResultColumn[] {
	if (named !== null) return columns.filter(({ name }) => named.includes(name));
	return columns.filter(({ name }) => !provenance.includes(name)).slice(0, MOST_COLUMNS);
}

/** One row with what is known of each column. */
export function factsSql(sql: string, columns: readonly ResultColumn[]): string {
	const facts = columns.flatMap((column, i) => {
		const value = valueSql({ name: column.name, kind: kindOf(column, '') });
		const ends = isMeasured(column) ? value : `left(${value}, 40)`;
		return [
			`any_value(typeof(${identifier(column.name)})) AS type_${i}`,
			`count(${value}) AS filled_${i}`,
			`approx_count_distinct(${value}) AS distinct_${i}`,
			`min(${ends}) AS from_${i}`,
			`max(${ends}) AS to_${i}`
		];
	});
	return `SELECT ${['count(*) AS "rows"', ...facts].join(', ')} FROM ${rowsOf(sql)}`;
}

/** One row with how many rows there are, and how many of them have a value of each column. */
export function filledSql(sql: string, columns: readonly ChartColumn[]): string {
	const filled = columns.map((column, i) => `count(${valueSql(column)}) AS filled_${i}`);
	return `SELECT ${['count(*) AS "rows"', ...filled].join(', ')} FROM ${rowsOf(sql)}`;
}

/** Facts of other rows, by the row of {@link filledSql}: what is not asked there stays as it was. */
export function factsFilled(facts: ChartFacts, result: Result): ChartFacts {
	const [row = {}] = rowObjects(result);
	const columns = facts.columns.map((column, i) => ({
		...column,
		filled: Number(row[`filled_${i}`] ?? 0)
	}));
	return { ...facts, rows: Number(row['rows'] ?? 0), columns };
}

/** Facts of other rows, all of which are in places of a picture and have all values. */
export function factsOfPlaces(facts: ChartFacts, places: Result): ChartFacts {
	const rows = rowObjects(places).reduce((sum, row) => sum + Number(row['rows']), 0);
	return { ...facts, rows, columns: facts.columns.map((each) => ({ ...each, filled: rows })) };
}

/** What the row of {@link factsSql} says. */
export function factsOf(
	result: Result,
	columns: readonly ResultColumn[],
	all: readonly ResultColumn[]
): ChartFacts {
	const [row = {}] = rowObjects(result);
	return {
		rows: Number(row['rows'] ?? 0),
		columns: columns.map((column, i) => columnOf(column, (fact) => row[`${fact}_${i}`] ?? null)),
		areRecords: all.some(({ name }) => name === 'record')
	};
}

function columnOf(column: ResultColumn, fact: (name: string) => Value): ChartColumn {
	const type = String(fact('type') ?? '');
	const kind = kindOf(column, type);
	const end = (name: 'from' | 'to') => (kind === 'name' ? null : endOf(fact(name), kind));
	return {
		name: column.name,
		kind,
		filled: Number(fact('filled')),
		distinct: Math.min(Number(fact('distinct')), Number(fact('filled'))),
		from: end('from'),
		to: end('to'),
		whole: /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?)$/.test(type),
		naming: kind === 'number' && holdsNames(column.name)
	};
}

function endOf(value: Value, kind: ColumnKind): number | null {
	if (value === null) return null;
	if (kind === 'day') return Date.parse(`${String(value)}T00:00:00Z`) * 1000;
	return Number(value);
}

function isMeasured({ type }: ResultColumn): boolean {
	return type === 'timestamp' || type === 'number';
}

function kindOf(column: ResultColumn, type: string): ColumnKind {
	if (column.type === 'timestamp') return 'moment';
	if (type === 'DATE') return 'day';
	return isMeasured(column) ? 'number' : 'name';
}
