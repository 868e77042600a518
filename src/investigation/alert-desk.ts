import { missingQuery, type Sight } from '#engine/coverage.ts';
import type { Connection, QueryOptions, Result } from '#engine/engine.ts';
import { checkSelect } from '#engine/sql-guard.ts';
import { identifier, literal } from '#engine/sql.ts';
import { forEach, guardedSql } from '#notebook/compile.ts';
import type { Graph } from '#notebook/graph.ts';
import type { Cell } from '#notebook/notebook.ts';
import { checkAnswers, oddOf } from './answer-check.ts';
import { verdictSql } from './board-sql.ts';
import type { Given } from './lowering.ts';
import { combinationsSql, type OpenStep } from './combinations.ts';
import { hypothesesOf, type ScenarioStep } from './scenario-steps.ts';
import { sightKey } from './sights.ts';

/** Asks the database about one alert; what is made of the answers is worked out by whoever asks. */
export class AlertDesk {
	readonly #connection: Connection;
	/** Relation of the one alert. */
	readonly #scope: string;
	#alertId = '';

	private constructor(connection: Connection, scope: string) {
		this.#connection = connection;
		this.#scope = scope;
	}

	/** Its table begins with `prefix`, is its connection’s own, and never lies on a disk. */
	static async open(connection: Connection, prefix: string): Promise<AlertDesk> {
		const scope = identifier(`${prefix}_scope`);
		await connection.query(`CREATE TEMP TABLE ${scope} AS SELECT * FROM alerts LIMIT 0`);
		return new AlertDesk(connection, scope);
	}

	async setAlert(alertId: string): Promise<void> {
		this.#alertId = alertId;
		await this.#connection.query(
			`DELETE FROM ${this.#scope};
			INSERT INTO ${this.#scope} SELECT * FROM alerts WHERE alert_id = ${literal(alertId)}`
		);
	}

	/** What is missing of some tables within a reach, by `sightKey`; nothing for what is covered. */
	async look(sights: readonly Sight[], window: string | null): Promise<Map<string, string>> {
		if (sights.length === 0) return new Map();
		const { rows } = await this.#connection.query(missingQuery(sights, this.#scope, window));
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
		const given = await this.#connection.query(
			forEach(this.#scope, guardedSql(cell, graph), columns),
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
		const { rows } = await this.#connection.query(
			verdictSql(guardedSql(cell, graph), {
				scope: this.#scope,
				scenarios: `SELECT * FROM (VALUES ${names.join(', ')}) AS s(scenario)`,
				hypotheses: hypothesesOf(this.#alertId, cases)
			}),
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
		const verdicts = verdictSql(guardedSql(cell, graph), { scope: this.#scope, ...relations });
		const { rows } = await this.#connection.query(
			`SELECT DISTINCT outcome FROM (${verdicts})`,
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
		const counts = statements.map((sql) => `(SELECT count(*) FROM ${this.#rowsRelation(sql)})`);
		const counted = await this.#connection.query(`SELECT ${counts.join(', ')}`, options);
		return counted.rows[0]!.map(Number);
	}

	/** Some of the rows that a check rests on. */
	async rows(sql: string, page: { offset: number; limit: number }): Promise<Result> {
		return this.#connection.query(
			`SELECT result.* FROM ${this.#rowsRelation(sql)} LIMIT ${page.limit} OFFSET ${page.offset}`
		);
	}

	#rowsRelation(sql: string): string {
		checkSelect(sql);
		return `${this.#scope} AS alert CROSS JOIN LATERAL (\n${sql}\n) AS result`;
	}
}
