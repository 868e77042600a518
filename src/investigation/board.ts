import { missingQuery, type Sight } from '#engine/coverage.ts';
import { rowObjects, type Connection, type QueryOptions } from '#engine/engine.ts';
import { literal, literals } from '#engine/sql.ts';
import { forEach, guardedSql } from '#notebook/compile.ts';
import type { Graph } from '#notebook/graph.ts';
import type { Cell } from '#notebook/notebook.ts';
import { checkAnswers, type OddAnswers } from './answer-check.ts';
import {
	boardNames,
	boardStatements,
	hypothesesSql,
	tuple,
	verdictSql,
	type BoardNames
} from './board-sql.ts';

/** One set of answers with which a verdict is asked for: as they are, or as they might have been. */
export interface Scenario {
	name: string;
	/** `forced` replaces an answer, `forcedIfClear` replaces it only where it is `clear`. */
	cells: { cell: string; forced: string | null; forcedIfClear: string | null }[];
}

export interface ScenarioVerdict {
	alertId: string;
	scenario: string;
	outcome: string | null;
	because: string | null;
}

/** Asks the checks of a notebook about many alerts at once, and keeps their answers in the database. */
export class Board {
	readonly names: BoardNames;
	readonly #connection: Connection;
	/** Cells whose answers may stand in the tables. */
	readonly #asked = new Set<string>();
	#graph: Graph | null = null;

	private constructor(connection: Connection, names: BoardNames) {
		this.#connection = connection;
		this.names = names;
	}

	/** A board whose tables begin with `prefix`, which no other board may use. */
	static async open(connection: Connection, prefix: string): Promise<Board> {
		const board = new Board(connection, boardNames(prefix));
		for (const statement of boardStatements(board.names)) await connection.query(statement);
		return board;
	}

	/** Puts the alerts of `sql` in scope; all answers are forgotten. */
	async setScope(sql: string): Promise<void> {
		const { scope, said, claimed, missing } = this.names;
		for (const table of [scope, said, claimed, missing])
			await this.#connection.query(`DELETE FROM ${table}`);
		this.#asked.clear();
		await this.#connection.query(`INSERT INTO ${scope} ${sql}`);
	}

	/** Makes the cells known: what they need, lean on, and where they stand on each path. */
	async setCells(cells: readonly Cell[], graph: Graph): Promise<void> {
		this.#graph = graph;
		const { names } = this;
		await this.#refill(names.cells, cells.map(cellRow));
		await this.#refill(names.needs, cells.flatMap(needRows));
		await this.#refill(names.leans, cells.flatMap(leanRows));
		const answers = cells.filter((cell) => cell.kind.role === 'answer');
		await this.#refill(names.pathCells, answers.flatMap(pathRows));
	}

	async #refill(table: string, rows: string[]): Promise<void> {
		await this.#connection.query(`DELETE FROM ${table}`);
		if (rows.length > 0)
			await this.#connection.query(`INSERT INTO ${table} VALUES ${rows.join(', ')}`);
	}

	/** Finds out for every alert in scope what of some tables is missing within a reach. */
	async look(sights: readonly Sight[], window: string | null): Promise<void> {
		if (sights.length === 0) return;
		const keys = sights.map(({ table, within }) => `(${literal(table)}, ${literal(within)})`);
		await this.#connection.query(
			`DELETE FROM ${this.names.missing} WHERE (table_name, reach) IN (${keys.join(', ')})`
		);
		// One by one: with millions of alerts, all of them at once would be more than the memory holds.
		for (const sight of sights) {
			const found = missingQuery([sight], this.names.scope, window);
			await this.#connection.query(`INSERT INTO ${this.names.missing} ${found}`);
		}
	}

	/**
	 * Asks a check or tests a claim, for every alert in scope.
	 * @throws `query failed` with the database's words, or where the answer is not one row with a known word.
	 */
	async ask(cell: Cell, options: QueryOptions = {}): Promise<void> {
		const table = cell.kind.role === 'claim' ? this.names.claimed : this.names.said;
		const own = `cell = ${literal(cell.spec.id)}`;
		if (this.#asked.has(cell.spec.id)) await this.forget(cell.spec.id);
		const columns = `${literal(cell.spec.id)}, result.outcome::VARCHAR, result.because::VARCHAR`;
		const sql = forEach(this.names.scope, guardedSql(cell, this.#graph!), columns);
		this.#asked.add(cell.spec.id);
		await this.#connection.query(`INSERT INTO ${table} ${sql}`, options);
		try {
			const words = cell.kind.outcomes ?? [];
			checkAnswers(await this.#countOdd(words, `${table} WHERE ${own}`), words);
		} catch (failure) {
			await this.forget(cell.spec.id);
			throw failure;
		}
	}

	/** What is wrong with the answers of a whole scope: counted where they are. */
	async #countOdd(words: readonly string[], from: string): Promise<OddAnswers> {
		const odd = await this.#connection.query(
			`SELECT count(*) - count(DISTINCT alert_id), count(*) FILTER (WHERE outcome IS NULL),
				min(outcome) FILTER (WHERE outcome NOT IN ${literals(words)}) FROM ${from}`
		);
		const [doubled, none, other] = odd.rows[0]!;
		return { doubled: Number(doubled), none: Number(none), other: other as string | null };
	}

	/** Forgets the answer of a cell. */
	async forget(cell: string): Promise<void> {
		for (const table of [this.names.said, this.names.claimed])
			await this.#connection.query(`DELETE FROM ${table} WHERE cell = ${literal(cell)}`);
		this.#asked.delete(cell);
	}

	/** The verdicts of a path in each of the scenarios, for every alert in scope. */
	async conclude(
		cell: Cell,
		path: string,
		scenarios: readonly Scenario[],
		options: QueryOptions = {}
	): Promise<ScenarioVerdict[]> {
		const sql = this.#verdictSql(cell, path, scenarios);
		if (scenarios.every(({ cells }) => cells.length === 0)) return [];
		const verdicts = await this.#connection.query(sql, options);
		return rowObjects(verdicts).map(verdictOf);
	}

	#verdictSql(cell: Cell, path: string, scenarios: readonly Scenario[]): string {
		const rows = scenarios.flatMap(({ name, cells }) =>
			cells.map(({ cell: id, forced, forcedIfClear }) => tuple([name, id, forced, forcedIfClear]))
		);
		return verdictSql(guardedSql(cell, this.#graph!), {
			scope: this.names.scope,
			scenarios: `SELECT * FROM (VALUES ${rows.join(', ')}) AS s(scenario, cell, forced, forced_if_clear)`,
			hypotheses: hypothesesSql(this.names, path),
			ofOne: false
		});
	}
}

function verdictOf(row: Record<string, unknown>): ScenarioVerdict {
	return {
		alertId: String(row.alert_id),
		scenario: String(row.scenario),
		outcome: row.outcome as string | null,
		because: row.because as string | null
	};
}

function cellRow({ spec, question }: Cell): string {
	return tuple([spec.id, question, spec.claim?.sentence ?? null, spec.claim?.reviewBy ?? null]);
}

function needRows({ spec }: Cell): string[] {
	return spec.needs.map((table) => tuple([spec.id, table, spec.within]));
}

function leanRows({ spec }: Cell): string[] {
	return spec.trusts.map((trust) => tuple([spec.id, trust]));
}

function pathRows({ spec }: Cell, position: number): string[] {
	return spec.paths.map((path) => tuple([path, spec.id, String(position + 1)]));
}
