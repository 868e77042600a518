import type { Result, ResultType } from './engine.ts';
import { tokensOf } from '../sql/tokens.ts';
import { identifier } from '../sql/sql.ts';

/** A column of what an engine hands over; the type is null for one that only DuckDB itself can write as text. */
export interface GivenColumn {
	name: string;
	type: ResultType | null;
}

/** Whether all of a result can be taken as it is. */
export function isPlain(columns: readonly GivenColumn[]): boolean {
	return columns.every(({ type }) => type !== null);
}

/**
 * The same query with the columns that have no type of their own here as DuckDB's text of them, all of them named
 * by their number. Rows and their order stay. Null for what is not one query: that is never asked of anybody's values.
 */
export function asText(sql: string, columns: readonly GivenColumn[]): string | null {
	const query = oneQuery(sql);
	if (query === null) return null;
	const names = columns.map((_, i) => identifier(String(i)));
	const selected = columns.map(({ type }, i) =>
		type === null ? `CAST(${names[i]} AS VARCHAR) AS ${names[i]}` : names[i]
	);
	return `SELECT ${selected.join(', ')} FROM (\n${query}\n) AS given(${names.join(', ')})`;
}

const beginning = /^(select|with|from|values|pivot|unpivot|describe|summarize)$/i;

/** A statement without what ends it; null for what is not one query. */
function oneQuery(sql: string): string | null {
	const tokens = tokensOf(sql);
	const first = tokens.find(({ kind }) => kind !== '(');
	const end = tokens.findIndex(({ kind }) => kind === ';');
	if (!beginning.test(first?.text ?? '')) return null;
	if (end < 0) return sql;
	return tokens.slice(end).every(({ kind }) => kind === ';')
		? sql.slice(0, tokens[end]!.from)
		: null;
}

/** A result under the names that its columns have. */
export function named(result: Result, columns: readonly GivenColumn[]): Result {
	const shown = result.columns.map(({ type }, i) => ({
		name: columns[i]!.name,
		type,
		...(columns[i]!.type === null ? { written: true as const } : {})
	}));
	return { columns: shown, rows: result.rows };
}

const plainTypes =
	/^(BOOLEAN|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\)|VARCHAR|DATE|TIMESTAMP)$/;

/** The columns of a query from what DESCRIBE says of it: rows of name and type. */
export function describedColumns(rows: readonly unknown[][]): GivenColumn[] {
	return rows.map(([name, type]) => ({
		name: String(name),
		type: plainTypes.test(String(type)) ? 'text' : null
	}));
}
