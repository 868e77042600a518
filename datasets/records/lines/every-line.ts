import type { Format } from '../../format.ts';

/** What `Format.parts` answers where each line is read by itself and nothing stands in front of the first. */
export const everyLine: NonNullable<Format['parts']> = () => ({ head: 0 });
