import { columnOf, isOfOrigin } from '#tables/columns-of.ts';
import { eventTableNames, type EventTableName } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import { identifier } from '#engine/sql/sql.ts';

/** What is known of a column of what is loaded. */
export interface ColumnFacts {
	name: string;
	/** DuckDB's own word. */
	type: string;
	/** What its values are; null of a native table, whose columns nobody has described. */
	meaning: string | null;
	/** In how many rows it has a value. */
	filled: number;
	/** The beginning of a value that it has, as DuckDB writes it; null where it has none. */
	sample: string | null;
}

/** What a relation holds. */
export interface RelationFacts {
	rows: number;
	columns: readonly ColumnFacts[];
}

/** Characters of a sample. */
const LONGEST = 60;

/** One statement for the types of the columns of a relation. */
export function typesSql(relation: string): string {
	return `DESCRIBE SELECT * FROM ${identifier(relation)}`;
}

/** Name and type of each column, from the answer to that. */
export function typesIn(rows: readonly (readonly Value[])[]): [name: string, type: string][] {
	return rows.map(([name, type]) => [String(name), String(type)]);
}

/** One statement for how many rows there are, and of each column how many have a value, and a value. */
export function fillSql(relation: string, columns: readonly string[]): string {
	const each = columns.flatMap((column) => {
		const name = identifier(column);
		return [`count(${name})`, `left(any_value(${name})::VARCHAR, ${LONGEST})`];
	});
	return `SELECT ${['count(*)', ...each].join(', ')} FROM ${identifier(relation)}`;
}

/** @param row the one row of the answer to that */
export function factsIn(
	relation: string,
	types: readonly [name: string, type: string][],
	[rows = 0, ...found]: readonly Value[]
): RelationFacts {
	const columns = types.map(([name, type], i) => {
		const sample = found[2 * i + 1] ?? null;
		return {
			name,
			type,
			meaning: meaningOf(relation, name),
			filled: Number(found[2 * i] ?? 0),
			sample: sample === null ? null : String(sample)
		};
	});
	return { rows: Number(rows), columns: byInterest(columns) };
}

/** Which record a row is of interests those last who look for what there is. */
function byInterest(columns: readonly ColumnFacts[]): ColumnFacts[] {
	const isOrigin = ({ name }: ColumnFacts) => isOfOrigin(name);
	return [...columns.filter((each) => !isOrigin(each)), ...columns.filter(isOrigin)];
}

function meaningOf(relation: string, column: string): string | null {
	const table = eventTableNames.find((name): name is EventTableName => name === relation);
	return table === undefined ? null : (columnOf(table, column)?.meaning ?? null);
}
