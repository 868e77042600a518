import type { DataType, EventTableName } from '#arrow/event-tables.ts';

/** What the views show, by the role of a cell: parts of the results of the investigation above. */

export type ShownState =
	'waiting' | 'running' | 'done' | 'stale' | 'failed' | 'cancelled' | 'not needed';

export interface ShownFailure {
	message: string;
	/** Offset in the SQL; null where the database does not say one. */
	position: number | null;
}

/** A step of a path. */
export interface ShownAnswer {
	cell: string;
	state: ShownState;
	/** Why it has no answer of this run; null where its state says enough. */
	notRun: string | null;
	outcome: string | null;
	because: string | null;
	/** What the check itself said, before it was lowered. */
	said: string | null;
	lowered: readonly string[];
	/** Why the alert may be closed though it is unknown or has no answer; null where it may not. */
	open: string | null;
	rows: number | null;
	ms: number | null;
	needs: readonly EventTableName[];
	dataTypes: readonly DataType[];
	failure: ShownFailure | null;
}

/** A claim and what became of it. */
export interface ShownClaim {
	id: string;
	claim: string;
	owner: string | null;
	source: string | null;
	reviewBy: string | null;
	outcome: string | null;
	because: string | null;
	ms: number | null;
	failure: ShownFailure | null;
}

/** A step as far as the verdict of its path speaks of it. */
export interface ShownPathStep {
	role: 'answer' | 'rows';
	state: ShownState;
	question: string;
	outcome: string | null;
	open: string | null;
}

/** How a path ended. */
export interface ShownConclusion {
	verdict: string | null;
	because: string | null;
	partial: boolean;
	/** Steps of the path, and after how many of them nothing could change the verdict. */
	steps: readonly ShownPathStep[];
	stableAfter: number | null;
	flips: readonly { trust: string; claim: string; verdict: string }[];
	failure: ShownFailure | null;
}

/** A step that lists rows about the alert and has no outcome. */
export interface ShownRows {
	cell: string;
	state: ShownState;
	/** Why it has no answer of this run; null where its state says enough. */
	notRun: string | null;
	/** How many there are; after a failure the last good number. */
	rows: number | null;
	ms: number | null;
	needs: readonly EventTableName[];
	dataTypes: readonly DataType[];
	failure: ShownFailure | null;
}

export interface ShownByRole {
	answer: { shown: ShownAnswer; trusts: readonly ShownClaim[]; inBothPaths: boolean };
	claim: { shown: ShownClaim };
	conclusion: { shown: ShownConclusion };
	rows: { shown: ShownRows; inBothPaths: boolean };
}
