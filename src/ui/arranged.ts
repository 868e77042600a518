import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { comparedAs } from '#engine/sql/compared.ts';
import { identifier } from '#engine/sql/sql.ts';

/** How rows are looked at, whatever statement they are of: every part of it is SQL around that statement. */
export interface Arrangement {
	/** All of them hold. */
	filters: readonly Filter[];
	/** The column by whose values the rows are counted; null where they stand themselves. */
	countedBy: string | null;
	/** Null for the order of the statement. */
	sortedBy: Sorting | null;
}

export interface Sorting {
	column: string;
	falls: boolean;
}

/** `from` and `to` count the value in; what is absent is neither. `not` keeps what is absent. */
export interface Filter {
	column: ResultColumn;
	how: 'only' | 'not' | 'from' | 'to';
	value: Value;
}

/** Rows as their statement gives them. */
export const unarranged: Arrangement = { filters: [], countedBy: null, sortedBy: null };

/** Name of the column that says how many rows have a value. */
export const COUNTED = 'rows';

/** The rows of a statement as they are to be looked at. */
export function arranged(sql: string, { filters, countedBy, sortedBy }: Arrangement): string {
	const where = filters.length === 0 ? '' : `\nWHERE ${filters.map(conditionOf).join('\n  AND ')}`;
	const also = countedBy === null || countedBy === sortedBy?.column ? [] : [countedBy];
	const order =
		sortedBy === null
			? ''
			: `\nORDER BY ${[orderOf(sortedBy), ...also.map(identifier)].join(', ')}`;
	const from = `FROM (\n${sql}\n) AS result${where}`;
	if (countedBy === null) return where + order === '' ? sql : `SELECT * ${from}${order}`;
	const column = identifier(countedBy);
	const counts = `SELECT ${column}, count(*) AS ${COUNTED} ${from}\nGROUP BY ALL`;
	return order === ''
		? `${counts}\nORDER BY ${COUNTED} DESC, ${column} NULLS LAST`
		: `SELECT * FROM (\n${counts}\n) AS counted${order}`;
}

/** A filter as SQL. */
export function conditionOf({ column, how, value }: Filter): string {
	const name = identifier(column.name);
	if (value === null) return `${name} IS ${how === 'not' ? 'NOT ' : ''}NULL`;
	const [side, other] = comparedAs(name, column.type === 'timestamp', value);
	const signs = { only: '=', not: 'IS DISTINCT FROM', from: '>=', to: '<=' };
	return `${side} ${signs[how]} ${other}`;
}

/** One row: how many rows a statement has, and in how many each of its columns has a value. */
export function fillCounts(sql: string, columns: readonly string[]): string {
	const each = columns.map((column, i) => `count(${identifier(column)}) AS c${i}`);
	return `SELECT ${['count(*) AS n', ...each].join(', ')} FROM (\n${sql}\n) AS result`;
}

function orderOf({ column, falls }: Sorting): string {
	return `${identifier(column)} ${falls ? 'DESC' : 'ASC'} NULLS LAST`;
}
