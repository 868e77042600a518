import type { SqlSpec } from '../cell.ts';

/** Which columns are what; null where that follows from their names and types. */
export interface TimelineNames {
	ts: string | null;
	end: string | null;
	lane: string | null;
	label: string | null;
}

/** Rows of a statement on one axis of time. */
export interface TimelineSpec extends SqlSpec {
	named: TimelineNames;
}
