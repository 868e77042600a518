/** The shape of an answer, so that it is told apart without colour; `table` is of rows, which answer nothing. */
export type MarkShape =
	'tick' | 'triangle' | 'ring' | 'clock' | 'cross' | 'table' | 'fault' | 'halt' | 'none';

/** Which colour token goes with it. */
export type MarkTone = 'clear' | 'concern' | 'unknown' | 'plain' | 'failure';

export interface Mark {
	shape: MarkShape;
	tone: MarkTone;
}

const marks: Readonly<Record<string, Mark>> = {
	clear: { shape: 'tick', tone: 'clear' },
	confirmed: { shape: 'tick', tone: 'clear' },
	concern: { shape: 'triangle', tone: 'concern' },
	contradicted: { shape: 'cross', tone: 'concern' },
	unknown: { shape: 'ring', tone: 'unknown' },
	untestable: { shape: 'ring', tone: 'unknown' },
	expired: { shape: 'clock', tone: 'unknown' },
	failed: { shape: 'fault', tone: 'failure' },
	stopped: { shape: 'halt', tone: 'failure' },
	cancelled: { shape: 'halt', tone: 'unknown' }
};

const noMark: Mark = { shape: 'none', tone: 'unknown' };

/** The mark of a step that lists rows: square where answers are round or pointed, and in no colour of theirs. */
export const rowsMark: Mark = { shape: 'table', tone: 'plain' };

/** The mark of a check's or a trust's outcome, or of how it came to none; none for any other word, or for null. */
export function markOf(outcome: string | null): Mark {
	return (outcome === null ? undefined : marks[outcome]) ?? noMark;
}
