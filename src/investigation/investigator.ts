import { answers, lists } from '#cells/facets.ts';
import { type Connection, type QueryOptions, type Result } from '#engine/duckdb/engine.ts';
import { isCancelled, isEngineLost, isLostWith } from '#lib/failure.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
import { alertOf } from './alerts.ts';
import { AlertDesk } from './alert-desk.ts';
import { Bases, dataKey, type Situation, type World } from './basis.ts';
import { conclusionOf, isDecided } from './conclude.ts';
import { Ledger, type Gave } from './ledger.ts';
import { DowngradedAnswers } from './downgrade.ts';
import { Outlook } from './outlook.ts';
import { PathVerdicts } from './path-verdicts.ts';
import type { AlertRow, InvestigationResult } from './result.ts';
import { resultOf, type Findings, type FoundVerdict, type Phase } from './result-of.ts';
import { standsOn } from './step-log.ts';
import { noted, nowMicros, stopBook, stopKeyOf, unlessStopped, type StopBook } from './stops.ts';
import { coverageNeedsOf, type CoverageNeeds } from './coverage-needs.ts';
import { warmMs } from './warm.ts';

export interface InvestigateOptions extends QueryOptions {
	/** Called with what is found so far, now and then, and in the end however it ends. */
	onChange?: (findings: Findings) => void;
}

/** Which rows, whether they are wanted once more after they were stopped, and what ends it. */
type PageOptions = { offset: number; limit: number; again?: boolean } & QueryOptions;

/** How often answers are told while a path runs, in milliseconds, and as long a verdict may be kept back. */
const TELL_EVERY = 500;
const TELL_VERDICT = 200;

/**
 * Takes one alert through the paths of a notebook. Answers are kept, also where the database is lost: at the next
 * call only those cells are asked again whose SQL, parameters, tables or alert have changed.
 */
export class Investigator {
	#connection: Connection;
	#desk: AlertDesk;
	readonly #stops: StopBook;
	readonly #ledger = new Ledger();
	readonly #outlook = new Outlook();
	readonly #verdicts = new Map<string, FoundVerdict>();
	/** When the verdict of a path made the database stop answering. */
	readonly #stopped = new Map<string, bigint>();
	/** After how many steps the verdict of a path was decided in this run. */
	readonly #decided = new Map<string, number>();
	/** What answers would stand on now. */
	#bases!: Bases;
	#sights!: CoverageNeeds;
	/** Of now, after what lowers them. */
	#answers!: DowngradedAnswers;
	#alert: AlertRow | null = null;
	/** The alert at hand and the reading that it comes from, as far as this database was asked for it. */
	#identity: string | null = null;
	#phase: Phase = 'ended';
	#began = 0;
	/** Null while a run is under way. */
	#ended: number | null = null;
	#told = 0;

	/** @param stops what is not run again by itself */
	constructor(connection: Connection, stops: StopBook = stopBook()) {
		this.#connection = connection;
		this.#desk = new AlertDesk(connection);
		this.#stops = stops;
	}

	/** Goes over to another database. What was found stays: it holds as long as the rows are the same. */
	attach(connection: Connection): void {
		this.#connection = connection;
		this.#desk = new AlertDesk(connection);
		this.#identity = null;
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
		const now = { alertId, notebook, world };
		await this.turnTo(now);
		this.#ledger.beginRun();
		try {
			this.#phase = 'running';
			await this.#look(now);
			for (const path of notebook.paths) await this.#walk(path, options);
			await this.#testRemainingClaims(options);
			this.#end('ended', options);
		} catch (error) {
			this.#end(isCancelled(error) ? 'cancelled' : 'ended', options);
			throw error;
		}
		return this.result!;
	}

	/**
	 * Gives the milliseconds of an engine that is warm: what was asked for the first time, and was brief, is asked
	 * once more. No answer changes by it, and no run is counted.
	 * @throws `cancelled`; `engine lost`
	 */
	async measure(options: InvestigateOptions = {}): Promise<InvestigationResult> {
		for (const cell of this.#analysis.cells) {
			if (!this.#ledger.isCold(cell, this.#bases)) continue;
			const { ms } = this.#ledger.of(cell).good!;
			this.#ledger.measured(cell, await warmMs(() => this.#put(cell, options), ms));
		}
		options.onChange?.(this.#findings());
		return this.result!;
	}

	#end(phase: Phase, { onChange }: InvestigateOptions): void {
		this.#phase = phase;
		this.#ended = performance.now();
		onChange?.(this.#findings());
	}

	/** What was found, also where `investigate` did not come to its end; null before there was an alert. */
	get result(): InvestigationResult | null {
		if (this.#alert === null) return null;
		return resultOf(this.#findings(), this.#bases.now, this.#phase, this.#bases);
	}

	/** Whether it was this that was asked about last. */
	isAt(now: Situation): boolean {
		if (this.#identity !== identityOf(now) || this.#bases.now.notebook !== now.notebook)
			return false;
		return this.#bases.ofAll().key === new Bases(now).ofAll().key;
	}

	/** Makes ready to ask about a situation. */
	async turnTo(now: Situation): Promise<void> {
		const identity = identityOf(now);
		if (this.#identity !== identity) {
			const { alert, values } = await alertOf(this.#connection, now.alertId);
			this.#desk.setAlert(now.alertId, values);
			if (this.#alert?.alert_id !== now.alertId) this.#forget();
			this.#outlook.clear();
			this.#alert = alert;
			this.#identity = identity;
		}
		if (this.#bases?.now.notebook.id !== now.notebook.id) this.#forget();
		this.#bases = new Bases(now);
		this.#sights = coverageNeedsOf(now.notebook);
		this.#answers = this.#seen();
		this.#desk.setState(dataKey(now));
	}

	/** Rows that a step rests on, for the alert at hand. @throws `query failed`, also where they were stopped */
	async rows(cell: string, page: PageOptions): Promise<Result> {
		const found = this.#analysis.cells.find(({ spec }) => spec.id === cell);
		const rows = found === undefined ? null : this.#analysis.of(found).rows;
		return rows === null ? { columns: [], rows: [] } : this.#page(rows.sql, page);
	}

	/** Rows of a statement about the alert at hand, which may read cells by their ids. @throws as `rows` */
	async ask(statement: string, page: PageOptions): Promise<Result> {
		return this.#page(this.#analysis.asked(statement).sql, page);
	}

	#page(sql: string, { again, signal, ...page }: PageOptions): Promise<Result> {
		return unlessStopped(this.#stops, sql, () => this.#desk.rows(sql, page, { signal }), again);
	}

	#forget(): void {
		this.#ledger.clear();
		this.#verdicts.clear();
		this.#stopped.clear();
	}

	async #walk(path: PathDefinition, options: InvestigateOptions): Promise<void> {
		const analysis = this.#analysis;
		const { steps } = analysis.path(path.name);
		const verdicts = new PathVerdicts(this.#desk, analysis, path.name);
		const concludes = !this.#isStopped(path);
		this.#decided.delete(path.name);
		for (const [index, cell] of steps.entries()) {
			for (const claim of analysis.of(cell).claims) await this.#ask(claim, options);
			await this.#ask(cell, options);
			const asking = { verdicts, analysis, answers: this.#answers, options };
			const decides = () => isDecided(steps, index + 1, asking);
			if (path.stop === 'decided' && concludes && (await this.#concluding(path, decides))) {
				this.#decided.set(path.name, index + 1);
				break;
			}
			this.#tell(options);
		}
		if (concludes) await this.#concluding(path, () => this.#conclude(path, verdicts, options));
		this.#tell(options, TELL_VERDICT);
		// They are told with what comes next: a verdict does not wait for them.
		await this.#countRows(
			steps.slice(0, this.#decided.get(path.name)).filter(({ kind }) => answers(kind)),
			options
		);
	}

	async #ask(cell: Cell, options: InvestigateOptions): Promise<void> {
		const { key } = this.#bases.of(cell);
		if (standsOn(this.#ledger.of(cell), key)) return;
		const stopKey = stopKeyOf(cell, this.#bases);
		const stop = this.#stops.of(stopKey);
		if (stop !== null) return this.#ledger.tried(cell, { key, at: stop.at, state: 'stopped' });
		this.#ledger.tried(cell, { key, at: nowMicros(), state: 'running' });
		const late = setTimeout(() => this.#tell(options), TELL_EVERY);
		try {
			const ask = () => this.#put(cell, options);
			this.#ledger.gave(cell, this.#bases, await noted(this.#stops, [stopKey], ask));
		} catch (error) {
			await this.#fail(cell, key, error, options);
		} finally {
			clearTimeout(late);
		}
	}

	async #put(cell: Cell, options: InvestigateOptions): Promise<Gave> {
		const basis = this.#bases.of(cell);
		const began = performance.now();
		const spent = () => performance.now() - began;
		if (!lists(cell.kind)) {
			const given = await this.#desk.ask(cell, this.#analysis, options);
			return { basis, ms: spent(), given, rows: null };
		}
		const sql = await this.#desk.sqlOf(cell, this.#analysis);
		const [rows = 0] = await this.#desk.countRows([sql], options);
		return { basis, ms: spent(), given: null, rows };
	}

	async #fail(cell: Cell, key: string, error: unknown, options: QueryOptions): Promise<void> {
		try {
			const failure = await this.#desk.failureOf(error, cell, this.#analysis, options);
			this.#ledger.failed(cell, key, failure);
		} catch (end) {
			const stop = isLostWith(end) ? this.#stops.add(stopKeyOf(cell, this.#bases)) : null;
			const [state, at] =
				stop === null ? (['cancelled', nowMicros()] as const) : (['stopped', stop.at] as const);
			this.#ledger.tried(cell, { key, at, state });
			throw end;
		}
	}

	/** Not oftener than a person can follow: to show a result costs as much time as to find it. */
	#tell({ onChange }: InvestigateOptions, every = TELL_EVERY): void {
		if (onChange === undefined || performance.now() - this.#told < every) return;
		this.#told = performance.now();
		onChange(this.#findings());
	}

	async #look(now: Situation): Promise<void> {
		try {
			await this.#outlook.look(this.#desk, this.#connection, { now, sights: this.#sights });
		} finally {
			this.#answers = this.#seen();
		}
	}

	/** By what was looked for last. */
	#seen(): DowngradedAnswers {
		const { missing, away } = this.#outlook;
		const bases = this.#bases;
		const circumstances = { ts: this.#alert!.ts, missing, away, sights: this.#sights };
		return new DowngradedAnswers(this.#analysis, circumstances, (cell) =>
			this.#ledger.saidBy(cell, bases)
		);
	}

	async #countRows(checks: readonly Cell[], options: InvestigateOptions): Promise<void> {
		const open = checks.filter((cell) => this.#isToBeCounted(cell));
		const statements = open.map((cell) => this.#analysis.of(cell).rows!.sql);
		try {
			const count = () => this.#desk.countRows(statements, options);
			const counts = await noted(this.#stops, statements, count);
			open.forEach((cell, i) => this.#ledger.counted(cell, this.#bases, counts[i]!));
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			if (open.length > 1) for (const cell of checks) await this.#countRows([cell], options);
		}
	}

	#isToBeCounted(cell: Cell): boolean {
		const basis = this.#bases.rowsOf(cell);
		if (basis === null || !this.#ledger.isGood(cell, this.#bases)) return false;
		const isCounted = this.#ledger.of(cell).counted?.key === basis.key;
		return !isCounted && this.#stops.of(basis.sql) === null;
	}

	async #conclude(
		path: PathDefinition,
		verdicts: PathVerdicts,
		options: QueryOptions
	): Promise<void> {
		const asking = { verdicts, analysis: this.#analysis, answers: this.#answers, options };
		const decided = this.#decided.get(path.name) ?? null;
		const isGood = (cell: Cell, key: string) => standsOn(this.#ledger.of(cell), key);
		const basis = this.#bases.ofPath(path, { decided, isGood });
		const ran = this.#analysis.path(path.name).steps.slice(0, decided ?? undefined);
		const conclusion = await conclusionOf(ran, decided, asking);
		this.#verdicts.set(path.name, { basis, at: nowMicros(), decided, conclusion });
	}

	/** Asks for a verdict, and notes where that made the database stop answering. */
	async #concluding<T>(path: PathDefinition, ask: () => Promise<T>): Promise<T> {
		const cell = this.#analysis.path(path.name).conclusion;
		const keys = cell === null ? [] : [stopKeyOf(cell, this.#bases)];
		try {
			return await noted(this.#stops, keys, ask);
		} catch (error) {
			this.#isStopped(path);
			throw error;
		}
	}

	/** Whether the verdict of a path is one that is not asked for again by itself. */
	#isStopped(path: PathDefinition): boolean {
		const cell = this.#analysis.path(path.name).conclusion;
		const stop = cell === null ? null : this.#stops.of(stopKeyOf(cell, this.#bases));
		if (stop === null) this.#stopped.delete(path.name);
		else this.#stopped.set(path.name, stop.at);
		return stop !== null;
	}

	/** A claim that no step leaned on is tested too: the page lists them all. */
	async #testRemainingClaims(options: InvestigateOptions): Promise<void> {
		for (const cell of this.#analysis.claims) await this.#ask(cell, options);
	}

	#findings(): Findings {
		this.#ledger.settle(this.#analysis.cells, this.#answers);
		return {
			alert: this.#alert!,
			recipe: this.#bases.now.notebook.id,
			records: this.#ledger.records,
			verdicts: new Map(this.#verdicts),
			stopped: new Map(this.#stopped),
			needs: this.#outlook.needs,
			ms: (this.#ended ?? performance.now()) - this.#began
		};
	}

	get #analysis(): Analysis {
		return this.#bases.now.notebook.analysis;
	}
}

function identityOf({ alertId, world }: Situation): string {
	return `${alertId} ${world.versionOf('alerts')}`;
}
