import { type Connection, type QueryOptions, type Result } from '#engine/engine.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import { guardedSql, rowsSql } from '#notebook/compile.ts';
import { Graph } from '#notebook/graph.ts';
import { cellsOf, type Cell, type Notebook, type PathDefinition } from '#notebook/notebook.ts';
import { alertOf } from './alerts.ts';
import { conclusionOf, isDecided } from './conclude.ts';
import { AlertDesk } from './alert-desk.ts';
import { awayClaims } from './away-claims.ts';
import type { Sight } from '#engine/missing.ts';
import { fingerprintOf, stateOf, type World } from './fingerprint.ts';
import { lowered, type CellAnswer, type Given } from './lowering.ts';
import { WINDOW, windowSql } from './parameters.ts';
import { PathVerdicts } from './path-verdicts.ts';
import { missingNeeds, type MissingNeed } from './missing-needs.ts';
import type { AlertRow, InvestigationResult } from './result.ts';
import { claimsOf, isAnswer, resultOf, stepCellsOf, type Conclusion } from './result-of.ts';
import { sightKey, sightsOf } from './sights.ts';
import { newRecord, type CellRecord } from './step-log.ts';
import { warmMs } from './warm.ts';

export interface InvestigateOptions extends QueryOptions {
	/** Called after answers with the result so far, and with what there is where the run is cancelled. */
	onChange?: (result: InvestigationResult) => void;
}

/** How often answers are fetched and told while a path runs, in milliseconds. */
const TELL_EVERY = 500;
/** As long a verdict may keep somebody waiting; what comes sooner is told with what comes next. */
const TELL_VERDICT = 200;

/**
 * Takes one alert through the paths of a notebook. Answers are kept: at the next call only those cells are
 * asked again whose SQL, parameters, tables or alert have changed.
 */
export class Investigator {
	readonly #connection: Connection;
	readonly #desk: AlertDesk;
	readonly #records = new Map<string, CellRecord>();
	/** What the cells that are answered said of the alert at hand. */
	readonly #given = new Map<string, Given>();
	readonly #looked = new Map<string, string>();
	/** What the loaded data cannot speak for, by `sightKey`. */
	readonly #missing = new Map<string, string>();
	/** What the recipe needs and is not loaded, and the loads of which that was said. */
	#needs: { state: string; missing: readonly MissingNeed[] } = { state: '', missing: [] };
	/** Why claims are about what is not loaded. */
	#away: ReadonlyMap<string, string> = new Map();
	readonly #decided = new Map<string, number>();
	readonly #conclusions = new Map<string, Conclusion>();
	#notebook!: Notebook;
	#cells: Cell[] = [];
	#graph = new Graph([]);
	#world!: World;
	#alert: AlertRow | null = null;
	/** The alert at hand, and the reading that it comes from. */
	#identity: string | null = null;
	/** Cells that were asked since their cost was measured. */
	readonly #cold = new Set<Cell>();
	/** Whether the last run was ended before its end. */
	#isCancelled = false;
	#began = 0;
	/** Null while a run is under way. */
	#ended: number | null = null;
	#told = 0;

	constructor(connection: Connection) {
		this.#connection = connection;
		this.#desk = new AlertDesk(connection);
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
		this.#ended = null;
		this.#world = world;
		this.#setNotebook(notebook);
		this.#desk.setState(stateOf(this.#cells, this.#graph, world));
		await this.#setAlert(alertId);
		this.#markStale();
		this.#isCancelled = false;
		try {
			await this.#walkAll(options);
		} catch (error) {
			this.#isCancelled = isCancelled(error);
			if (this.#isCancelled) options.onChange?.(this.#result());
			throw error;
		} finally {
			this.#ended = performance.now();
		}
		return this.#result();
	}

	async #walkAll(options: InvestigateOptions): Promise<void> {
		await Promise.all([this.#look(), this.#lookForNeeds(), this.#lookForSources()]);
		for (const path of this.#notebook.paths) await this.#walk(path, options);
		await this.#testRemainingClaims(options);
	}

	/**
	 * The result of the last run with milliseconds of an engine that is warm: what was asked for the first time, and
	 * was brief, is asked once more. No answer changes by it, and no run is counted.
	 * @throws `cancelled`; `engine lost`
	 */
	async measure(options: QueryOptions = {}): Promise<InvestigationResult> {
		for (const cell of this.#cold) {
			const record = this.#record(cell);
			if (record.state !== 'done' || record.ms === null) continue;
			record.ms = await warmMs(() => this.#put(cell, options), record.ms);
			this.#cold.delete(cell);
		}
		return this.#result();
	}

	/** What was found, also where `investigate` did not come to its end; null before there was an alert. */
	get findings(): InvestigationResult | null {
		return this.#alert === null ? null : this.#result();
	}

	/** Rows that a step rests on, for the alert at hand. */
	async rows(cell: string, page: { offset: number; limit: number }): Promise<Result> {
		const sql = this.#rowsSql(this.#cells.find(({ spec }) => spec.id === cell)!);
		if (sql === null) return { columns: [], rows: [] };
		return this.#desk.rows(sql, page);
	}

	#setNotebook(notebook: Notebook): void {
		if (this.#notebook === notebook) return;
		this.#notebook = notebook;
		this.#cold.clear();
		this.#cells = cellsOf(notebook);
		this.#graph = new Graph(this.#cells);
		for (const known of [this.#records, this.#given])
			for (const id of [...known.keys()])
				if (!this.#cells.some(({ spec }) => spec.id === id)) known.delete(id);
	}

	async #setAlert(alertId: string): Promise<void> {
		this.#decided.clear();
		this.#conclusions.clear();
		const identity = `${alertId} ${this.#world.versionOf('alerts')}`;
		if (this.#identity === identity) return;
		const { alert, values } = await alertOf(this.#connection, alertId);
		this.#desk.setAlert(alertId, values);
		for (const known of [this.#records, this.#given, this.#looked, this.#missing]) known.clear();
		this.#alert = alert;
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
		const steps = stepCellsOf(this.#cells, path.name);
		const verdicts = new PathVerdicts(this.#desk, this.#graph, this.#cells, path.name);
		for (const [index, cell] of steps.entries()) {
			for (const claim of claimsOf(this.#cells, cell)) await this.#ask(claim, options);
			await this.#ask(cell, options);
			const asking = { verdicts, cells: this.#cells, answers: this.#answers(), options };
			if (path.stop === 'decided' && (await isDecided(steps, index + 1, asking))) {
				this.#decided.set(path.name, index + 1);
				break;
			}
			this.#tell(options);
		}
		await this.#conclude(path, verdicts, options);
		this.#tell(options, TELL_VERDICT);
		// They are told with what comes next: a verdict does not wait for them.
		await this.#countRows(this.#ranOf(path).filter(isAnswer), options);
	}

	async #ask(cell: Cell, options: InvestigateOptions): Promise<void> {
		const record = this.#record(cell);
		const fingerprint = this.#fingerprint(cell);
		if (record.fingerprint === fingerprint && record.state === 'done') return;
		record.state = 'running';
		record.failure = null;
		const began = performance.now();
		try {
			const rows = await this.#put(cell, options);
			record.fingerprint = fingerprint;
			record.state = 'done';
			record.runs++;
			record.ms = performance.now() - began;
			this.#cold.add(cell);
			record.rows = rows;
		} catch (error) {
			await this.#fail(cell, record, error, options);
		}
	}

	/** How many rows it lists; null where it answers, and its rows are counted later. */
	async #put(cell: Cell, options: InvestigateOptions): Promise<number | null> {
		if (cell.kind.role !== 'rows') {
			this.#given.set(cell.spec.id, await this.#desk.ask(cell, this.#graph, options));
			return null;
		}
		const [rows] = await this.#desk.countRows([guardedSql(cell, this.#graph)], options);
		return rows!;
	}

	async #fail(
		cell: Cell,
		record: CellRecord,
		error: unknown,
		options: QueryOptions
	): Promise<void> {
		record.fingerprint = null;
		record.state = isCancelled(error) ? 'cancelled' : 'failed';
		record.failure = await this.#desk.failureOf(error, cell, this.#graph, options);
		record.runs++;
		this.#given.delete(cell.spec.id);
	}

	/** Not oftener than a person can follow: to show a result costs as much time as to find it. */
	#tell({ onChange }: InvestigateOptions, every = TELL_EVERY): void {
		if (onChange === undefined || performance.now() - this.#told < every) return;
		this.#told = performance.now();
		onChange(this.#result());
	}

	#answers(): Map<string, CellAnswer> {
		const circumstances = { ts: this.#alert!.ts, missing: this.#missing, away: this.#away };
		return lowered(this.#cells, this.#given, circumstances);
	}

	async #countRows(checks: readonly Cell[], options: InvestigateOptions): Promise<void> {
		const open = checks
			.map((cell) => ({ record: this.#record(cell), sql: this.#rowsSql(cell) }))
			.filter(({ record, sql }) => record.state === 'done' && record.rows === null && sql !== null);
		try {
			const statements = open.map(({ sql }) => sql!);
			const counts = await this.#desk.countRows(statements, options);
			open.forEach(({ record }, i) => (record.rows = counts[i]!));
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			if (open.length > 1) for (const cell of checks) await this.#countRows([cell], options);
		}
	}

	/** Looks once for each table and reach, and again where the data or the window has changed. */
	async #look(): Promise<void> {
		const open = sightsOf(this.#cells).filter(
			(sight) => this.#looked.get(sightKey(sight)) !== this.#lookState(sight)
		);
		const found = await this.#desk.look(open, windowSql(this.#notebook.parameters));
		for (const sight of open) {
			const key = sightKey(sight);
			this.#looked.set(key, this.#lookState(sight));
			const reason = found.get(key);
			if (reason === undefined) this.#missing.delete(key);
			else this.#missing.set(key, reason);
		}
	}

	async #lookForNeeds(): Promise<void> {
		const { needs } = this.#notebook;
		const versions = needs.map(({ table }) => this.#world.versionOf(table));
		const state = JSON.stringify([needs, versions]);
		if (this.#needs.state === state) return;
		this.#needs = { state, missing: await missingNeeds(this.#connection, needs) };
	}

	async #lookForSources(): Promise<void> {
		this.#away = await awayClaims(this.#connection, this.#cells);
	}

	#lookState({ table, within }: Sight): string {
		const reach = within === 'window' ? (this.#world.values[WINDOW] ?? '') : '';
		return `${this.#world.versionOf(table)} ${reach}`;
	}

	/** The steps of a path up to where its verdict was decided. */
	#ranOf(path: PathDefinition): Cell[] {
		return stepCellsOf(this.#cells, path.name).slice(0, this.#decided.get(path.name));
	}

	async #conclude(
		path: PathDefinition,
		verdicts: PathVerdicts,
		options: QueryOptions
	): Promise<void> {
		const asking = { verdicts, cells: this.#cells, answers: this.#answers(), options };
		const decided = this.#decided.get(path.name) ?? null;
		this.#conclusions.set(path.name, await conclusionOf(this.#ranOf(path), decided, asking));
	}

	/** A claim that no step leaned on is tested too: the page lists them all. */
	async #testRemainingClaims(options: InvestigateOptions): Promise<void> {
		const open = this.#cells.filter(
			(cell) => cell.kind.role === 'claim' && this.#record(cell).state !== 'done'
		);
		for (const cell of open) await this.#ask(cell, options);
	}

	#result(): InvestigationResult {
		this.#settle();
		return resultOf({
			alert: this.#alert!,
			notebook: this.#notebook,
			graph: this.#graph,
			recordOf: (cell) => this.#record(cell),
			decided: this.#decided,
			conclusions: this.#conclusions,
			missing: this.#needs.missing,
			isCancelled: this.#isCancelled,
			ms: (this.#ended ?? performance.now()) - this.#began
		});
	}

	/** The answer of a cell that has failed stays the last good one. */
	#settle(): void {
		for (const [id, answer] of this.#answers()) {
			const record = this.#records.get(id);
			if (record?.state === 'done') Object.assign(record, answer);
		}
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
		const claims = claimsOf(this.#cells, cell).map((claim) => this.#fingerprint(claim));
		return JSON.stringify([own, window, needs, claims]);
	}

	#rowsSql(cell: Cell): string | null {
		return rowsSql(cell, this.#cells, this.#graph);
	}
}
