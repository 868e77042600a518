import type { QueryOptions } from '#engine/duckdb/engine.ts';
import type { CoverageNeed } from '#engine/derived/missing.ts';
import type { Cell, PathDefinition } from '#notebook/notebook.ts';
import type { Bases, Situation } from './basis.ts';
import type { CoverageNeeds } from './coverage-needs.ts';
import type { ReportedAnswer } from './downgrade.ts';
import type { GivenVerdicts } from './given-verdict.ts';
import type { CellFailure } from './result.ts';
import type { Scenario } from './scenarios.ts';

/** What a cell said of the alerts of a scope. */
export interface Said {
	/** Null where it lists rows, or its answers stay in the database. */
	answer: ReportedAnswer | null;
	/** How many rows it lists; null where it answers. */
	rows: number | null;
	/** What is wrong with its answers about some of the alerts, which then have none; null where nothing is. */
	fault: string | null;
}

/** What the loaded data cannot speak for, as it was looked for last. */
export interface SeenData {
	/** What each cell has to see, by its id. */
	sights: CoverageNeeds;
	/** Why claims are about what is not loaded, by the id of the cell. */
	away: ReadonlyMap<string, string>;
	/** What a cell itself said, as far as that is the answer of now. */
	saidBy(cell: Cell): ReportedAnswer | null;
}

/** The alerts that a recipe is asked about: one, or every one. What is asked, and in which order, is no matter of it. */
export interface Scope<Came = unknown> {
	/** Finds the alerts of a situation. @returns whether what was answered before is of others */
	open(now: Situation, options: QueryOptions): Promise<boolean>;
	/** The cells of a notebook are asked from now on. */
	turnTo(bases: Bases, sights: CoverageNeeds): Promise<void>;
	/** Looks for what is missing of what some cells need. */
	look(needs: readonly CoverageNeed[], options: QueryOptions): Promise<void>;
	/** That is what answers are downgraded by. */
	see(seen: SeenData): Promise<void>;
	/**
	 * Asks a check, tests a claim, or counts the rows of a list.
	 * @throws `query failed` with the database's words, or with what the cell must return
	 */
	ask(cell: Cell, options: QueryOptions): Promise<Said>;
	/** The same once more, to know what it costs: no answer changes by it. */
	again(cell: Cell, options: QueryOptions): Promise<void>;
	/**
	 * The verdicts of a path in some cases, of every alert.
	 * @param verdict the cell that sums it up
	 * @throws as `ask`
	 */
	conclude(
		verdict: Cell,
		cases: readonly Scenario[],
		options: QueryOptions
	): Promise<GivenVerdicts>;
	/** How the verdict of a path is come to. */
	path(path: PathDefinition): PathScope<Came>;
	/**
	 * What a person is told of a cell that could not be asked.
	 * @throws `cancelled`; `engine lost`
	 */
	failureOf(error: unknown, cell: Cell, options: QueryOptions): Promise<CellFailure>;
	/** What a cell is known by among those that were stopped: what is fine for one alert may be too much over all. */
	stopKeyOf(cell: Cell, bases: Bases): string;
}

/** A path over the alerts of a scope. */
export interface PathScope<Came> {
	/** What is asked on it, in its order. */
	readonly steps: readonly Cell[];
	/**
	 * Whether no step behind the first `asked` can change the verdict any more. Absent where that cannot be asked: what
	 * decides one alert does not decide the next.
	 */
	isDecided?(asked: number, options: QueryOptions): Promise<boolean>;
	/** @param decided after how many steps the rest was not needed; null where all were asked */
	conclude(decided: number | null, options: QueryOptions): Promise<Came>;
}
