import { concatenated } from '#lib/bytes.ts';

const NOTHING = new Uint8Array(0);

/** The bytes of a record whose end has not come yet, over the chunks that they come in. */
export class OpenBytes {
	#pieces: Uint8Array[] = [];
	#length = 0;

	get length(): number {
		return this.#length;
	}

	/** Keeps a copy: a chunk belongs to whoever pushed it, and is overwritten once it was read. */
	keep(bytes: Uint8Array): void {
		if (bytes.length === 0) return;
		this.#pieces.push(bytes.slice());
		this.#length += bytes.length;
	}

	/** All that was kept, and `chunk` behind it: the chunk itself where nothing was. Nothing is kept any more. */
	take(chunk: Uint8Array = NOTHING): Uint8Array {
		if (this.#length === 0) return chunk;
		const whole = concatenated([...this.#pieces, chunk], this.#length + chunk.length);
		this.#pieces = [];
		this.#length = 0;
		return whole;
	}
}
