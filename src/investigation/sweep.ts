import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import type { Cell, Notebook, PathDefinition } from '#notebook/notebook.ts';
import type { World } from './basis.ts';
import { Every, type EveryConclusion } from './every.ts';
import type { GivenVerdict } from './given-verdict.ts';
import { Kernel } from './kernel.ts';
import type { MissingNeed } from './missing-needs.ts';
import { costOf, sharedCostOf } from './path-costs.ts';
import type { CellFailure } from './result.ts';
import { STOPPED, stopBook, type StopBook } from './stops.ts';
import { standingOf, type Standing } from './standing.ts';

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
	/** What of the recipe's needs is not loaded. */
	missing: readonly MissingNeed[];
}

export interface SweptPath {
	path: string;
	title: string;
	/** By alert id, in no order. */
	verdicts: Map<string, SweptVerdict>;
	/** Milliseconds of the machine over all alerts: of its checks, of the claims that they lean on, and of its verdict. */
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

/**
 * Takes every alert through the paths of a notebook at once. No step is left out as not needed, since what decides one
 * alert does not decide the next; steps that only list rows are not asked, since nobody reads the rows of every alert.
 * Answers are kept in the database: at the next call only those cells are asked again whose SQL, parameters, tables or
 * alerts have changed.
 */
export class Sweeper {
	readonly #every: Every;
	readonly #kernel: Kernel<EveryConclusion>;

	/** @param stops cells that made the database stop answering over every alert: they are not asked again by themselves */
	constructor(connection: Connection, stops: StopBook = stopBook()) {
		this.#every = new Every(connection);
		this.#kernel = new Kernel(connection, this.#every, stops);
	}

	/** @throws `cancelled`; `engine lost`. What fails within a cell is told in the result. */
	async sweep(notebook: Notebook, world: World, options: QueryOptions = {}): Promise<Sweep> {
		await this.#kernel.turnTo({ alertId: '', notebook, world }, options);
		try {
			await this.#kernel.run(options);
			await this.#kernel.cells.measure(options);
			const notWrittenFor = await this.#every.notWrittenFor(notebook.appliesTo, options);
			return this.#found(notebook, notWrittenFor);
		} finally {
			// The verdicts of a million alerts are whoever's asked for them.
			this.#kernel.paths.clear();
		}
	}

	#found(notebook: Notebook, notWrittenFor: ReadonlySet<string>): Sweep {
		const [short, long] = notebook.paths;
		return {
			paths: notebook.paths.map((path) => this.#path(path)),
			notWrittenFor,
			sharedMs: short && long ? sharedCostOf(short, [long], this.#ran) : 0,
			failures: notebook.analysis.cells.flatMap((cell) => this.#failureOf(cell) ?? []),
			missing: this.#kernel.outlook.needs.missing
		};
	}

	#path(path: PathDefinition): SweptPath {
		const { name, title } = path;
		const { conclusion } = this.#kernel.bases.now.notebook.analysis.path(name);
		const found = this.#kernel.paths.verdicts.get(name)?.conclusion;
		const none = conclusion?.kind.concludes?.closing?.instead ?? null;
		const verdicts = [...(found?.verdicts ?? [])].map(
			([alertId, given]) => [alertId, sweptVerdict(given, none)] as const
		);
		const ms = costOf(path, this.#ran) + (found?.ms ?? 0);
		return { path: name, title, verdicts: new Map(verdicts), ms };
	}

	#failureOf(cell: Cell): Sweep['failures'][number] | null {
		const failure = cell.kind.concludes ? this.#ofVerdict(cell) : this.#ofAnswers(cell);
		return failure && { cell: cell.spec.id, failure };
	}

	#ofAnswers(cell: Cell): CellFailure | null {
		const { good, state, failure } = this.#standing(cell);
		if (good !== null) return good.fault === null ? null : told(good.fault);
		return state === 'stopped' ? told(STOPPED) : failure;
	}

	#ofVerdict({ spec }: Cell): CellFailure | null {
		const [path = ''] = spec.paths;
		const { stopped, verdicts } = this.#kernel.paths;
		if (stopped.has(path)) return told(STOPPED);
		return verdicts.get(path)?.conclusion.failure ?? null;
	}

	get #ran(): Parameters<typeof costOf>[1] {
		const { bases } = this.#kernel;
		return {
			analysis: bases.now.notebook.analysis,
			decided: () => null,
			ms: (cell) => this.#standing(cell).good?.ms ?? null
		};
	}

	#standing(cell: Cell): Standing {
		const { bases, cells } = this.#kernel;
		return standingOf(cells.ledger.of(cell), bases.of(cell), 'ended');
	}
}

function sweptVerdict({ outcome, ...rest }: GivenVerdict, none: string | null): SweptVerdict {
	return { verdict: outcome, ...rest, decided: outcome !== null && outcome !== none };
}

function told(message: string): CellFailure {
	return { message, position: null };
}
