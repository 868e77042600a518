import type { Connection } from '#engine/duckdb/engine.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import { messageOf } from '#lib/failure.ts';
import type { Parameter, ParameterType } from '#cells/parameter.ts';

/** SQL of a parameter's value, of SQL of its text. */
const values: Record<ParameterType, (text: string) => string> = {
	interval: (text) => `CAST(${text} AS INTERVAL)`,
	integer: (text) => `CAST(${text} AS BIGINT)`,
	number: (text) => `CAST(${text} AS DOUBLE)`,
	text: (text) => text,
	boolean: (text) => `CAST(${text} AS BOOLEAN)`,
	timestamp: (text) => `CAST(${text} AS TIMESTAMP)`,
	'time range': rangeSql
};

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
		return messageOf(error).split('\n')[0]!;
	}
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
				await this.#connection.query(`SET VARIABLE ${identifier(parameter.name)} = NULL`);
			this.#given.set(parameter.name, given);
		}
	}
}
