import { identifier, literal } from '#engine/sql/sql.ts';
import { momentSql, nameSql, numberSql, rowsOf } from '../column-sql.ts';
import type { TimelineColumns } from './timeline-columns.ts';

/** Lanes there are at most, beside those for all other values and for rows without one. */
export const MOST_LANES = 12;

/** A stretch of time: microseconds since 1970 UTC; what begins at `to` is outside. */
export interface Stretch {
	from: number;
	to: number;
}

/** Names of values that have lanes of their own, in their order; behind them stand rows without a value, and all others. */
export type LaneNames = readonly string[];

/** The rows with when each began, and when it ended: where that is not known, or was earlier, the same. */
function placedSql(sql: string, columns: TimelineColumns): string {
	return `(SELECT *, coalesce(CASE WHEN "drawn ended" >= "drawn t" THEN "drawn ended" END, "drawn t") AS "drawn e"
	FROM (SELECT *, ${momentSql(columns.ts.name)} AS "drawn t", ${endedSql(columns)} AS "drawn ended",
			${columns.lane === null ? `''` : nameSql(columns.lane.name)} AS "drawn lane"
		FROM ${rowsOf(sql)}))`;
}

function endedSql({ ts, end }: TimelineColumns): string {
	if (end === null) return 'NULL::BIGINT';
	if (end.type === 'timestamp') return momentSql(end.name);
	return `${momentSql(ts.name)} + (${numberSql(end.name)} * 1e6)::BIGINT`;
}

/** One row: how many rows there are, how many have no time or end before they begin, and between which times all lie. */
export function extentSql(sql: string, columns: TimelineColumns): string {
	return `SELECT count(*) AS "rows", count(*) - count("drawn t") AS timeless,
		count(*) FILTER (WHERE "drawn ended" < "drawn t") AS backward,
		min("drawn t") AS "from", max("drawn e") AS "to"
	FROM ${placedSql(sql, columns)}`;
}

/** A row for each lane that there may be, those with most rows first; with how many values there are, and whether any row has none. */
export function lanesSql(sql: string, columns: TimelineColumns): string {
	return `SELECT "drawn lane" AS lane, count("drawn lane") OVER () AS many,
		bool_or("drawn lane" IS NULL) OVER () AS lacks
	FROM ${placedSql(sql, columns)} WHERE "drawn t" IS NOT NULL
	GROUP BY "drawn lane" ORDER BY "drawn lane" IS NULL, count(*) DESC, "drawn lane" LIMIT ${MOST_LANES}`;
}

function laneSql(names: LaneNames): string {
	const cases = names.map((name, i) => `WHEN "drawn lane" = ${literal(name)} THEN ${i}`);
	return `CASE WHEN "drawn lane" IS NULL THEN ${names.length} ${cases.join(' ')} ELSE ${names.length + 1} END`;
}

/** What begins in a stretch, or began before and reaches into it. */
function within({ from, to }: Stretch): string {
	return `"drawn t" < ${to} AND ("drawn t" >= ${from} OR "drawn e" > ${from})`;
}

/** Stretches of one width, in microseconds, the first of which begins at `origin`. */
export interface Buckets {
	origin: number;
	step: number;
}

/**
 * A row for each bucket of each lane with how many rows begin there, and one without a bucket for those that began
 * before what is looked at and reach into it.
 */
export function densitySql(
	sql: string,
	columns: TimelineColumns,
	{ lanes, view, buckets }: { lanes: LaneNames; view: Stretch; buckets: Buckets }
): string {
	return `SELECT ${laneSql(lanes)} AS place,
		CASE WHEN "drawn t" >= ${view.from} THEN ("drawn t" - ${buckets.origin}) // ${buckets.step} END AS bucket,
		count(*) AS "rows"
	FROM ${placedSql(sql, columns)} WHERE ${within(view)}
	GROUP BY ALL ORDER BY place, bucket`;
}

/** The rows of {@link densitySql} one by one, each with all its columns behind its place. */
export function marksSql(
	sql: string,
	columns: TimelineColumns,
	{ lanes, view }: { lanes: LaneNames; view: Stretch }
): string {
	const given = columns.all.map(({ name }, i) => `${identifier(name)} AS "given ${i}"`);
	return `SELECT ${laneSql(lanes)} AS place, "drawn t", "drawn e", ${given.join(', ')}
	FROM ${placedSql(sql, columns)} WHERE ${within(view)} ORDER BY place, "drawn t", "drawn e"`;
}

/** One row: when the alert at hand was. */
export const alertSql = 'SELECT epoch_us(alert.ts) AS moment';
