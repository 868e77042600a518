import type { Bytes } from './source.ts';

/** Bytes of a source that is held in memory for as long as it is read, at most. */
const LARGEST = 256 * 1024 * 1024;
/** Bytes of a piece of what is held. */
const PIECE = 256 * 1024;

/** The same bytes, read once and then held in memory, where they are few enough for that. */
export function held(bytes: Bytes, largest = LARGEST): Bytes {
	return bytes.size > largest ? bytes : new HeldBytes(bytes);
}

/** Bytes that are read once, however often they are asked for: whoever comes first has them read for all. */
class HeldBytes implements Bytes {
	readonly name: string;
	readonly size: number;
	readonly modified: number | null;
	readonly #bytes: Bytes;
	readonly #memory: Uint8Array<ArrayBuffer>;
	/** How many are there so far. */
	#length = 0;
	/** Whether the source has become longer than it was when it was chosen. What is more is not held. */
	#grew = false;
	#filling: Promise<void> | null = null;
	#filled = false;
	/** Those who wait for more. */
	#waiting: (() => void)[] = [];

	constructor(bytes: Bytes) {
		this.name = bytes.name;
		this.size = bytes.size;
		this.modified = bytes.modified;
		this.#bytes = bytes;
		this.#memory = new Uint8Array(bytes.size);
	}

	async *stream(start = 0): AsyncGenerator<Uint8Array> {
		const filling = this.#fill();
		let at = start;
		while (at < this.#length || !this.#filled) {
			const piece = this.#memory.subarray(at, Math.min(this.#length, at + PIECE));
			at += piece.length;
			if (piece.length > 0) yield piece;
			else await new Promise<void>((resolve) => this.#waiting.push(resolve));
		}
		await filling;
		if (this.#grew) yield* this.#bytes.stream(at);
	}

	async whole(): Promise<Uint8Array<ArrayBuffer> | null> {
		await this.#fill();
		return this.#grew ? null : this.#memory.subarray(0, this.#length);
	}

	#fill(): Promise<void> {
		if (this.#filling !== null) return this.#filling;
		this.#filling = this.#read().finally(() => {
			this.#filled = true;
			this.#wake();
		});
		// Everybody who reads to the end hears of a failure; some leave before.
		this.#filling.catch(() => undefined);
		return this.#filling;
	}

	async #read(): Promise<void> {
		for await (const piece of this.#bytes.stream()) {
			const taken = piece.subarray(0, this.#memory.length - this.#length);
			this.#memory.set(taken, this.#length);
			this.#length += taken.length;
			this.#wake();
			this.#grew = taken.length < piece.length;
			if (this.#grew) return;
		}
	}

	#wake(): void {
		for (const go of this.#waiting.splice(0)) go();
	}
}
