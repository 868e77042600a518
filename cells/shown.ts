import type { DataType, EventTableName } from '#tables/event-tables.ts';

/** What the views show, by the role of a cell: parts of the results of the investigation above. */

export type ShownState =
	'waiting' | 'running' | 'done' | 'stale' | 'failed' | 'cancelled' | 'stopped' | 'not needed';

/** What an earlier run found, which holds no longer: it is never the answer of now. */
export interface ShownEarlier {
	outcome: string | null;
	because: string | null;
	/** Rows that were listed; null where it is an answer. */
	rows: number | null;
	/** When, in microseconds since 1970 UTC. */
	at: bigint;
	/** What it was found with that is another now. */
	differs: readonly string[];
}

/** Where an answer stands, and what there was before. */
export interface ShownStanding {
	state: ShownState;
	/** Null where the answer is that of now, or there never was one. */
	earlier: ShownEarlier | null;
	/** When the try at hand was made; null where none was. */
	triedAt: bigint | null;
}

export interface ShownFailure {
	message: string;
	/** Offset in the SQL; null where the database does not say one. */
	position: number | null;
}

/** A step of a path. */
export interface ShownAnswer extends ShownStanding {
	cell: string;
	/** Why it has no answer of this run; null where its state says enough. */
	notRun: string | null;
	/** Null unless it is that of now. */
	outcome: string | null;
	because: string | null;
	/** What the check itself said, before it was lowered. */
	said: string | null;
	/** Why it was lowered, or what was missing where it said `unknown` itself. */
	lowered: readonly string[];
	/** Why the alert may be closed though it is unknown or has no answer; null where it may not. */
	open: string | null;
	/** Why it need only see the alert's moment though its SQL reads more; null where it must see what it reads. */
	moment: string | null;
	rows: number | null;
	ms: number | null;
	needs: readonly EventTableName[];
	dataTypes: readonly DataType[];
	failure: ShownFailure | null;
}

/** A claim and what became of it. */
export interface ShownClaim extends ShownStanding {
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
	earlier: ShownEarlier | null;
	/** When it made the database stop answering, since when it is not asked for by itself; null where it did not. */
	stoppedAt: bigint | null;
}

/** A step that lists rows about the alert and has no outcome. */
export interface ShownRows extends ShownStanding {
	cell: string;
	/** Why it has no answer of this run; null where its state says enough. */
	notRun: string | null;
	/** How many there are now. */
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
