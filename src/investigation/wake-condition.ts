import { eventTables } from '#tables/event-tables.ts';
import type { Value } from '#tables/value.ts';
import { rowObjects, type Connection, type Result } from '#engine/duckdb/engine.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { isLoneAggregate } from '#engine/sql/lone-aggregate.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { readsOf } from '#engine/sql/reader.ts';
import { rowsBehind } from '#engine/sql/rows.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import { alertColumn, alertRow } from '#notebook/behind-alert.ts';
import { placeText, told, type Told } from '#notebook/error-words.ts';
import { recordPlaceOf, type RecordPlace } from './record-place.ts';
import type { AlertRow } from './result.ts';

/** What a condition reads of the alert: its columns as they were when it was put off, by name. */
export type FrozenAlert = Readonly<Record<string, Value>>;

/** The row that woke an alert. */
export interface WakingRow {
	/** The table that it stands in, and the name of its source; null where the condition gives no record's row. */
	table: string | null;
	source: string | null;
	place: RecordPlace | null;
	/** Microseconds since 1970 UTC. */
	ts: bigint | null;
	/** What the condition itself gave, where that is no record. */
	given: string | null;
}

type Asks = Pick<Connection, 'query'>;

/** The alert as it is now, to be kept with the condition: every column that it has. */
export async function frozenAlert(database: Asks, alert: AlertRow): Promise<FrozenAlert> {
	const result = await database.query(
		`SELECT * FROM alerts WHERE alert_id = ${literal(alert.alert_id)}`
	);
	return rowObjects(result)[0] ?? { ...alert };
}

/**
 * What is wrong with a condition; null where it can be asked. No record is read.
 * @throws `cancelled`; `engine lost`
 */
export async function wakeFault(
	database: Asks,
	alert: FrozenAlert,
	condition: string
): Promise<Told | null> {
	const sql = bareStatement(condition);
	try {
		checkSelect(sql);
		checkVariables(sql);
		// They are described, and not planned: what is planned may be worked out as far as it needs no rows.
		await database.query(`DESCRIBE ${over(alert, alertColumn, sql)}`);
		await database.query(`DESCRIBE ${over(alert, alertRow('alert'), sql)}`);
		return (await isAlwaysThere(database, sql)) ? { message: ALWAYS, position: null } : null;
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		const { message, position } = told(error, sql, beginIn(error, sql));
		return position === null
			? { message, position }
			: { message: `${message} (${placeText(sql, position)})`, position };
	}
}

/**
 * The first row that a condition gives, as the record that it stands for; null where it gives none.
 * @throws `query failed` in words
 */
export async function wakingRow(
	database: Asks,
	alert: FrozenAlert,
	condition: string
): Promise<WakingRow | null> {
	const fault = await wakeFault(database, alert, condition);
	if (fault !== null) throw new Failure('query failed', fault.message);
	const sql = bareStatement(condition);
	const first = (statement: string) =>
		database.query(`${over(alert, alertRow('alert'), statement)} LIMIT 1`);
	const given = await first(sql);
	if (given.rows.length === 0) return null;
	if (await givesWithoutRecords(database, alert, sql)) throw new Failure('query failed', ALWAYS);
	const behind = rowsBehind(sql);
	const rows = behind === null ? given : await first(behind).catch(() => given);
	return (
		(await recordOf(database, rows, sql)) ?? (await recordOf(database, given, sql)) ?? ofNone(given)
	);
}

async function recordOf(database: Asks, found: Result, sql: string): Promise<WakingRow | null> {
	const [row] = found.rows;
	const place = row === undefined ? null : recordPlaceOf(found.columns, row);
	if (place === null) return null;
	const tables = readsOf(sql).tables.filter((name) => name.toLowerCase() !== 'alert');
	const { rows } = await database.query(
		`SELECT name FROM sources WHERE source_id = ${literal(place.sourceId)}`
	);
	const ts = rowObjects(found)[0]!.ts;
	return {
		table: tables.length === 1 ? tables[0]! : null,
		source: (rows[0]?.[0] as string | undefined) ?? null,
		place,
		ts: typeof ts === 'bigint' ? ts : null,
		given: null
	};
}

function ofNone({ columns, rows }: Result): WakingRow {
	const given = columns.map(({ name }, i) => `${name} ${String(rows[0]![i] ?? 'null')}`).join(', ');
	return { table: null, source: null, place: null, ts: null, given: given.slice(0, 200) };
}

const ALWAYS =
	'it gives a row whatever is loaded, and would wake at once: ask for records by WHERE, or for a number of them by HAVING, as in HAVING count(*) > 3';

/** Found in the words of a condition alone: what is typed is not run. */
async function isAlwaysThere(database: Asks, sql: string): Promise<boolean> {
	const { rows } = await database.query(
		`SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type = 'aggregate'`
	);
	return isLoneAggregate(tokensOf(sql), new Set(rows.map(([name]) => String(name))));
}

/** Whether a condition that gives a row gives one over tables that are all empty too. */
async function givesWithoutRecords(
	database: Asks,
	alert: FrozenAlert,
	sql: string
): Promise<boolean> {
	const read = readsOf(sql).tables.filter((name) => name.toLowerCase() !== 'alert');
	const empty = read.map(
		(name) => `${identifier(name)} AS (SELECT * FROM main.${identifier(name)} LIMIT 0)`
	);
	try {
		const asked = `${over(alert, alertRow('alert'), sql, empty)} LIMIT 1`;
		return (await database.query(asked)).rows.length > 0;
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return false;
	}
}

/** A condition is asked for as long as the alert is put off, whatever recipe is open then. */
function checkVariables(sql: string): void {
	const call = tokensOf(sql).find((token) => token.word === 'getvariable');
	if (call === undefined) return;
	const message = `a condition has no parameters of a recipe: write the value (at character ${call.from + 1})`;
	throw new Failure('query failed', message, { place: sql });
}

/** A statement behind the alert, which is also a relation of one row that may stand in a FROM. */
function over(
	alert: FrozenAlert,
	row: string,
	sql: string,
	relations: readonly string[] = []
): string {
	return `WITH ${[`alert AS (SELECT ${columnsOf(alert)})`, ...relations].join(', ')}
		SELECT result.* FROM ${row} CROSS JOIN LATERAL (\n${sql}\n) AS result`;
}

function columnsOf(alert: FrozenAlert): string {
	return eventTables.alerts.columns
		.filter(({ name }) => name in alert)
		.map(({ name, type }) => `${valueSql(alert[name]!, sqlType(type))} AS ${identifier(name)}`)
		.join(', ');
}

function valueSql(value: Value, type: string): string {
	if (type === 'TIMESTAMP' && value !== null) return `make_timestamp(${String(value)})`;
	return `CAST(${literal(value === null ? null : String(value))} AS ${type})`;
}

function beginIn(error: unknown, sql: string): number | null {
	const begin = error instanceof Failure ? (error.place?.lastIndexOf(sql) ?? -1) : -1;
	return begin < 0 ? null : begin;
}
