import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { nameSql, rowsOf } from '../column-sql.ts';
import { weightSql, type Weight } from '../weight.ts';

export interface SankeyColumns {
	columns: readonly ResultColumn[];
	weight: Weight;
}

/** Values of a column that have a place each. */
export const MOST_VALUES = 24;
/** Those of the first column that have colours. */
export const MOST_COLOURS = 7;

/** What stands for a value that has no place: none at all, or one beyond those that have. */
export const ABSENT = -1;
export const OTHER = -2;

function placedSql(sql: string, { columns, weight }: SankeyColumns): string {
	const names = columns.map(({ name }, i) => `${nameSql(name)} AS c${i}`);
	return `"drawn all" AS (SELECT ${names.join(', ')}, ${weightSql(weight)} AS w FROM ${rowsOf(sql)}),
	"drawn known" AS (SELECT * FROM "drawn all" WHERE w IS NOT NULL)`;
}

function rankSql(column: number): string {
	return `"drawn rank ${column}" AS (SELECT c${column} AS name,
		row_number() OVER (ORDER BY sum(w) DESC, count(*) DESC, c${column}) - 1 AS place, count(*) OVER () AS many
		FROM "drawn known" WHERE c${column} IS NOT NULL GROUP BY c${column})`;
}

/** A row for each value of each column that has a place, in their order, with how many values the column has. */
export function valuesSql(sql: string, drawn: SankeyColumns): string {
	const each = drawn.columns.map((_, i) => i);
	return `WITH ${[placedSql(sql, drawn), ...each.map(rankSql)].join(',\n')}
	${each
		.map(
			(i) =>
				`SELECT ${i} AS "column", place, name, many FROM "drawn rank ${i}" WHERE place < ${MOST_VALUES}`
		)
		.join(' UNION ALL ')}
	ORDER BY 1, 2`;
}

/** One row: how many rows there are, and how many of them have a weight. */
export function rowsSql(sql: string, drawn: SankeyColumns): string {
	return `WITH ${placedSql(sql, drawn)}
	SELECT (SELECT count(*) FROM "drawn all") AS "rows", (SELECT count(*) FROM "drawn known") AS weighed`;
}

/**
 * A row for each band from a value of one column to one of the next, by the value of the first column from which its
 * rows come: places of values, with what they weigh and how many rows that are.
 */
export function bandsSql(sql: string, drawn: SankeyColumns): string {
	const each = drawn.columns.map((_, i) => i);
	const places = each.map(
		(i) =>
			`CASE WHEN c${i} IS NULL THEN ${ABSENT} WHEN r${i}.place < ${MOST_VALUES} THEN r${i}.place ELSE ${OTHER} END AS p${i}`
	);
	const joins = each.map((i) => `LEFT JOIN "drawn rank ${i}" AS r${i} ON r${i}.name = c${i}`);
	const bands = each.slice(1).map(
		(to) => `SELECT ${to - 1} AS step, p${to - 1} AS "from", p${to} AS "to",
			CASE WHEN p0 >= ${MOST_COLOURS} THEN ${OTHER} ELSE p0 END AS colour, sum(w) AS w, count(*) AS "rows"
		FROM "drawn placed" GROUP BY ALL`
	);
	return `WITH ${[placedSql(sql, drawn), ...each.map(rankSql)].join(',\n')},
	"drawn placed" AS (SELECT ${places.join(', ')}, w FROM "drawn known" ${joins.join(' ')})
	${bands.join(' UNION ALL ')}
	ORDER BY 1, 2, 3, 4`;
}
