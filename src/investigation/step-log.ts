import type { CellFailure, StepState } from './result.ts';

/** What is remembered of a cell between runs. */
export interface CellRecord {
	state: StepState;
	/** Of the answer at hand; null where there is none that may be used again. */
	fingerprint: string | null;
	ms: number | null;
	runs: number;
	rows: number | null;
	failure: CellFailure | null;
	/** The last good answer, to be shown as old after a failure. */
	outcome: string | null;
	because: string | null;
	said: string | null;
	lowered: readonly string[];
}

export function newRecord(): CellRecord {
	return {
		state: 'waiting',
		fingerprint: null,
		ms: null,
		runs: 0,
		rows: null,
		failure: null,
		outcome: null,
		because: null,
		said: null,
		lowered: []
	};
}
