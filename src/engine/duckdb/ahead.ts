/** Something that takes a while to open, begun before it is sure that it is wanted. */
export class Ahead<T extends { close(): Promise<void> }> {
	readonly #open: () => Promise<T>;
	#opening: Promise<T> | null = null;

	constructor(open: () => Promise<T>) {
		this.#open = open;
	}

	/** Begins it, where it was not yet. */
	begin(): void {
		this.#opening ??= this.#open();
		// Whoever takes it hears of a failure; until then it must not go astray.
		this.#opening.catch(() => undefined);
	}

	/** What was begun, for the one who asks; else it is opened now. */
	take(): Promise<T> {
		const taken = this.#opening ?? this.#open();
		this.#opening = null;
		return taken;
	}

	/** It is not wanted: it is closed as soon as it is open. */
	dismiss(): void {
		this.#opening?.then((open) => open.close()).catch(() => undefined);
		this.#opening = null;
	}
}
