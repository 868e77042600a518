import type { Head } from '../format.ts';

/** What `Format.parts` answers where each line is read by itself and nothing stands in front of the first. */
export function everyLine(_head: Head): number {
	return 0;
}
