import type { QueryOptions } from '#engine/engine.ts';
import { Graph } from '#notebook/graph.ts';
import { cellsOf, type Cell, type Notebook } from '#notebook/notebook.ts';
import type { Board } from './board.ts';
import { sightsOf } from './sights.ts';
import { windowSql } from './parameters.ts';
import type { CellFailure } from './result.ts';
import { ofSome } from './answer-check.ts';
import { actual } from './scenarios.ts';

/** The verdicts of every path over every alert. */
export interface Sweep {
	/** In the order of the notebook's paths. */
	paths: SweptPath[];
	/** Alerts that the recipe is not written for; those of which that cannot be told are not among them. */
	notWrittenFor: ReadonlySet<string>;
	/** Cells that failed, and why: their answers are absent, of some alerts or of all. */
	failures: { cell: string; failure: CellFailure }[];
}

export interface SweptPath {
	path: string;
	title: string;
	/** By alert id, in no order. */
	verdicts: Map<string, SweptVerdict>;
	/** Milliseconds of the machine for all alerts: its checks, the claims they lean on, its verdict. */
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
	const cells = cellsOf(notebook);
	await board.setCells(cells, new Graph(cells));
	await board.setScope(options.scope ?? 'SELECT * FROM alerts');
	const log = new SweepLog(board, options);
	await board.look(sightsOf(cells), windowSql(notebook.parameters));
	const asked = cells.filter(({ kind }) => kind.role === 'claim' || kind.role === 'answer');
	for (const [index, cell] of asked.entries()) {
		await log.ask(cell);
		options.onProgress?.(index + 1, asked.length + notebook.paths.length);
	}
	const paths: SweptPath[] = [];
	for (const path of notebook.paths) paths.push(await log.conclude(path, cells));
	const notWrittenFor = await board.notWrittenFor(notebook.appliesTo);
	return { paths, notWrittenFor, failures: log.failures };
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
		const began = performance.now();
		await this.#guarded(cell, async () => {
			const odd = await this.#board.ask(cell, this.#options);
			if (odd !== null) this.#fail(cell, odd);
		});
		this.#ms.set(cell.spec.id, performance.now() - began);
	}

	async conclude(
		path: { name: string; title: string },
		cells: readonly Cell[]
	): Promise<SweptPath> {
		const began = performance.now();
		const onPath = cells.filter(({ spec }) => spec.paths.includes(path.name));
		const answers = onPath.filter(({ kind }) => kind.role === 'answer');
		const verdict = onPath.find(({ kind }) => kind.role === 'conclusion');
		const scenario = actual(answers.map(({ spec }) => spec.id));
		const verdicts: SweptPath['verdicts'] = new Map();
		if (verdict !== undefined)
			await this.#guarded(verdict, async () => {
				const given = await this.#board.conclude(verdict, path.name, scenario, this.#options);
				for (const [alertId, { outcome, ...rest }] of given)
					verdicts.set(alertId, {
						verdict: outcome,
						...rest,
						decided: outcome !== null && outcome !== verdict.kind.closing?.instead
					});
				const odd = [...given.values()].filter(({ failure }) => failure !== null);
				if (odd.length > 0) this.#fail(verdict, ofSome(odd.length, given.size, odd[0]!.failure!));
			});
		const leaned = new Set(answers.flatMap(({ spec }) => [spec.id, ...spec.trusts]));
		const spent = [...leaned].reduce((sum, id) => sum + (this.#ms.get(id) ?? 0), 0);
		const ms = spent + performance.now() - began;
		return { path: path.name, title: path.title, verdicts, ms };
	}

	#fail(cell: Cell, message: string): void {
		this.failures.push({ cell: cell.spec.id, failure: { message, position: null } });
	}

	async #guarded(cell: Cell, work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} catch (error) {
			const failure = await this.#board.failureOf(error, cell, this.#options);
			this.failures.push({ cell: cell.spec.id, failure });
		}
	}
}
