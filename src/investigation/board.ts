import { oddity, type OddAnswers } from '#cells/answer.ts';
import { expectedOf } from '#cells/facets.ts';
import { missingQuery, type CoverageNeed } from '#engine/store/missing.ts';
import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { literal, literals } from '#engine/sql/sql.ts';
import { Failure } from '#lib/failure.ts';
import { forEach } from '#notebook/compile.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell } from '#notebook/notebook.ts';
import { answerColumns } from './answer-columns.ts';
import { Askable } from './askable.ts';
import { failureOfAnswer, NO_ANSWERS, ofSome } from './answer-check.ts';
import { awayClaims } from './away-claims.ts';
import { boardNames, boardStatements, hypothesesSql, tuple, type BoardNames } from './board-sql.ts';
import { givenVerdicts, type GivenVerdict } from './given-verdict.ts';
import { verdictOverSteps, verdictSql } from './verdict-sql.ts';
import { faultOf } from './cell-fault.ts';
import type { CellFailure } from './result.ts';
import type { CellCoverageNeed, CoverageNeeds } from './coverage-needs.ts';
import { notWrittenFor } from './written-for.ts';

/** One set of answers with which a verdict is asked for: as they are, or as they might have been. */
export interface Scenario {
	name: string;
	/** `forced` replaces an answer, `forcedIfClear` replaces it only where it is `clear`. */
	cells: { cell: string; forced: string | null; forcedIfClear: string | null }[];
}

/** Asks the checks of a notebook about many alerts at once, and keeps their answers in the database. */
export class Board {
	readonly names: BoardNames;
	readonly #connection: Connection;
	/** Cells whose answers may stand in the tables. */
	readonly #asked = new Set<string>();
	readonly #askable: Askable;
	#analysis: Analysis | null = null;

	private constructor(connection: Connection, names: BoardNames) {
		this.#connection = connection;
		this.#askable = new Askable(connection);
		this.names = names;
	}

	/** A board whose tables begin with `prefix`, which no other board may use. */
	static async open(connection: Connection, prefix: string): Promise<Board> {
		const board = new Board(connection, boardNames(prefix));
		for (const statement of boardStatements(board.names)) await connection.query(statement);
		return board;
	}

	/** Puts the alerts of `sql` in scope; all answers are forgotten. */
	async setScope(sql: string, options: QueryOptions = {}): Promise<void> {
		const { scope, said, claimed, missing } = this.names;
		for (const table of [scope, said, claimed, missing])
			await this.#connection.query(`DELETE FROM ${table}`, options);
		this.#asked.clear();
		await this.#connection.query(`INSERT INTO ${scope} ${sql}`, options);
	}

	/** The alerts in scope that a recipe with such entries of `applies_to` is not written for. */
	async notWrittenFor(
		entries: readonly string[],
		options: QueryOptions = {}
	): Promise<Set<string>> {
		return notWrittenFor(entries, this.names.scope, this.#connection, options);
	}

	/** Makes the cells known as the loaded sources are: what they see, lean on, and where they stand on each path. */
	async setCells(analysis: Analysis, sights: CoverageNeeds): Promise<void> {
		this.#analysis = analysis;
		this.#askable.forget();
		const { names } = this;
		const { cells } = analysis;
		await this.#refill(names.cells, cells.map(cellRow));
		await this.#refill(names.sights, [...sights].flatMap(sightRows));
		await this.#refill(names.leans, cells.flatMap(leanRows));
		const away = await awayClaims(this.#connection, cells);
		await this.#refill(names.away, [...away].map(tuple));
		await this.#refill(names.pathCells, analysis.checks.flatMap(pathRows));
	}

	async #refill(table: string, rows: string[]): Promise<void> {
		await this.#connection.query(`DELETE FROM ${table}`);
		if (rows.length > 0)
			await this.#connection.query(`INSERT INTO ${table} VALUES ${rows.join(', ')}`);
	}

	/** Finds out for every alert in scope what is missing of what some cells need. */
	async look(sights: readonly CoverageNeed[], options: QueryOptions = {}): Promise<void> {
		if (sights.length === 0) return;
		const keys = literals(sights.map(({ key }) => key));
		await this.#connection.query(
			`DELETE FROM ${this.names.missing} WHERE need IN (${keys})`,
			options
		);
		// One by one: with millions of alerts, all of them at once would be more than the memory holds.
		for (const sight of sights) {
			const found = missingQuery([sight], this.names.scope);
			await this.#connection.query(`INSERT INTO ${this.names.missing} ${found}`, options);
		}
	}

	/**
	 * Asks a check or tests a claim, for every alert in scope. An alert of which the answer is not one row with a
	 * known word has none.
	 * @returns what is wrong with those answers, and of how many alerts; null where there are none
	 * @throws `query failed` with the database's words
	 */
	async ask(cell: Cell, options: QueryOptions = {}): Promise<string | null> {
		const table = cell.claim !== null ? this.names.claimed : this.names.said;
		if (this.#asked.has(cell.spec.id)) await this.forget(cell.spec.id);
		const columns = `${literal(cell.spec.id)}, ${answerColumns}`;
		const sql = await this.#askable.sqlOf(cell, this.#analysis!);
		const answers = forEach(this.names.scope, sql, columns);
		this.#asked.add(cell.spec.id);
		const ask = () => this.#connection.query(`INSERT INTO ${table} ${answers}`, options);
		await this.#askFor(cell, sql, ask, options);
		return this.#forgetOdd(cell, table, options);
	}

	async #askFor(
		cell: Cell,
		sql: string,
		ask: () => Promise<Result>,
		options: QueryOptions
	): Promise<Result> {
		try {
			return await ask();
		} catch (error) {
			const asked = {
				kind: cell.kind,
				sql,
				scope: this.names.scope,
				connection: this.#connection,
				options
			};
			throw await failureOfAnswer(error, asked);
		}
	}

	async #forgetOdd(
		{ kind, spec }: Cell,
		table: string,
		options: QueryOptions
	): Promise<string | null> {
		const own = `${table} WHERE cell = ${literal(spec.id)}`;
		const expected = expectedOf(kind);
		const known = `outcome IN ${literals(expected.outcomes)}`;
		const found = oddity(await this.#countOdd(known, own, options), expected);
		if (found === null) return null;
		const odd = `SELECT alert_id FROM ${own} GROUP BY alert_id
			HAVING count(*) > 1 OR count(*) FILTER (WHERE ${known}) = 0`;
		const { rows } = await this.#connection.query(
			`SELECT (SELECT count(*) FROM (${odd})), (SELECT count(*) FROM ${this.names.scope})`,
			options
		);
		const [alerts, all] = rows[0]!.map(Number) as [number, number];
		await this.#connection.query(`DELETE FROM ${own} AND alert_id IN (${odd})`, options);
		return ofSome(alerts, all, found);
	}

	/** What is wrong with the answers of a whole scope: counted where they are. */
	async #countOdd(known: string, from: string, options: QueryOptions): Promise<OddAnswers> {
		const odd = await this.#connection.query(
			`SELECT count(*) - count(DISTINCT alert_id), count(*) FILTER (WHERE outcome IS NULL),
				min(outcome) FILTER (WHERE NOT ${known}) FROM ${from}`,
			options
		);
		const [doubled, none, other] = odd.rows[0]!;
		return { doubled: Number(doubled), none: Number(none), other: other as string | null };
	}

	/**
	 * What a person is told of a cell that could not be asked.
	 * @throws `cancelled`; `engine lost`
	 */
	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure> {
		return faultOf(error, cell, {
			connection: this.#connection,
			scope: this.names.scope,
			analysis: this.#analysis!,
			options
		});
	}

	/** Forgets the answer of a cell. */
	async forget(cell: string): Promise<void> {
		for (const table of [this.names.said, this.names.claimed])
			await this.#connection.query(`DELETE FROM ${table} WHERE cell = ${literal(cell)}`);
		this.#asked.delete(cell);
	}

	/** The verdicts of a path for every alert in scope, by its id. */
	async conclude(
		cell: Cell,
		path: string,
		scenario: Scenario,
		options: QueryOptions = {}
	): Promise<Map<string, GivenVerdict>> {
		const sql = await this.#askable.sqlOf(cell, this.#analysis!);
		if (scenario.cells.length === 0) throw new Failure('query failed', NO_ANSWERS);
		const rows = scenario.cells.map(({ cell: id, forced, forcedIfClear }) =>
			tuple([scenario.name, id, forced, forcedIfClear])
		);
		const statement = verdictSql(sql, cell, {
			scope: this.names.scope,
			scenarios: `SELECT * FROM (VALUES ${rows.join(', ')}) AS s(scenario, cell, forced, forced_if_clear)`,
			hypotheses: hypothesesSql(this.names, path),
			ofOne: false
		});
		const ask = () => this.#connection.query(statement, options);
		const given = givenVerdicts(
			await this.#askFor(cell, verdictOverSteps(sql), ask, options),
			cell.kind
		);
		return new Map(
			[...given].map(([alertId, verdicts]) => [alertId, verdicts.get(scenario.name)!])
		);
	}
}

function cellRow(cell: Cell): string {
	const { claim, question } = cell;
	const { id, open } = cell.spec;
	return tuple([id, question, open, claim?.sentence ?? null, claim?.reviewBy ?? null]);
}

function sightRows([cell, sights]: [string, readonly CellCoverageNeed[]]): string[] {
	return sights.map(({ key, needed }) => tuple([cell, key, String(needed)]));
}

function leanRows({ spec }: Cell): string[] {
	return [...new Set(spec.trusts)].map((trust) => tuple([spec.id, trust]));
}

function pathRows({ spec }: Cell, position: number): string[] {
	return spec.paths.map((path) => tuple([path, spec.id, String(position + 1)]));
}
