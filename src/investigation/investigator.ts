import type { PageAsked } from '#engine/paging/rows-of-page.ts';
import { answers } from '#cells/facets.ts';
import { type Connection, type QueryOptions, type Result } from '#engine/duckdb/engine.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';
import { isAskedAlone } from './alone.ts';
import type { Situation, World } from './basis.ts';
import type { RunOptions } from './cell-runs.ts';
import { Kernel } from './kernel.ts';
import { One } from './one.ts';
import type { InvestigationResult } from './result.ts';
import { resultOf, type Conclusion, type Findings } from './result-of.ts';
import type { Phase } from './standing.ts';
import { noted, stopBook, unlessStopped, type StopBook } from './stops.ts';

export interface InvestigateOptions extends QueryOptions {
	/** Called with what is found so far, now and then, and in the end however it ends. */
	onChange?: (findings: Findings) => void;
}

/** Which rows, whether they are wanted once more after they were stopped, and what ends it. */
type PageOptions = PageAsked & { again?: boolean } & QueryOptions;

/**
 * Takes one alert through the paths of a notebook. Answers are kept, also where the database is lost: at the next
 * call only those cells are asked again whose SQL, parameters, tables or alert have changed.
 */
export class Investigator {
	readonly #stops: StopBook;
	readonly #kernel: Kernel<Conclusion>;
	#one: One;
	#phase: Phase = 'ended';
	#began = 0;
	/** Null while a run is under way. */
	#ended: number | null = null;
	#told = 0;

	/** @param stops what is not run again by itself */
	constructor(connection: Connection, stops: StopBook = stopBook()) {
		this.#one = new One(connection);
		this.#stops = stops;
		this.#kernel = new Kernel(connection, this.#one, stops);
	}

	/** Goes over to another database. What was found stays: it holds as long as the rows are the same. */
	attach(connection: Connection): void {
		this.#one = new One(connection, this.#one.alert);
		this.#kernel.attach(connection, this.#one);
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
		await this.turnTo({ alertId, notebook, world });
		try {
			this.#phase = 'running';
			await this.#kernel.run(this.#telling(options));
			this.#end('ended', options);
		} catch (error) {
			this.#end(isCancelled(error) ? 'cancelled' : 'ended', options);
			throw error;
		}
		return this.result!;
	}

	/**
	 * Gives the milliseconds of an engine that is warm.
	 * @throws `cancelled`; `engine lost`
	 */
	async measure(options: InvestigateOptions = {}): Promise<InvestigationResult> {
		await this.#kernel.cells.measure(options);
		options.onChange?.(this.#findings());
		return this.result!;
	}

	/** What was found, also where `investigate` did not come to its end; null before there was an alert. */
	get result(): InvestigationResult | null {
		if (this.#one.alert === null) return null;
		const { bases } = this.#kernel;
		return resultOf(this.#findings(), bases.now, this.#phase, bases);
	}

	/** Whether it was this that was asked about last. */
	isAt(now: Situation): boolean {
		return this.#kernel.isAt(now);
	}

	/** Makes ready to ask about a situation. */
	turnTo(now: Situation): Promise<void> {
		return this.#kernel.turnTo(now);
	}

	/**
	 * Asks a check that no path asks; where no alert is at hand a check or a claim that reads none, over all data. Nothing
	 * is asked where another one is named.
	 * @throws `cancelled`; `engine lost`. What fails within the cell is told in the result.
	 */
	async askAlone(id: string, { onChange, ...options }: InvestigateOptions = {}): Promise<void> {
		const { now } = this.#kernel.bases;
		const cell = this.#notebook.analysis.cells.find(({ spec }) => spec.id === id);
		if (cell === undefined || !isAskedAlone(cell, now)) return;
		try {
			await this.#kernel.askAlone(cell, options);
			await this.#countRows([cell], options);
		} finally {
			onChange?.(this.#findings());
		}
	}

	/** Rows that a step rests on, for the alert at hand. @throws `query failed`, also where they were stopped */
	async rows(cell: string, page: PageOptions): Promise<Result> {
		const { analysis } = this.#notebook;
		const found = analysis.cells.find(({ spec }) => spec.id === cell);
		const rows = found === undefined ? null : analysis.of(found).rows;
		return rows === null ? { columns: [], rows: [] } : this.#page(rows.sql, page);
	}

	/** Rows of a statement about the alert at hand, which may read cells by their ids. @throws as `rows` */
	async ask(statement: string, page: PageOptions): Promise<Result> {
		return this.#page(this.#notebook.analysis.asked(statement).sql, page);
	}

	#page(sql: string, { again, signal, ...page }: PageOptions): Promise<Result> {
		const key = page.around?.(sql) ?? sql;
		return unlessStopped(this.#stops, key, () => this.#one.rows(sql, page, { signal }), again);
	}

	#end(phase: Phase, { onChange }: InvestigateOptions): void {
		this.#phase = phase;
		this.#ended = performance.now();
		onChange?.(this.#findings());
	}

	/** Not oftener than a person can follow: to show a result costs as much time as to find it. */
	#telling({ onChange, ...options }: InvestigateOptions): RunOptions {
		const onStep = (within: number) => {
			if (onChange === undefined || performance.now() - this.#told < within) return;
			this.#told = performance.now();
			onChange(this.#findings());
		};
		const onPath = (path: string, decided: number | null) => {
			const { steps } = this.#notebook.analysis.path(path);
			const asked = steps.slice(0, decided ?? undefined).filter(({ kind }) => answers(kind));
			return this.#countRows(asked, options);
		};
		return { ...options, onStep, onPath };
	}

	/** Counts the rows behind answers. */
	async #countRows(checks: readonly Cell[], options: QueryOptions): Promise<void> {
		const { cells, bases } = this.#kernel;
		const open = checks.filter((cell) => {
			const sql = cells.ledger.uncounted(cell, bases);
			return sql !== null && this.#stops.of(sql) === null;
		});
		const statements = open.map((cell) => bases.rowsOf(cell)!.sql);
		try {
			const count = () => this.#one.countRows(statements, options);
			const counts = await noted(this.#stops, statements, count);
			open.forEach((cell, i) => cells.ledger.counted(cell, bases, counts[i]!));
		} catch (error) {
			if (isCancelled(error) || isEngineLost(error)) throw error;
			if (open.length > 1) for (const cell of checks) await this.#countRows([cell], options);
		}
	}

	#findings(): Findings {
		const { cells, paths, outlook } = this.#kernel;
		const { analysis, id } = this.#notebook;
		cells.ledger.settle(analysis.asking, this.#one.answers);
		return {
			alert: this.#one.alert!,
			recipe: id,
			records: cells.ledger.records,
			verdicts: paths.verdicts,
			stopped: paths.stopped,
			needs: outlook.needs,
			ms: (this.#ended ?? performance.now()) - this.#began
		};
	}

	get #notebook(): Notebook {
		return this.#kernel.bases.now.notebook;
	}
}
