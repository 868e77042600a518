import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { nameSql, rowsOf } from '../column-sql.ts';
import { weightSql, type Weight } from '../weight.ts';

export interface NetworkColumns {
	source: ResultColumn;
	target: ResultColumn;
	weight: Weight;
}

/** All rows, those that can be drawn, and who is at either end of them. */
function placedSql(sql: string, { source, target, weight }: NetworkColumns): string {
	return `"drawn all" AS (SELECT ${nameSql(source.name)} AS s, ${nameSql(target.name)} AS t,
		${weightSql(weight)} AS w FROM ${rowsOf(sql)}),
	"drawn known" AS (SELECT * FROM "drawn all" WHERE s IS NOT NULL AND t IS NOT NULL AND w IS NOT NULL),
	"drawn ends" AS (SELECT s AS name, w FROM "drawn known" UNION ALL SELECT t, w FROM "drawn known" WHERE s <> t)`;
}

/** One row: how many rows there are, how many can be drawn, and how many lack an end; how many ends and links. */
export function factsSql(sql: string, columns: NetworkColumns): string {
	return `WITH ${placedSql(sql, columns)}
	SELECT count(*) AS "rows", (SELECT count(*) FROM "drawn known") AS drawn,
		count(*) FILTER (WHERE s IS NULL OR t IS NULL) AS endless,
		(SELECT count(DISTINCT name) FROM "drawn ends") AS ends,
		(SELECT count(*) FROM (SELECT DISTINCT s, t FROM "drawn known")) AS links
	FROM "drawn all"`;
}

/** A row for each link from one end to another, the heaviest first. */
export function linksSql(sql: string, columns: NetworkColumns): string {
	return `WITH ${placedSql(sql, columns)}
	SELECT s, t, sum(w) AS w, count(*) AS "rows" FROM "drawn known"
	GROUP BY s, t ORDER BY sum(w) DESC, count(*) DESC, s, t`;
}

/** The same between the heaviest ends; null stands for all others. */
export function matrixSql(sql: string, columns: NetworkColumns, most: number): string {
	return `WITH ${placedSql(sql, columns)},
	"drawn most" AS (SELECT name FROM "drawn ends"
		GROUP BY name ORDER BY sum(w) DESC, count(*) DESC, name LIMIT ${most})
	SELECT source.name, target.name, sum(w) AS w, count(*) AS "rows" FROM "drawn known"
		LEFT JOIN "drawn most" AS source ON source.name = s LEFT JOIN "drawn most" AS target ON target.name = t
	GROUP BY source.name, target.name ORDER BY sum(w) DESC, count(*) DESC, source.name, target.name`;
}
