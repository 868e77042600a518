import type { Connection } from '#engine/duckdb/engine.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { Failure, messageOf } from '#lib/failure.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Parameter, ParameterType } from '#cells/parameter.ts';

/**
 * SQL types of the values of parameters. What has no value is of its type still: what is asked of intervals cannot be
 * asked of a bare null.
 */
export const parameterSqlTypes: Readonly<Record<ParameterType, string>> = {
	interval: 'INTERVAL',
	integer: 'BIGINT',
	number: 'DOUBLE',
	text: 'VARCHAR',
	boolean: 'BOOLEAN',
	timestamp: 'TIMESTAMP',
	'time range': 'STRUCT(from_ts TIMESTAMP, to_ts TIMESTAMP)'
};

/** SQL of a parameter's value, of SQL of its text. What would make every check look at nothing is refused. */
const values: Record<ParameterType, (text: string) => string> = {
	interval: (text) =>
		checkedSql(text, parameterSqlTypes.interval, longer, 'it is not longer than nothing'),
	integer: (text) =>
		checkedSql(text, parameterSqlTypes.integer, whole(text), 'it is no whole number'),
	number: (text) =>
		checkedSql(text, parameterSqlTypes.number, 'isfinite(given)', 'it is no number'),
	text: (text) => text,
	boolean: (text) => `CAST(${text} AS ${parameterSqlTypes.boolean})`,
	timestamp: (text) =>
		checkedSql(text, parameterSqlTypes.timestamp, 'isfinite(given)', 'it is no moment'),
	'time range': rangeSql
};

/** No part may be negative: with `1 month -29 days` it depends on the month whether anything is left. */
const parts = ['year', 'month', 'day', 'hour', 'minute', 'microsecond'];
const extracted = parts.map((part) => `extract(${part} FROM given)`).join(', ');
const longer = `given > INTERVAL 0 SECOND AND least(${extracted}) >= 0`;

/** The database itself would round. */
function whole(text: string): string {
	return `regexp_full_match(${text}, '\\s*[+-]?[0-9]+([.]0*)?\\s*')`;
}

function checkedSql(text: string, type: string, holds: string, fault: string): string {
	return `(SELECT CASE WHEN ${holds} THEN given ELSE error(${literal(fault)} || ': ' || ${text}) END
		FROM (SELECT CAST(${text} AS ${type}) AS given))`;
}

/** A struct of `from_ts` and `to_ts`. */
function rangeSql(text: string): string {
	return `(SELECT CASE WHEN from_ts <= to_ts THEN {'from_ts': from_ts, 'to_ts': to_ts}
			ELSE error('it ends before it begins') END
		FROM (SELECT CAST(ends[1] AS TIMESTAMP) AS from_ts, CAST(ends[2] AS TIMESTAMP) AS to_ts
			FROM (SELECT CASE WHEN len(string_split(${text}, '/')) = 2 THEN string_split(${text}, '/')
				ELSE error('not two times with / between them') END AS ends)))`;
}

/** The parameter that says how much of time around an alert a check looks at. */
export const WINDOW = 'window';

/** SQL for that much time; null where a recipe has no such parameter. */
export function windowSql(parameters: readonly Parameter[]): string | null {
	const has = parameters.some(({ name, type }) => name === WINDOW && type === 'interval');
	return has ? `getvariable(${literal(WINDOW)})` : null;
}

export function defaultsOf(parameters: readonly Parameter[]): Record<string, string> {
	return Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
}

/**
 * Gives a parameter its value on a connection.
 * @returns null, or what the database says against the value; the old value then stays.
 */
export async function setVariable(
	connection: Connection,
	parameter: Parameter,
	value: string
): Promise<string | null> {
	const given = values[parameter.type](literal(value));
	try {
		await connection.query(`SET VARIABLE ${identifier(parameter.name)} = ${given}`);
		return null;
	} catch (error) {
		return messageOf(error)
			.split('\n')[0]!
			.replace(/^Invalid Input Error: /, '');
	}
}

/** Names of the parameters that the answer of a cell hangs on, each once. */
export function parametersOf(cell: Cell, analysis: Analysis): readonly string[] {
	const { variables } = analysis.of(cell);
	const isOfWindow = cell.spec.within === 'window' && analysis.parameters.includes(WINDOW);
	const window = isOfWindow ? [WINDOW] : [];
	return [...new Set([...variables, ...window])];
}

/**
 * A parameter of which the value was refused has none, and to compare with that finds nothing.
 * @throws `query failed` where one of them has no value on a connection
 */
export async function checkGiven(
	connection: Pick<Connection, 'query'>,
	names: readonly string[]
): Promise<void> {
	if (names.length === 0) return;
	const lacking = names.map((name) => `getvariable(${literal(name)}) IS NULL`);
	const { rows } = await connection.query(`SELECT ${lacking.join(', ')}`, { brief: true });
	const absent = names.filter((_, index) => rows[0]![index] === true);
	if (absent.length === 0) return;
	const message = 'a parameter that it asks for has no value that could be taken';
	throw new Failure('query failed', `${message}: ${absent.join(', ')}`);
}

/** The values that the parameters have on a connection: given before each run, so that none asks with another's. */
export class Variables {
	readonly #connection: Connection;
	readonly #given = new Map<string, string>();

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** Gives every parameter its value; one that the database refuses has none, and not that of before. */
	async give(
		parameters: readonly Parameter[],
		values: Readonly<Record<string, string>>
	): Promise<void> {
		for (const parameter of parameters) {
			const value = values[parameter.name] ?? parameter.default;
			const given = `${parameter.type} ${value}`;
			if (this.#given.get(parameter.name) === given) continue;
			const refused = await setVariable(this.#connection, parameter, value);
			if (refused !== null)
				await this.#connection.query(
					`SET VARIABLE ${identifier(parameter.name)} = CAST(NULL AS ${parameterSqlTypes[parameter.type]})`
				);
			this.#given.set(parameter.name, given);
		}
	}
}
