import type { StepState } from './result.ts';

/** Where a step stands when it has no answer of this run. */
export interface WithoutAnswer {
	/** Of every step of its path, in their order. */
	states: readonly StepState[];
	/** Its own place among them, from 0. */
	index: number;
	/** After how many steps the verdict was decided; null where it was not before the end. */
	decided: number | null;
	isCancelled: boolean;
	/** Title of the path before it that has not ended; null where there is none. */
	behind: string | null;
}

/** Why a step has no answer of this run; null where it has one, is being asked, or has an old one. */
export function notRunBecause(standing: WithoutAnswer): string | null {
	const { states, index, decided, isCancelled } = standing;
	switch (states[index]) {
		case 'not needed':
			return `not asked: the verdict was decided after step ${decided}`;
		case 'cancelled':
			return 'cancelled: the run was ended while it was asked';
		case 'waiting':
			return isCancelled ? 'not asked: the run was cancelled' : waitsFor(standing);
		default:
			return null;
	}
}

function waitsFor({ states, index, behind }: WithoutAnswer): string {
	const first = states.findIndex((state) => state === 'waiting' || state === 'running');
	if (first < index) return `waits for step ${first + 1}`;
	return behind === null ? 'is asked next' : `waits for ${behind}`;
}
