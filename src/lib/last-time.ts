/** The text of a time that was read, and the time: a busy log has many events of one second behind each other. */
export class LastTime {
	readonly #text = new Uint8Array(32);
	#length = -1;
	/** In microseconds since 1970; null where the text is no time. */
	time: number | bigint | null = null;

	/** Whether the text in `[start, end)` is the one that was kept last. */
	isOf(bytes: Uint8Array, start: number, end: number): boolean {
		if (end - start !== this.#length) return false;
		// The seconds, where two differ first, stand near the end.
		for (let i = this.#length - 1; i >= 0; i--)
			if (bytes[start + i] !== this.#text[i]) return false;
		return true;
	}

	/** Keeps a text and its time, and answers the time. */
	keep<T extends number | bigint | null>(
		bytes: Uint8Array,
		start: number,
		end: number,
		time: T
	): T {
		this.#length = end - start <= this.#text.length ? end - start : -1;
		for (let i = 0; i < this.#length; i++) this.#text[i] = bytes[start + i]!;
		this.time = time;
		return time;
	}
}
