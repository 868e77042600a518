import type { QueryOptions } from '#engine/duckdb/engine.ts';
import { Failure } from '#lib/failure.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
import type { Analysis } from '#notebook/analysis.ts';
import type { Board } from './board.ts';
import { everyCoverageNeed, coverageNeedsOf } from './coverage-needs.ts';
import type { GivenVerdict } from './given-verdict.ts';
import type { CellFailure } from './result.ts';
import { STOPPED } from './stops.ts';
import { ofSome } from './answer-check.ts';
import { actual } from './scenarios.ts';
import { elapsed, warmMs } from './warm.ts';

/** The verdicts of every path over every alert. */
export interface Sweep {
	/** In the order of the notebook's paths. */
	paths: SweptPath[];
	/** Alerts that the recipe is not written for; those of which that cannot be told are not among them. */
	notWrittenFor: ReadonlySet<string>;
	/** Milliseconds of what both of the first two paths asked: they are counted in both. */
	sharedMs: number;
	/** Cells that failed, and why: their answers are absent, of some alerts or of all. */
	failures: { cell: string; failure: CellFailure }[];
}

export interface SweptPath {
	path: string;
	title: string;
	/** By alert id, in no order. */
	verdicts: Map<string, SweptVerdict>;
	/** Ids of its checks, of the claims they lean on, and of its verdict. */
	asked: ReadonlySet<string>;
	/** Milliseconds of the machine for those, over all alerts. */
	ms: number;
}

export interface SweptVerdict {
	/** Null where it gave none that counts; then `failure` says why. */
	verdict: string | null;
	because: string | null;
	/** What the verdict itself said, before a step that is open kept it from closing the alert. */
	said: string | null;
	failure: string | null;
	/** Whether it says something of the alert, and not that the data is insufficient. */
	decided: boolean;
}

export interface SweepOptions extends QueryOptions {
	/** SQL of the alerts in scope; all of them if absent. */
	scope?: string;
	onProgress?: (done: number, all: number) => void;
	/** Cells that made the database stop answering over every alert: they are not asked again by themselves. */
	stops?: SweepStops;
}

export interface SweepStops {
	has(cell: Cell): boolean;
	/** Notes that a cell is under way, and remembers it should the database be lost with it. */
	noted<T>(cell: Cell, ask: () => Promise<T>): Promise<T>;
}

/**
 * Runs every path over all alerts at once: each check is one statement, whatever their number. No step is
 * left out as not needed, since what decides one alert does not decide the next; steps that only list rows are
 * not asked, since nobody reads the rows of every alert.
 */
export async function sweep(
	board: Board,
	notebook: Notebook,
	options: SweepOptions = {}
): Promise<Sweep> {
	const { analysis } = notebook;
	const sights = coverageNeedsOf(notebook);
	await board.setCells(analysis, sights);
	await board.setScope(options.scope ?? 'SELECT * FROM alerts', options);
	const log = new SweepLog(board, options);
	await board.look(everyCoverageNeed(sights), options);
	const { asking: asked } = analysis;
	for (const [index, cell] of asked.entries()) {
		await log.ask(cell);
		options.onProgress?.(index + 1, asked.length + notebook.paths.length);
	}
	const paths: SweptPath[] = [];
	for (const path of notebook.paths) paths.push(await log.conclude(path, analysis));
	const notWrittenFor = await board.notWrittenFor(notebook.appliesTo, options);
	const [short, long] = paths;
	const shared = [...(short?.asked ?? [])].filter((id) => long?.asked.has(id) === true);
	return { paths, notWrittenFor, sharedMs: log.msOf(shared), failures: log.failures };
}

class SweepLog {
	readonly failures: Sweep['failures'] = [];
	readonly #ms = new Map<string, number>();
	readonly #board: Board;
	readonly #options: SweepOptions;

	constructor(board: Board, options: SweepOptions) {
		this.#board = board;
		this.#options = options;
	}

	async ask(cell: Cell): Promise<void> {
		const ask = () => this.#board.ask(cell, this.#options);
		await this.#timed(
			cell,
			async () => {
				const odd = await ask();
				if (odd !== null) this.#fail(cell, odd);
			},
			ask
		);
	}

	async conclude({ name, title }: PathDefinition, analysis: Analysis): Promise<SweptPath> {
		const { checks: answers, conclusion: verdict } = analysis.path(name);
		const verdicts: SweptPath['verdicts'] = new Map();
		if (verdict !== null) {
			const scenario = actual(answers.map(({ spec }) => spec.id));
			const ask = () => this.#board.conclude(verdict, name, scenario, this.#options);
			await this.#timed(verdict, async () => this.#take(verdict, await ask(), verdicts), ask);
		}
		const asked = [...answers, ...(verdict === null ? [] : [verdict])];
		const ids = new Set(asked.flatMap(({ spec }) => [spec.id, ...spec.trusts]));
		return { path: name, title, verdicts, asked: ids, ms: this.msOf(ids) };
	}

	/** Milliseconds of cells over all alerts; 0 for those that were not asked. */
	msOf(ids: Iterable<string>): number {
		return [...ids].reduce((sum, id) => sum + (this.#ms.get(id) ?? 0), 0);
	}

	#take(
		cell: Cell,
		given: ReadonlyMap<string, GivenVerdict>,
		verdicts: SweptPath['verdicts']
	): void {
		for (const [alertId, { outcome, ...rest }] of given) {
			const decided = outcome !== null && outcome !== cell.kind.concludes?.closing?.instead;
			verdicts.set(alertId, { verdict: outcome, ...rest, decided });
		}
		const odd = [...given.values()].filter(({ failure }) => failure !== null);
		if (odd.length > 0) this.#fail(cell, ofSome(odd.length, given.size, odd[0]!.failure!));
	}

	/** Does some work for a cell; what is brief and does not fail is done `again`, and it counts how long that takes. */
	async #timed(
		cell: Cell,
		work: () => Promise<void>,
		again: () => Promise<unknown>
	): Promise<void> {
		const { stops } = this.#options;
		try {
			if (stops?.has(cell)) throw new Failure('query failed', STOPPED);
			const first = await elapsed(() => (stops === undefined ? work() : stops.noted(cell, work)));
			this.#ms.set(cell.spec.id, await warmMs(again, first));
		} catch (error) {
			const failure = await this.#board.failureOf(error, cell, this.#options);
			this.failures.push({ cell: cell.spec.id, failure });
		}
	}

	#fail(cell: Cell, message: string): void {
		this.failures.push({ cell: cell.spec.id, failure: { message, position: null } });
	}
}
