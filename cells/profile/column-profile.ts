import type { Value } from '#tables/value.ts';
import { rowObjects, type Result, type ResultColumn } from '#engine/duckdb/engine.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { identifier } from '#engine/sql/sql.ts';

/** What is known of a column over all rows. */
export interface ColumnProfile {
	/** The type as the database names it; null where no row has a value. */
	type: string | null;
	rows: number;
	/** Rows with a value. */
	filled: number;
	/** Different values. */
	distinct: number;
	/** The least and the greatest; null where values have no order, or there is none. */
	least: Value;
	greatest: Value;
	/** The most common, the most common first. */
	common: readonly { value: Value; rows: number }[];
	/** Rows in each of {@link STRETCHES} stretches of one width from the least to the greatest; null of what is not measured. */
	spread: readonly number[] | null;
}

export const STRETCHES = 24;
const MOST_COMMON = 5;

function from(sql: string): string {
	return `FROM (\n${bareStatement(sql)}\n) AS "profiled rows"`;
}

export function firstRowSql(sql: string): string {
	return `SELECT * ${from(sql)}`;
}

/** One row: what can be told of a column in one pass. */
export function factsSql(sql: string, column: ResultColumn): string {
	const name = identifier(column.name);
	const [least, greatest] = isOrdered(column) ? [`min(${name})`, `max(${name})`] : ['NULL', 'NULL'];
	return `SELECT any_value(typeof(${name})) FILTER (WHERE ${name} IS NOT NULL) AS type, count(*) AS "rows",
		count(${name}) AS filled, count(DISTINCT ${name}) AS "distinct", ${least} AS least, ${greatest} AS greatest ${from(sql)}`;
}

/** The most common values of a column with their rows; of equally common ones the first. */
export function commonSql(sql: string, { name }: ResultColumn): string {
	const column = identifier(name);
	return `SELECT ${column} AS value, count(*) AS "rows" ${from(sql)}
		WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY "rows" DESC, ${column}::VARCHAR LIMIT ${MOST_COMMON}`;
}

/** Rows by the number of the stretch that their value stands in; null where the column has no stretches. */
export function spreadSql(sql: string, column: ResultColumn): string | null {
	const value = measured(column);
	if (value === null) return null;
	return `WITH "measured" AS (SELECT ${value} AS v ${from(sql)}),
		"ends" AS (SELECT min(v) AS least, max(v) AS greatest FROM "measured" WHERE isfinite(v))
	SELECT least(floor((v - least) / (greatest - least) * ${STRETCHES}), ${STRETCHES - 1})::INTEGER AS stretch, count(*) AS "rows"
	FROM "measured", "ends" WHERE isfinite(v) AND greatest > least GROUP BY ALL ORDER BY ALL`;
}

/** A value as a number: of times seconds since 1970; null where it is not measured. */
function measured({ name, type }: ResultColumn): string | null {
	const column = identifier(name);
	if (type === 'number') return `${column}::DOUBLE`;
	if (type !== 'timestamp') return null;
	const moment = `${column}::TIMESTAMP`;
	return `CASE WHEN isfinite(${moment}) THEN epoch_us(${moment}) / 1e6 END`;
}

function isOrdered({ type }: ResultColumn): boolean {
	return type === 'number' || type === 'timestamp';
}

/** What the answers to the statements above say. @param spread null where it was not asked for */
export function profileOf(facts: Result, common: Result, spread: Result | null): ColumnProfile {
	const [row = {}] = rowObjects(facts);
	return {
		type: row['type'] === null ? null : String(row['type']),
		rows: Number(row['rows']),
		filled: Number(row['filled']),
		distinct: Number(row['distinct']),
		least: row['least'] ?? null,
		greatest: row['greatest'] ?? null,
		common: rowObjects(common).map((each) => ({
			value: each['value'] ?? null,
			rows: Number(each['rows'])
		})),
		spread: spread === null ? null : stretchesOf(spread)
	};
}

function stretchesOf({ rows }: Result): number[] | null {
	if (rows.length === 0) return null;
	const counts = Array.from({ length: STRETCHES }, () => 0);
	for (const [stretch, count] of rows) counts[Number(stretch)] = Number(count);
	return counts;
}
