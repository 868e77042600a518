import type { HeldBackState } from './services/investigation-state.ts';

type Keys = ReadonlyMap<string, string>;

/** Whether what is edited is asked at once, or stays with what it was until somebody asks. */
export class HeldBack implements HeldBackState {
	readonly #keys: () => Keys;
	/** What the rows of each cell were of when they were asked last; null where all is asked at once. */
	#asked = $state.raw<Keys | null>(null);

	/** @param keys what the rows of each cell would be of now; reading it is reactive */
	constructor(keys: () => Keys) {
		this.#keys = keys;
	}

	get isOn(): boolean {
		return this.#asked !== null;
	}

	/** An edit that is taken back is fresh again. */
	has(cell: string): boolean {
		return this.#asked !== null && this.#asked.get(cell) !== this.#keys().get(cell);
	}

	turn(isOn: boolean): void {
		this.#asked = isOn ? this.#keys() : null;
	}

	/** Somebody asks: all there is now is asked. */
	release(): void {
		if (this.#asked !== null) this.#asked = this.#keys();
	}
}
