import { eventTables, type DataType, type EventTableName } from '#arrow/event-tables.ts';
import { type Connection, type QueryOptions, type Result } from '#engine/engine.ts';
import { literal } from '#engine/sql.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import { rowsSql } from '#notebook/compile.ts';
import { Graph } from '#notebook/graph.ts';
import { cellsOf, type Cell, type Notebook, type PathDefinition } from '#notebook/notebook.ts';
import { alertOf } from './alerts.ts';
import { Board, type ScenarioVerdict, type Sight } from './board.ts';
import { fingerprintOf, type World } from './fingerprint.ts';
import { WINDOW, windowSql } from './parameters.ts';
import type {
	AlertRow,
	CellFailure,
	CheckOutcome,
	InvestigationResult,
	PathResult,
	Step,
	StepState,
	Trust,
	TrustOutcome
} from './result.ts';
import { sightKey, sightsOf } from './sights.ts';
import { actual, ACTUAL, afterSteps, flipsOf, stableAfter, without } from './scenarios.ts';
import { cellFailureOf, newRecord, type CellRecord } from './step-log.ts';

export interface InvestigateOptions extends QueryOptions {
	/** Called after each answer with the result so far. */
	onChange?: (result: InvestigationResult) => void;
}

/** How often answers are fetched and told while a path runs, in milliseconds. */
const TELL_EVERY = 500;

interface Conclusion {
	verdict: string | null;
	because: string | null;
	stableAfter: number | null;
	flips: PathResult['flips'];
	failure: CellFailure | null;
}

const open: Conclusion = {
	verdict: null,
	because: null,
	stableAfter: null,
	flips: [],
	failure: null
};

/**
 * Takes one alert through the paths of a notebook. Answers are kept: at the next call only those cells are
 * asked again whose SQL, parameters, tables or alert have changed.
 */
export class Investigator {
	readonly #connection: Connection;
	readonly #board: Board;
	readonly #records = new Map<string, CellRecord>();
	readonly #looked = new Map<string, string>();
	readonly #decided = new Map<string, number>();
	readonly #conclusions = new Map<string, Conclusion>();
	#notebook!: Notebook;
	#cells: Cell[] = [];
	#graph = new Graph([]);
	#world!: World;
	#alert: AlertRow | null = null;
	/** The alert at hand, and the reading that it comes from. */
	#identity: string | null = null;
	#began = 0;
	#told = 0;

	private constructor(connection: Connection, board: Board) {
		this.#connection = connection;
		this.#board = board;
	}

	/** Its tables begin with `prefix`, which nobody else may use on this database. */
	static async open(connection: Connection, prefix = 'one'): Promise<Investigator> {
		return new Investigator(connection, await Board.open(connection, prefix, 'one'));
	}

	/** @throws `cancelled`; `engine lost`. What fails within a cell is told in the result. */
	async investigate(
		alertId: string,
		notebook: Notebook,
		world: World,
		options: InvestigateOptions = {}
	): Promise<InvestigationResult> {
		this.#began = performance.now();
		this.#told = this.#began;
		this.#world = world;
		await this.#setNotebook(notebook);
		await this.#setAlert(alertId);
		this.#markStale();
		for (const path of notebook.paths) await this.#walk(path, options);
		await this.#testRemainingClaims(options);
		return this.#result();
	}

	/** Rows that a step rests on, for the alert at hand. */
	async rows(cell: string, page: { offset: number; limit: number }): Promise<Result> {
		const sql = this.#rowsSql(this.#cells.find(({ spec }) => spec.id === cell)!);
		if (sql === null) return { columns: [], rows: [] };
		return this.#board.rows(sql, page);
	}

	async #setNotebook(notebook: Notebook): Promise<void> {
		if (this.#notebook === notebook) return;
		this.#notebook = notebook;
		this.#cells = cellsOf(notebook);
		this.#graph = new Graph(this.#cells);
		await this.#board.setCells(this.#cells, this.#graph);
		for (const id of [...this.#records.keys()])
			if (!this.#cells.some(({ spec }) => spec.id === id)) this.#records.delete(id);
	}

	async #setAlert(alertId: string): Promise<void> {
		this.#decided.clear();
		this.#conclusions.clear();
		const identity = `${alertId} ${this.#world.versionOf('alerts')}`;
		if (this.#identity === identity) return;
		await this.#board.setScope(`SELECT * FROM alerts WHERE alert_id = ${literal(alertId)}`);
		this.#records.clear();
		this.#looked.clear();
		this.#alert = await alertOf(this.#connection, alertId);
		this.#identity = identity;
	}

	/** An answer that no longer fits is still shown, but as what it is. */
	#markStale(): void {
		for (const cell of this.#cells) {
			const record = this.#record(cell);
			if (record.state === 'done' && record.fingerprint !== this.#fingerprint(cell))
				record.state = 'stale';
		}
	}

	async #walk(path: PathDefinition, options: InvestigateOptions): Promise<void> {
		const checks = this.#checksOf(path.name);
		await this.#look([...checks, ...checks.flatMap((cell) => this.#claimsOf(cell))]);
		for (const [index, cell] of checks.entries()) {
			for (const claim of this.#claimsOf(cell)) await this.#ask(claim, options);
			await this.#ask(cell, options);
			if (path.stop === 'decided' && (await this.#isDecided(path, checks, index + 1, options))) {
				this.#decided.set(path.name, index + 1);
				break;
			}
			await this.#tell(options);
		}
		await this.#countRows(this.#ranOf(path), options);
		await this.#conclude(path, options);
		await this.#keepAnswers();
		options.onChange?.(this.#result());
	}

	async #ask(cell: Cell, options: InvestigateOptions): Promise<void> {
		const record = this.#record(cell);
		const fingerprint = this.#fingerprint(cell);
		if (record.fingerprint === fingerprint && record.state === 'done') return;
		record.state = 'running';
		record.failure = null;
		const began = performance.now();
		try {
			await this.#board.ask(cell, options);
			record.fingerprint = fingerprint;
			record.state = 'done';
			record.runs++;
			record.ms = performance.now() - began;
			record.rows = null;
		} catch (error) {
			await this.#fail(cell, record, error);
		}
	}

	async #fail(cell: Cell, record: CellRecord, error: unknown): Promise<void> {
		record.fingerprint = null;
		record.state = isCancelled(error) ? 'cancelled' : 'failed';
		if (isCancelled(error) || isEngineLost(error)) throw error;
		record.failure = cellFailureOf(error, cell.spec.sql);
		record.runs++;
		await this.#board.forget(cell.spec.id);
	}

	/** Answers are fetched together: one by one they would cost as much as the checks themselves. */
	async #tell({ onChange }: InvestigateOptions): Promise<void> {
		if (onChange === undefined || performance.now() - this.#told < TELL_EVERY) return;
		await this.#keepAnswers();
		this.#told = performance.now();
		onChange(this.#result());
	}

	/** The answer of a cell that has failed stays the last good one. */
	async #keepAnswers(): Promise<void> {
		for (const [id, answer] of await this.#board.answers()) {
			const record = this.#records.get(id);
			if (record?.state === 'done') Object.assign(record, answer);
		}
	}

	async #countRows(checks: readonly Cell[], options: InvestigateOptions): Promise<void> {
		const open = checks
			.map((cell) => ({ record: this.#record(cell), sql: this.#rowsSql(cell) }))
			.filter(({ record, sql }) => record.state === 'done' && record.rows === null && sql !== null);
		try {
			const statements = open.map(({ sql }) => sql!);
			const counts = await this.#board.countRows(statements, options);
			open.forEach(({ record }, i) => (record.rows = counts[i]!));
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			if (open.length > 1) for (const cell of checks) await this.#countRows([cell], options);
		}
	}

	/** Looks once for each table and reach, and again where the data or the window has changed. */
	async #look(cells: readonly Cell[]): Promise<void> {
		const open = sightsOf(cells).filter(
			(sight) => this.#looked.get(sightKey(sight)) !== this.#lookState(sight)
		);
		await this.#board.look(open, windowSql(this.#notebook.parameters));
		for (const sight of open) this.#looked.set(sightKey(sight), this.#lookState(sight));
	}

	#lookState({ table, within }: Sight): string {
		const reach = within === 'window' ? (this.#world.values[WINDOW] ?? '') : '';
		return `${this.#world.versionOf(table)} ${reach}`;
	}

	/** The checks of a path up to where its verdict was decided. */
	#ranOf(path: PathDefinition): Cell[] {
		return this.#checksOf(path.name).slice(0, this.#decided.get(path.name));
	}

	async #isDecided(
		path: PathDefinition,
		checks: Cell[],
		count: number,
		options: QueryOptions
	): Promise<boolean> {
		if (count === checks.length) return false;
		const cells = checks.map(({ spec }) => spec.id);
		const scenarios = [actual(cells.slice(0, count)), ...afterSteps(cells, count)];
		const { verdicts } = await this.#verdicts(path, scenarios, options);
		return new Set(verdicts.values()).size === 1 && [...verdicts.values()][0] !== null;
	}

	async #conclude(path: PathDefinition, options: QueryOptions): Promise<void> {
		const ran = this.#ranOf(path);
		const cells = ran.map(({ spec }) => spec.id);
		const leaning = ran.map(({ spec }) => ({ id: spec.id, trusts: spec.trusts }));
		const trusts = this.#trustsOf(ran);
		const scenarios = [
			actual(cells),
			...cells.flatMap((_, count) => afterSteps(cells, count)),
			...trusts.map(({ id }) => without(id, leaning))
		];
		const { verdicts, because, failure } = await this.#verdicts(path, scenarios, options);
		this.#conclusions.set(path.name, {
			verdict: verdicts.get(ACTUAL) ?? null,
			because,
			stableAfter: stableAfter(verdicts, ran.length),
			flips: flipsOf(verdicts, trusts),
			failure
		});
	}

	async #verdicts(
		path: PathDefinition,
		scenarios: Parameters<Board['conclude']>[2],
		options: QueryOptions
	): Promise<{
		verdicts: Map<string, string | null>;
		because: string | null;
		failure: CellFailure | null;
	}> {
		const cell = this.#cells.find(
			({ kind, spec }) => kind.role === 'conclusion' && spec.paths.includes(path.name)
		);
		if (cell === undefined) return { verdicts: new Map(), because: null, failure: noVerdict };
		try {
			const rows = await this.#board.conclude(cell, path.name, scenarios, options);
			return { verdicts: byScenario(rows), because: becauseOf(rows), failure: null };
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			return { verdicts: new Map(), because: null, failure: cellFailureOf(error, cell.spec.sql) };
		}
	}

	/** A claim that no step leaned on is tested too: the page lists them all. */
	async #testRemainingClaims(options: InvestigateOptions): Promise<void> {
		const open = this.#cells.filter(
			(cell) => cell.kind.role === 'claim' && this.#record(cell).state !== 'done'
		);
		if (open.length === 0) return;
		await this.#look(open);
		for (const cell of open) await this.#ask(cell, options);
		await this.#keepAnswers();
	}

	#result(): InvestigationResult {
		return {
			alert: this.#alert!,
			paths: this.#notebook.paths.map((path) => this.#pathResult(path)),
			trusts: this.#cells.filter(({ kind }) => kind.role === 'claim').map((c) => this.#trust(c)),
			ms: performance.now() - this.#began
		};
	}

	#pathResult(path: PathDefinition): PathResult {
		const checks = this.#checksOf(path.name);
		const decided = this.#decided.get(path.name) ?? checks.length;
		const steps = checks.map((cell, index) => this.#step(cell, index < decided));
		const ran = steps.slice(0, decided);
		const claims = this.#trustsOf(checks.slice(0, decided));
		return {
			path: path.name,
			title: path.title,
			steps,
			...(this.#conclusions.get(path.name) ?? open),
			partial: !this.#conclusions.has(path.name) || ran.some((step) => step.state !== 'done'),
			ms: [...ran, ...claims].reduce((sum, { ms }) => sum + (ms ?? 0), 0)
		};
	}

	#step(cell: Cell, asked: boolean): Step {
		const { spec, question } = cell;
		const record = this.#record(cell);
		const shown = asked ? record : newRecord();
		return {
			cell: spec.id,
			question,
			state: asked ? record.state : ('not needed' satisfies StepState),
			outcome: shown.outcome as CheckOutcome | null,
			because: shown.because,
			said: shown.said as CheckOutcome | null,
			lowered: shown.lowered,
			rows: shown.rows,
			ms: shown.ms,
			runs: record.runs,
			needs: spec.needs,
			dataTypes: spec.dataType === null ? dataTypesOf(spec.needs) : [spec.dataType],
			trusts: spec.trusts,
			failure: shown.failure,
			sql: spec.sql,
			rowsSql: this.#rowsSql(cell)
		};
	}

	#trust(cell: Cell): Trust {
		const { spec } = cell;
		const record = this.#record(cell);
		return {
			id: spec.id,
			claim: spec.claim!.sentence,
			owner: spec.claim!.owner,
			source: spec.claim!.source,
			reviewBy: spec.claim!.reviewBy,
			outcome: record.outcome as TrustOutcome | null,
			because: record.because,
			ms: record.ms,
			sql: spec.sql,
			failure: record.failure
		};
	}

	#checksOf(path: string): Cell[] {
		return this.#cells.filter(
			({ kind, spec }) => kind.role === 'answer' && spec.paths.includes(path)
		);
	}

	#claimsOf(cell: Cell): Cell[] {
		return this.#cells.filter(
			({ kind, spec }) => kind.role === 'claim' && cell.spec.trusts.includes(spec.id)
		);
	}

	#trustsOf(checks: readonly Cell[]): Trust[] {
		const claims = new Set(checks.flatMap((cell) => this.#claimsOf(cell)));
		return [...claims].map((cell) => this.#trust(cell));
	}

	#record(cell: Cell): CellRecord {
		const known = this.#records.get(cell.spec.id);
		if (known !== undefined) return known;
		const record = newRecord();
		this.#records.set(cell.spec.id, record);
		return record;
	}

	#fingerprint(cell: Cell): string {
		const window = cell.spec.within === 'window' ? (this.#world.values[WINDOW] ?? '') : '';
		const own = fingerprintOf(cell, this.#graph, this.#alert!.alert_id, this.#world);
		const needs = cell.spec.needs.map((table) => this.#world.versionOf(table));
		const claims = this.#claimsOf(cell).map((claim) => this.#fingerprint(claim));
		return JSON.stringify([own, window, needs, claims]);
	}

	#rowsSql(cell: Cell): string | null {
		return rowsSql(cell, this.#cells, this.#graph);
	}
}

const noVerdict: CellFailure = { message: 'the path has no verdict', position: null };

function byScenario(rows: readonly ScenarioVerdict[]): Map<string, string | null> {
	return new Map(rows.map(({ scenario, outcome }) => [scenario, outcome]));
}

function becauseOf(rows: readonly ScenarioVerdict[]): string | null {
	return rows.find(({ scenario }) => scenario === ACTUAL)?.because ?? null;
}

/** The data types of tables, each once, in the order of the tables. */
export function dataTypesOf(tables: readonly EventTableName[]): DataType[] {
	return [...new Set(tables.map((table) => eventTables[table].dataType))];
}
