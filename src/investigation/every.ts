import { oddity, type OddAnswers } from '#cells/answer.ts';
import { expectedOf } from '#cells/facets.ts';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { literal, literals } from '#engine/sql/sql.ts';
import { missingQuery, type CoverageNeed } from '#engine/derived/missing.ts';
import type { Analysis, PathCells } from '#notebook/analysis.ts';
import { forEach } from '#notebook/compile.ts';
import type { Cell, PathDefinition } from '#notebook/notebook.ts';
import { ofSome } from './answer-check.ts';
import { answerColumns } from './answer-columns.ts';
import type { Bases, Situation } from './basis.ts';
import { CellAsker } from './cell-asker.ts';
import type { CellCoverageNeed, CoverageNeeds } from './coverage-needs.ts';
import { everyStatements, hypothesesSql, tables, tuple } from './every-sql.ts';
import { givenVerdicts, type GivenVerdict, type GivenVerdicts } from './given-verdict.ts';
import { verdictsOf, type Verdicts } from './path-verdicts.ts';
import type { CellFailure } from './result.ts';
import { actual, ACTUAL, type Scenario } from './scenarios.ts';
import type { PathScope, Said, Scope, SeenData } from './scope.ts';
import { sweepStopKeyOf } from './stops.ts';
import { verdictOverSteps, verdictSql } from './verdict-sql.ts';
import { elapsed, warmMs } from './warm.ts';
import { notWrittenFor } from './written-for.ts';

/** What a path came to for every alert. */
export interface EveryConclusion {
	/** By alert id, in no order. */
	verdicts: ReadonlyMap<string, GivenVerdict>;
	/** Why there are none, or not of all alerts; null where there are. */
	failure: CellFailure | null;
	/** Milliseconds of the machine to ask for them. */
	ms: number;
}

/** Every alert: each cell is one statement, whatever their number, and its answers stay in the database. */
export class Every implements Scope<EveryConclusion> {
	readonly stopKeyOf = sweepStopKeyOf;
	readonly #asker: CellAsker;
	/** Cells whose answers may stand in the tables. */
	readonly #asked = new Set<string>();
	#isReady = false;

	constructor(connection: Connection) {
		this.#asker = new CellAsker(connection);
		this.#asker.relation = tables.scope;
	}

	async open(_: Situation, options: QueryOptions): Promise<boolean> {
		await this.putInScope('SELECT * FROM alerts', options);
		return true;
	}

	/** Puts the alerts of `sql` in scope; all answers are forgotten. */
	async putInScope(sql: string, options: QueryOptions = {}): Promise<void> {
		if (!this.#isReady) for (const statement of everyStatements()) await this.#query(statement, {});
		this.#isReady = true;
		for (const table of [tables.scope, tables.said, tables.claimed, tables.missing])
			await this.#query(`DELETE FROM ${table}`, options);
		this.#asked.clear();
		await this.#query(`INSERT INTO ${tables.scope} ${sql}`, options);
	}

	/** The alerts in scope that a recipe with such entries of `applies_to` is not written for. */
	notWrittenFor(entries: readonly string[], options: QueryOptions): Promise<Set<string>> {
		return notWrittenFor(entries, tables.scope, this.#asker.connection, options);
	}

	async turnTo({ now }: Bases, sights: CoverageNeeds): Promise<void> {
		this.#asker.turnTo(now);
		await this.putCells(now.notebook.analysis, sights);
	}

	/** Makes the cells known: what they see, lean on, and where they stand on each path. */
	async putCells({ cells, checks }: Analysis, sights: CoverageNeeds): Promise<void> {
		await this.#refill(tables.cells, cells.map(cellRow));
		await this.#refill(tables.sights, [...sights].flatMap(sightRows));
		await this.#refill(tables.leans, cells.flatMap(leanRows));
		await this.#refill(tables.pathCells, checks.flatMap(pathRows));
	}

	async look(needs: readonly CoverageNeed[], options: QueryOptions): Promise<void> {
		// One by one: with millions of alerts, all of them at once would be more than the memory holds.
		for (const need of needs) {
			const found = missingQuery([need], tables.scope);
			await this.#query(`DELETE FROM ${tables.missing} WHERE need = ${literal(need.key)}`, options);
			await this.#query(`INSERT INTO ${tables.missing} ${found}`, options);
		}
	}

	see({ away }: Pick<SeenData, 'away'>): Promise<void> {
		return this.#refill(tables.away, [...away].map(tuple));
	}

	async ask(cell: Cell, options: QueryOptions): Promise<Said> {
		const table = cell.claim !== null ? tables.claimed : tables.said;
		const { id } = cell.spec;
		if (this.#asked.has(id))
			for (const answers of [tables.said, tables.claimed])
				await this.#query(`DELETE FROM ${answers} WHERE cell = ${literal(id)}`);
		this.#asked.add(id);
		await this.#insert(table, cell, options);
		const fault = await this.#forgetOdd(cell, table, options);
		return { answer: null, rows: null, fault };
	}

	async again(cell: Cell, options: QueryOptions): Promise<void> {
		await this.#insert(tables.again, cell, options);
		await this.#query(`DELETE FROM ${tables.again}`, options);
	}

	path({ name }: PathDefinition): PathScope<EveryConclusion> {
		const path = this.#asker.analysis.path(name);
		return {
			steps: path.checks,
			conclude: (_, options) => this.#conclude(path, options)
		};
	}

	async conclude(
		cell: Cell,
		cases: readonly Scenario[],
		options: QueryOptions
	): Promise<GivenVerdicts> {
		const sql = await this.#asker.sqlOf(cell);
		const rows = cases.flatMap(({ name, cells }) =>
			cells.map((each) => tuple([name, each.cell, each.forced, each.forcedIfClear]))
		);
		const statement = verdictSql(sql, cell, {
			scope: tables.scope,
			scenarios: `SELECT * FROM (VALUES ${rows.join(', ')}) AS s(scenario, cell, forced, forced_if_clear)`,
			hypotheses: hypothesesSql(cell.spec.paths[0]!),
			ofOne: false
		});
		const given = await this.#asker.answers(cell, verdictOverSteps(sql), options, () =>
			this.#query(statement, options)
		);
		return givenVerdicts(given, cell.kind);
	}

	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure> {
		return this.#asker.failureOf(error, cell, options);
	}

	async #insert(table: string, cell: Cell, options: QueryOptions): Promise<void> {
		const sql = await this.#asker.sqlOf(cell);
		const columns = `${literal(cell.spec.id)}, ${answerColumns}`;
		const answers = forEach(tables.scope, sql, columns);
		await this.#asker.answers(cell, sql, options, () =>
			this.#query(`INSERT INTO ${table} ${answers}`, options)
		);
	}

	/** An alert of which the answer is not one row with a known word has none. */
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
		const { rows } = await this.#query(
			`SELECT (SELECT count(*) FROM (${odd})), (SELECT count(*) FROM ${tables.scope})`,
			options
		);
		const [alerts, all] = rows[0]!.map(Number) as [number, number];
		await this.#query(`DELETE FROM ${own} AND alert_id IN (${odd})`, options);
		return ofSome(alerts, all, found);
	}

	/** What is wrong with the answers of a whole scope: counted where they are. */
	async #countOdd(known: string, from: string, options: QueryOptions): Promise<OddAnswers> {
		const odd = await this.#query(
			`SELECT count(*) - count(DISTINCT alert_id), count(*) FILTER (WHERE outcome IS NULL),
				min(outcome) FILTER (WHERE NOT ${known}) FROM ${from}`,
			options
		);
		const [doubled, none, other] = odd.rows[0]!;
		return { doubled: Number(doubled), none: Number(none), other: other as string | null };
	}

	async #conclude(path: PathCells, options: QueryOptions): Promise<EveryConclusion> {
		const cases = [actual(path.checks.map(({ spec }) => spec.id))];
		let found!: Verdicts;
		const ask = async () => {
			found = await verdictsOf(this, path, cases, options);
		};
		const first = await elapsed(ask);
		const ms = found.failure === null ? await warmMs(ask, first) : first;
		const own = [...found.given].map(([id, given]) => [id, given.get(ACTUAL)!] as const);
		const verdicts = new Map(own);
		return { verdicts, failure: found.failure ?? oddVerdict(verdicts), ms };
	}

	async #refill(table: string, rows: string[]): Promise<void> {
		await this.#query(`DELETE FROM ${table}`);
		if (rows.length > 0) await this.#query(`INSERT INTO ${table} VALUES ${rows.join(', ')}`);
	}

	#query(sql: string, options: QueryOptions = {}) {
		return this.#asker.connection.query(sql, options);
	}
}

/** What is wrong with the verdicts of some of the alerts. */
function oddVerdict(given: ReadonlyMap<string, GivenVerdict>): CellFailure | null {
	const odd = [...given.values()].filter(({ failure }) => failure !== null);
	if (odd.length === 0) return null;
	return { message: ofSome(odd.length, given.size, odd[0]!.failure!), position: null };
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
