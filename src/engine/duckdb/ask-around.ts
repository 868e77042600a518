import type { Around } from '../sql/bounded-rows.ts';
import type { QueryOptions, Result } from './engine.ts';

/** Asks what stands around the rows of one statement; around nothing of it where that is not mentioned. */
export type AskAround = (around: Around, options: QueryOptions) => Promise<Result>;
