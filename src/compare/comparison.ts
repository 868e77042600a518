import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { Flip } from '#investigation/result.ts';

/** What one path cost and leaned on. */
export interface PathCost {
	path: string;
	title: string;
	verdict: string | null;
	/** Steps that were run, of those it has. */
	steps: number;
	stepsOfAll: number;
	ms: number;
	/** Of those, what another path asked as well. */
	sharedMs: number;
	/** Event rows that its answers rest on. */
	rows: number;
	/** Steps that listed rows and answered nothing, and how many rows: those are not counted among `rows`. */
	queries: number;
	rowsListed: number;
	dataTypes: DataType[];
	/** Ids of the trusts leaned on by a step that ran. */
	trusts: string[];
	/** Steps with an answer that the verdict may cite: not unknown. */
	evidence: number;
	stableAfter: number | null;
	/** Seconds of the analyst's attention; null where nobody looked (headless). */
	attention: number | null;
}

/** The answer of a step, or how many rows it listed. */
export interface Finding {
	cell: string;
	question: string;
	/** Null for rows that were listed; then `because` says how many. */
	outcome: string | null;
	because: string;
}

/** What one path asked, and no other one did. */
export interface AskedAlone {
	path: string;
	title: string;
	/** In the order of the path. */
	findings: Finding[];
	/** Tables and data types that only its steps needed. */
	tables: EventTableName[];
	dataTypes: DataType[];
}

/** The two paths over one alert, side by side. */
export interface Comparison {
	/** True where both verdicts are the same word; null while one is missing. */
	agree: boolean | null;
	costs: PathCost[];
	/** One for each path, in their order. */
	askedAlone: AskedAlone[];
	/** Where they disagree, one sentence each; what each asked that the other never did is told in `askedAlone`. */
	disagreements: string[];
	/** Trusts that would flip a verdict, by path. */
	flips: { path: string; flips: Flip[] }[];
}
