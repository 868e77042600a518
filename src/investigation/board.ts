import type { Value } from '#arrow/value.ts';
import { missingQuery, type Within } from '#engine/coverage.ts';
import { rowObjects, type Connection, type QueryOptions, type Result } from '#engine/engine.ts';
import { checkSelect } from '#engine/sql-guard.ts';
import { literal, literals } from '#engine/sql.ts';
import { Failure } from '#lib/failure.ts';
import { cellSql, forEach } from '#notebook/compile.ts';
import type { Graph } from '#notebook/graph.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { EventTableName } from '#arrow/event-tables.ts';
import { boardNames, boardStatements, hypothesesSql, tuple, type BoardNames } from './board-sql.ts';

/** One set of answers with which a verdict is asked for: as they are, or as they might have been. */
export interface Scenario {
	name: string;
	/** `forced` replaces an answer, `forcedIfClear` replaces it only where it is `clear`. */
	cells: { cell: string; forced: string | null; forcedIfClear: string | null }[];
}

/** An event table, and how much of time around each alert it must cover. */
export interface Sight {
	table: EventTableName;
	within: Within;
}

export interface ScenarioVerdict {
	alertId: string;
	scenario: string;
	outcome: string | null;
	because: string | null;
}

/** Asks the checks of a notebook about every alert of one scope, and keeps their answers. */
export class Board {
	readonly names: BoardNames;
	readonly #connection: Connection;
	/** Cells whose answers may stand in the tables. */
	readonly #asked = new Set<string>();
	#graph: Graph | null = null;

	/** True where answers are so many that they are checked in the database. */
	readonly #counts: boolean;

	private constructor(connection: Connection, names: BoardNames, counts: boolean) {
		this.#connection = connection;
		this.names = names;
		this.#counts = counts;
	}

	/**
	 * A board whose tables begin with `prefix`, which no other board may use; `alerts` says for how many at
	 * once it will be asked.
	 */
	static async open(
		connection: Connection,
		prefix: string,
		alerts: 'one' | 'many'
	): Promise<Board> {
		const board = new Board(connection, boardNames(prefix), alerts === 'many');
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
		const parts = sights.map(({ table, within }) => {
			const reach = within === 'window' ? window : null;
			return `SELECT alert_id, ${literal(table)}, ${literal(within)}, reason
				FROM (${missingQuery(table, this.names.scope, reach)})`;
		});
		await this.#connection.query(`INSERT INTO ${this.names.missing} ${parts.join(' UNION ALL ')}`);
	}

	/**
	 * Asks a check or tests a claim, for every alert in scope.
	 * @throws `query failed` with the database's words, or where the answer is not one row with a known word.
	 */
	async ask(cell: Cell, options: QueryOptions = {}): Promise<void> {
		const table = cell.kind.role === 'claim' ? this.names.claimed : this.names.said;
		const own = `cell = ${literal(cell.spec.id)}`;
		if (this.#asked.has(cell.spec.id)) await this.forget(cell.spec.id);
		this.#guard(cell);
		const columns = `${literal(cell.spec.id)}, result.outcome::VARCHAR, result.because::VARCHAR`;
		const sql = forEach(this.names.scope, cellSql(cell, this.#graph!), columns);
		this.#asked.add(cell.spec.id);
		const answers = this.#counts ? '' : 'RETURNING alert_id, outcome';
		const given = await this.#connection.query(`INSERT INTO ${table} ${sql} ${answers}`, options);
		try {
			const words = cell.kind.outcomes ?? [];
			checkAnswers(
				this.#counts ? await this.#countOdd(words, `${table} WHERE ${own}`) : oddOf(given, words),
				words
			);
		} catch (failure) {
			await this.forget(cell.spec.id);
			throw failure;
		}
	}

	#guard(cell: Cell): void {
		for (const { spec } of [cell, ...this.#graph!.upstream(cell.spec.id)]) checkSelect(spec.sql);
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

	/**
	 * How many rows checks rest on, over every alert in scope, in the order of their statements.
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
		return `${this.names.scope} AS alert CROSS JOIN LATERAL (\n${sql}\n) AS result`;
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
		this.#guard(cell);
		if (scenarios.every(({ cells }) => cells.length === 0)) return [];
		const verdicts = await this.#connection.query(this.#verdictSql(cell, path, scenarios), options);
		return rowObjects(verdicts).map(verdictOf);
	}

	#verdictSql(cell: Cell, path: string, scenarios: readonly Scenario[]): string {
		const rows = scenarios.flatMap(({ name, cells }) =>
			cells.map(({ cell: id, forced, forcedIfClear }) => tuple([name, id, forced, forcedIfClear]))
		);
		const asked = `(SELECT s.*, c.scenario FROM ${this.names.scope} AS s
			CROSS JOIN (SELECT DISTINCT scenario FROM scenarios) AS c)`;
		const steps = `WITH steps AS (SELECT h.cell, h.position, h.question, h.outcome, h.because, h.lowered
			FROM hypotheses AS h WHERE h.alert_id = alert.alert_id AND h.scenario = alert.scenario)`;
		const sql = `${steps} SELECT * FROM (\n${cellSql(cell, this.#graph!)}\n)`;
		const columns =
			'alert.scenario, result.outcome::VARCHAR AS outcome, result.because::VARCHAR AS because';
		return `WITH scenarios(scenario, cell, forced, forced_if_clear) AS (VALUES ${rows.join(', ')}),
			hypotheses AS MATERIALIZED (${hypothesesSql(this.names, path)})
			${forEach(asked, sql, columns)}`;
	}

	/** Every answer so far, after what lowers it, by cell; for a scope of one alert. */
	async answers(): Promise<Map<string, CellAnswer>> {
		const { claims, steps } = this.names;
		const result = await this.#connection.query(
			`SELECT cell, outcome, because, outcome AS said, NULL AS lowered FROM ${claims} UNION ALL
			SELECT cell, outcome, because, said, array_to_string(lowered, chr(10)) AS lowered FROM ${steps}`
		);
		return new Map(rowObjects(result).map((row) => [String(row.cell), answerOf(row)]));
	}
}

function answerOf(row: Record<string, Value>): CellAnswer {
	const { outcome, because, said, lowered } = row as Record<string, string | null>;
	return { outcome, because, said, lowered: lowered?.split('\n') ?? [] } as CellAnswer;
}

/** What a cell says of one alert; `lowered` lists why `said` did not stand. */
export interface CellAnswer {
	outcome: string | null;
	because: string | null;
	said: string | null;
	lowered: readonly string[];
}

/** Answers that are not one row with one of the words. */
interface OddAnswers {
	/** Rows beyond the first of an alert. */
	doubled: number;
	/** Alerts without an outcome. */
	none: number;
	/** An outcome that is none of the words. */
	other: string | null;
}

function oddOf({ rows }: Result, words: readonly string[]): OddAnswers {
	const outcomes = rows.map(([, outcome]) => outcome as string | null);
	return {
		doubled: rows.length - new Set(rows.map(([alertId]) => alertId)).size,
		none: outcomes.filter((outcome) => outcome === null).length,
		other: outcomes.find((outcome) => outcome !== null && !words.includes(outcome)) ?? null
	};
}

function checkAnswers({ doubled, none, other }: OddAnswers, words: readonly string[]): void {
	if (doubled > 0) throw notOneRow('it gave more than one row for an alert');
	if (none > 0)
		throw notOneRow(`it gave no outcome for ${none === 1 ? 'an alert' : `${none} alerts`}`);
	if (other !== null)
		throw notOneRow(`outcome is none of ${words.join(', ')}: ${other.slice(0, 60)}`);
}

function notOneRow(what: string): Failure {
	return new Failure('query failed', `the answer is not one row with an outcome: ${what}`);
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
