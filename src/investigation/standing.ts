import { differences, type Basis } from './basis.ts';
import { reasonOf } from './reason.ts';
import type { CellFailure, Earlier, StepState } from './result.ts';
import { standsOn, type Attempt, type CellRecord, type Good } from './step-log.ts';

/** How the last run goes. */
export type Phase = 'running' | 'cancelled' | 'ended';

/** What a record is worth now. */
export interface Standing {
	state: StepState;
	/** The answer of now; null where there is none. */
	good: Good | null;
	earlier: Earlier | null;
	triedAt: bigint | null;
	failure: CellFailure | null;
}

/** @param basis what the answer of the cell would stand on now */
export function standingOf(record: CellRecord, basis: Basis, phase: Phase): Standing {
	const { good, counted } = record;
	if (standsOn(record, basis.key))
		return { state: 'done', good, earlier: null, triedAt: null, failure: null };
	const attempt = attemptOf(record, basis.key, phase);
	const waiting = good === null ? 'waiting' : 'stale';
	const interrupted = attempt?.state === 'running' && phase !== 'running';
	return {
		state: interrupted ? 'cancelled' : (attempt?.state ?? waiting),
		good: null,
		earlier: good && earlierAnswer(good, basis, counted?.rows ?? null),
		triedAt: attempt?.at ?? null,
		failure: attempt?.failure ?? null
	};
}

/** The data may be loaded anew after a Cancel that the database did not hear: what was cancelled stays what it is. */
function attemptOf({ attempt }: CellRecord, key: string, phase: Phase): Attempt | null {
	const wasCancelled = attempt?.state === 'running' || attempt?.state === 'cancelled';
	if (phase === 'cancelled' && wasCancelled) return attempt;
	return attempt?.key === key ? attempt : null;
}

function earlierAnswer({ basis, at, answer }: Good, now: Basis, rows: number | null): Earlier {
	return {
		outcome: answer?.outcome ?? null,
		because: answer && reasonOf(answer),
		rows: answer === null ? rows : null,
		at,
		differs: differences(basis, now)
	};
}
