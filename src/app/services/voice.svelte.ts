/** One sentence at a time on what was just done: in sight until it is dismissed, or for ears alone. */
export class Voice {
	#said = $state.raw('');
	#told = $state.raw('');

	/** For eyes and ears; empty where there is nothing to say. */
	get said(): string {
		return this.#said;
	}
	/** For ears alone: what can be seen already. */
	get told(): string {
		return this.#told;
	}

	say(text: string): void {
		this.#said = text;
	}

	tell(text: string): void {
		this.#told = text;
	}

	heard(): void {
		this.#said = '';
	}
}
