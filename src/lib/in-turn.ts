/**
 * Lets pieces of work run one after the other, in the order in which they were given. A piece that fails ends
 * itself alone: whoever gave it hears of it, and what waits behind runs all the same.
 */
export class InTurn {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `work` once all that was given before has ended, however it ended. */
	run<T>(work: () => T | Promise<T>): Promise<T> {
		const turn = this.#last.then(work, work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}

	/** Resolves once all that was given so far has ended, however it ended. */
	async ended(): Promise<void> {
		await this.#last;
	}
}
