import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { givesUnlisted } from '#engine/sql/listed-columns.ts';
import type { Analysis } from '#notebook/analysis.ts';
import { guardedSql } from '#notebook/compile.ts';
import type { Cell } from '#notebook/notebook.ts';
import { checkAnswerOnce, failureOfAnswer } from './answer-check.ts';
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
	/** Statements of which the columns were looked at. */
	readonly #seen = new Set<string>();

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
		this.#seen.clear();
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
	 * @throws what `ask` throws, or which column they lack, or have twice
	 */
	async answers(
		cell: Cell,
		sql: string,
		options: QueryOptions,
		ask: () => Promise<Result>
	): Promise<Result> {
		const { connection, relation: scope } = this;
		const asked = { kind: cell.kind, sql, scope, connection, options };
		if (givesUnlisted(cell.sql) && !this.#seen.has(sql)) await checkAnswerOnce(asked);
		this.#seen.add(sql);
		try {
			return await ask();
		} catch (error) {
			throw await failureOfAnswer(error, asked);
		}
	}

	/** @throws `cancelled`; `engine lost` */
	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure> {
		const { connection, analysis, relation: scope } = this;
		return faultOf(error, cell, { connection, scope, analysis, options });
	}
}
