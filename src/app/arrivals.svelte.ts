/** Files that were dropped and have no entry on the list of sources yet: the database or the case is still on its way. */
export class Arrivals {
	#drops = $state.raw<readonly (readonly string[])[]>([]);

	/** Their names, in the order in which they came. */
	get names(): readonly string[] {
		return this.#drops.flat();
	}

	/** Has files among the names until `work` says that they are on the list, or ends. */
	async during(files: readonly File[], work: (listed: () => void) => Promise<void>): Promise<void> {
		const drop = files.map(({ name }) => name);
		this.#drops = [...this.#drops, drop];
		const listed = () => {
			this.#drops = this.#drops.filter((other) => other !== drop);
		};
		try {
			await work(listed);
		} finally {
			listed();
		}
	}
}
