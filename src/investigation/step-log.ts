import type { Basis } from './basis.ts';
import type { CellAnswer, ReportedAnswer } from './downgrade.ts';
import type { CellFailure } from './result.ts';

/** The last good answer of a cell, or that its rows were listed. */
export interface Good {
	basis: Basis;
	/** When it came, in microseconds since 1970 UTC. */
	at: bigint;
	ms: number;
	/** Null where the cell lists rows, or what it said stays in the database. */
	given: ReportedAnswer | null;
	/** What is wrong with the answers about some of the alerts; null where nothing is. */
	fault: string | null;
	/** What was given after what lowers it; null where nothing was. */
	answer: CellAnswer | null;
}

/** A try that gave no answer, or has none yet. */
export interface Attempt {
	/** Of what the answer would have stood on. */
	key: string;
	at: bigint;
	state: 'running' | 'failed' | 'cancelled' | 'stopped';
	failure: CellFailure | null;
}

/** Rows behind a cell, as they were counted once. */
export interface Counted {
	/** Of what the count stands on. */
	key: string;
	rows: number;
}

/** What is remembered of a cell between runs; another one takes its place where something changes. */
export interface CellRecord {
	/** How many tries came to an end. */
	runs: number;
	good: Good | null;
	/** What came after the last good answer; null where nothing did. */
	attempt: Attempt | null;
	counted: Counted | null;
}

/** Whether a record holds the answer that stands on the basis of this key. */
export function standsOn({ good }: Pick<CellRecord, 'good'>, key: string): boolean {
	return good?.basis.key === key;
}

export const newRecord: CellRecord = { runs: 0, good: null, attempt: null, counted: null };
