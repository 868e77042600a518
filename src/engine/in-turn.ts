/** Lets pieces of work run one after the other, in the order in which they were given. */
export class InTurn {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `work` once all that was given before has ended, however it ended. */
	run<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(work, work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}
