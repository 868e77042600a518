import type { Connection } from '#engine/duckdb/engine.ts';
import type { Analysis } from '#notebook/analysis.ts';
import { guardedSql } from '#notebook/compile.ts';
import type { Cell } from '#notebook/notebook.ts';
import { checkGiven, parametersOf } from './parameters.ts';

/** The SQL of cells as a connection can run it. A parameter is asked for its value once, until others are given. */
export class Askable {
	readonly #connection: Connection;
	/** Names of the parameters that have a value, as far as it was asked for. */
	readonly #given = new Set<string>();

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	/** The parameters may have other values. */
	forget(): void {
		this.#given.clear();
	}

	/** @throws `query failed` where it may not be run, or a parameter that it asks for has no value */
	async sqlOf(cell: Cell, analysis: Analysis): Promise<string> {
		const sql = guardedSql(cell, analysis);
		const names = parametersOf(cell, analysis).filter((name) => !this.#given.has(name));
		await checkGiven(this.#connection, names);
		for (const name of names) this.#given.add(name);
		return sql;
	}
}
