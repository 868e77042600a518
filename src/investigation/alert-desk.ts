import { missingQuery, type Sight } from '#engine/coverage.ts';
import type { Connection, QueryOptions, Result } from '#engine/engine.ts';
import { checkSelect } from '#engine/sql-guard.ts';
import { literal } from '#engine/sql.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import { forEach, forOne, guardedSql } from '#notebook/compile.ts';
import { filledIn } from '#notebook/filled-in.ts';
import type { Graph } from '#notebook/graph.ts';
import type { Cell } from '#notebook/notebook.ts';
import { alertValues, relationOf } from './alert-values.ts';
import { checkAnswers, oddOf } from './answer-check.ts';
import { verdictSql } from './board-sql.ts';
import type { Given } from './lowering.ts';
import { combinationsSql, type OpenStep } from './combinations.ts';
import { hypothesesOf, type ScenarioStep } from './scenario-steps.ts';
import { sightKey } from './sights.ts';

/** Asks the database about one alert; what is made of the answers is worked out by whoever asks. */
export class AlertDesk {
	readonly #connection: Connection;
	#alertId = '';
	/** Of the alert, as SQL by column. */
	#values: ReadonlyMap<string, string> = new Map();
	/** Relation of the one alert. */
	#scope = relationOf(this.#values);

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	async setAlert(alertId: string): Promise<void> {
		this.#alertId = alertId;
		this.#values = await alertValues(this.#connection, alertId);
		this.#scope = relationOf(this.#values);
	}

	/** What is missing of some tables within a reach, by `sightKey`; nothing for what is covered. */
	async look(sights: readonly Sight[], window: string | null): Promise<Map<string, string>> {
		if (sights.length === 0) return new Map();
		const { rows } = await this.#connection.query(missingQuery(sights, this.#scope, window), {
			brief: true
		});
		return new Map(
			rows.map(([, table, within, reason]) => [
				sightKey({ table, within } as Sight),
				String(reason)
			])
		);
	}

	/**
	 * Asks a check or tests a claim.
	 * @throws `query failed` with the database's words, or where the answer is not one row with a known word.
	 */
	async ask(cell: Cell, graph: Graph, options: QueryOptions = {}): Promise<Given> {
		const columns = 'result.outcome::VARCHAR, result.because::VARCHAR';
		const sql = guardedSql(cell, graph);
		const given = await this.#queryFilled(
			[sql],
			([filled]) => forOne(this.#alertId, filled!, columns),
			() => forEach(this.#scope, sql, columns),
			options
		);
		const words = cell.kind.outcomes ?? [];
		checkAnswers(oddOf(given, words), words);
		const [, outcome, because] = given.rows[0]!;
		return { outcome: outcome as string, because: because as string | null };
	}

	/** The verdict over each list of steps, in their order. */
	async conclude(
		cell: Cell,
		graph: Graph,
		cases: readonly (readonly ScenarioStep[])[],
		options: QueryOptions = {}
	): Promise<{ outcome: string | null; because: string | null }[]> {
		const names = cases.map((_, index) => `('${index}')`);
		const relations = {
			scenarios: `SELECT * FROM (VALUES ${names.join(', ')}) AS s(scenario)`,
			hypotheses: hypothesesOf(this.#alertId, cases)
		};
		const { rows } = await this.#queryVerdict(
			guardedSql(cell, graph),
			relations,
			(verdicts) => verdicts,
			options
		);
		const found = new Map(rows.map(([, scenario, ...verdict]) => [Number(scenario), verdict]));
		return cases.map((_, index) => {
			const [outcome = null, because = null] = (found.get(index) ?? []) as (string | null)[];
			return { outcome, because };
		});
	}

	/** The different verdicts over all combinations of outcomes of the steps that are open, behind those that are given. */
	async concludeEvery(
		cell: Cell,
		graph: Graph,
		steps: { given: readonly ScenarioStep[]; open: readonly OpenStep[] },
		options: QueryOptions = {}
	): Promise<(string | null)[]> {
		const relations = combinationsSql(this.#alertId, steps.given, steps.open);
		const { rows } = await this.#queryVerdict(
			guardedSql(cell, graph),
			relations,
			(verdicts) => `SELECT DISTINCT outcome FROM (${verdicts})`,
			options
		);
		return rows.map(([outcome]) => outcome as string | null);
	}

	/**
	 * How many rows checks rest on, in the order of their statements.
	 * @throws `query failed` where one of them cannot be run
	 */
	async countRows(statements: readonly string[], options: QueryOptions = {}): Promise<number[]> {
		if (statements.length === 0) return [];
		const counts = (relations: readonly string[]) =>
			`SELECT ${relations.map((relation) => `(SELECT count(*) FROM ${relation})`).join(', ')}`;
		const counted = await this.#queryRows(statements, counts, options);
		return counted.rows[0]!.map(Number);
	}

	/** Some of the rows that a check rests on. */
	async rows(sql: string, page: { offset: number; limit: number }): Promise<Result> {
		return this.#queryRows(
			[sql],
			([relation]) => `SELECT result.* FROM ${relation} LIMIT ${page.limit} OFFSET ${page.offset}`
		);
	}

	#queryVerdict(
		sql: string,
		relations: { scenarios: string; hypotheses: string },
		query: (verdicts: string) => string,
		options: QueryOptions
	): Promise<Result> {
		const named = `(SELECT ${literal(this.#alertId)} AS alert_id)`;
		return this.#queryFilled(
			[sql],
			([filled]) => query(verdictSql(filled!, { scope: named, ...relations })),
			() => query(verdictSql(sql, { scope: this.#scope, ...relations })),
			options
		);
	}

	#queryRows(
		statements: readonly string[],
		query: (relations: readonly string[]) => string,
		options: QueryOptions = {}
	): Promise<Result> {
		for (const sql of statements) checkSelect(sql);
		const behind = (sql: string) =>
			`${this.#scope} AS alert CROSS JOIN LATERAL (\n${sql}\n) AS result`;
		return this.#queryFilled(
			statements,
			(filled) => query(filled.map((sql) => `(\n${sql}\n) AS result`)),
			() => query(statements.map(behind)),
			options
		);
	}

	/**
	 * Asks with the alert's values in the statements, where they speak of it by its columns alone: that is planned
	 * in a fraction of the time. What fails so is asked behind the alert's row, and its failure is the one to tell.
	 */
	async #queryFilled(
		statements: readonly string[],
		query: (filled: readonly string[]) => string,
		behind: () => string,
		options: QueryOptions
	): Promise<Result> {
		const filled = statements.map((sql) => filledIn(sql, this.#values));
		if (filled.every((sql) => sql !== null))
			try {
				return await this.#connection.query(query(filled), options);
			} catch (error) {
				if (isCancelled(error) || isEngineLost(error)) throw error;
			}
		return this.#connection.query(behind(), options);
	}
}
