/** Rows that the rules of one source may become; more come only of lists within lists. */
const MOST_ROWS = 500_000;
/** Rules that a packet may meet on all its ways; more are made only by chains that multiply. */
const MOST_STEPS = 400_000;

/** Counts rows, so that a short file cannot become an endless table. */
export class RowBudget {
	#left = MOST_ROWS;
	/** True once there was not enough left. */
	isSpent = false;

	/** Takes so many rows; false where there are no more, and none is taken. */
	takes(rows: number): boolean {
		this.isSpent ||= rows > this.#left;
		if (rows > this.#left) return false;
		this.#left -= rows;
		return true;
	}
}

/** Counts what the ways through chains cost; what is behind its end is not known. */
export class WayBudget {
	#left = MOST_STEPS;

	/** False where there is nothing left. */
	step(count = 1): boolean {
		this.#left -= count;
		return this.#left > 0;
	}

	get isSpent(): boolean {
		return this.#left <= 0;
	}
}
