import type { Sink } from '../format.ts';

/** What a framing needs of a sink; a format that decides later what a line was puts its own in between. */
export type RecordAccount = Pick<Sink, 'begin' | 'reject' | 'settle'> &
	Partial<Pick<Sink, 'continues'>>;
