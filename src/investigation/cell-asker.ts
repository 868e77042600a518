import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import type { Analysis } from '#notebook/analysis.ts';
import { guardedSql } from '#notebook/compile.ts';
import type { Cell } from '#notebook/notebook.ts';
import { failureOfAnswer } from './answer-check.ts';
import { dataKey, type Situation } from './basis.ts';
import { faultOf } from './cell-fault.ts';
import { checkGiven, parametersOf } from './parameters.ts';
import type { CellFailure } from './result.ts';

/** The cells of a notebook as they are asked on a connection about whatever alerts, and what is told where that fails. */
export class CellAsker {
	readonly connection: Connection;
	/** Relation of the alerts. */
	relation = '';
	analysis!: Analysis;
	/** Tells of the data and the parameters. */
	#state = '';
	/** Names of the parameters that have a value, as far as it was asked for. */
	readonly #given = new Set<string>();

	constructor(connection: Connection) {
		this.connection = connection;
	}

	/** @returns whether the data or the parameters are others than before */
	turnTo(now: Situation): boolean {
		this.analysis = now.notebook.analysis;
		const state = dataKey(now);
		if (state === this.#state) return false;
		this.#state = state;
		this.#given.clear();
		return true;
	}

	/**
	 * The SQL of a cell as it can be run behind an alert. A parameter is asked for its value once, until others are given.
	 * @throws `query failed` where it may not be run, or a parameter that it asks for has no value
	 */
	async sqlOf(cell: Cell): Promise<string> {
		const sql = guardedSql(cell, this.analysis);
		const names = parametersOf(cell, this.analysis).filter((name) => !this.#given.has(name));
		await checkGiven(this.connection, names);
		for (const name of names) this.#given.add(name);
		return sql;
	}

	/**
	 * Asks for the answers of a cell.
	 * @param sql of the cell, as it can be run behind an alert
	 * @throws what `ask` throws, or which column they lack
	 */
	async answers(
		{ kind }: Cell,
		sql: string,
		options: QueryOptions,
		ask: () => Promise<Result>
	): Promise<Result> {
		try {
			return await ask();
		} catch (error) {
			const { connection, relation: scope } = this;
			throw await failureOfAnswer(error, { kind, sql, scope, connection, options });
		}
	}

	/** @throws `cancelled`; `engine lost` */
	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure> {
		const { connection, analysis, relation: scope } = this;
		return faultOf(error, cell, { connection, scope, analysis, options });
	}
}
