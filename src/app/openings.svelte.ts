/** Openings of cases, one behind the other: of several that were asked for at once the last one counts. */
export class Openings {
	#count = 0;
	#isOn = $state.raw(true);
	#going: Promise<unknown> = Promise.resolve();

	/** Whether what is kept of a case is still on its way. */
	get isOn(): boolean {
		return this.#isOn;
	}

	/** Resolves once the case that is being opened is there, or could not be opened. */
	async settled(): Promise<void> {
		await this.#going;
	}

	/** From now on a case is being opened, for whoever looks. */
	begin(): void {
		this.#isOn = true;
	}

	/**
	 * @param arrive brings a case here, and may say before it is done that nothing more is on its way
	 * @returns false where another case was asked for meanwhile
	 */
	async go(arrive: (opened: () => void) => Promise<void>): Promise<boolean> {
		const own = ++this.#count;
		const isLast = () => own === this.#count;
		const opened = () => {
			if (isLast()) this.#isOn = false;
		};
		this.#isOn = true;
		const gone = this.#going
			.then(async () => isLast() && (await arrive(opened), isLast()))
			.finally(opened);
		this.#going = gone.catch(() => undefined);
		return gone;
	}
}
