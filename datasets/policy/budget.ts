import { unreadable } from '../framing/named-csv.ts';
import type { Match } from './match.ts';

/** Rows that the rules of one source may become; more come only of lists within lists. */
const MOST_ROWS = 500_000;

/** Counts rows, so that a short file cannot become an endless table. */
export class RowBudget {
	#left = MOST_ROWS;

	/** Takes the rows of a rule. Throws `record not readable` where there are no more. */
	take(matches: readonly Match[], times: number): void {
		const rows = matches.reduce((sum, { ports }) => sum + (ports?.length ?? 1), 0) * times;
		if (rows > this.#left) throw unreadable('rules of more rows than are kept', String(MOST_ROWS));
		this.#left -= rows;
	}
}
