/** Bytes that are gone through from the first to the last. */
export interface Cursor {
	/** How many were gone through. */
	readonly at: number;
	/** The next ones; fewer where there are no more. */
	take(length: number): Promise<Uint8Array>;
	/** The next ones as a blob, which may be large; a shorter one where there are no more. */
	blob(length: number): Promise<Blob>;
	skip(length: number): Promise<void>;
}

/** Over a blob, of which nothing is copied. */
export class BlobCursor implements Cursor {
	readonly #blob: Blob;
	at = 0;

	constructor(blob: Blob) {
		this.#blob = blob;
	}

	async take(length: number): Promise<Uint8Array> {
		return new Uint8Array(await (await this.blob(length)).arrayBuffer());
	}

	async blob(length: number): Promise<Blob> {
		const from = this.at;
		this.at = Math.min(this.#blob.size, from + length);
		return this.#blob.slice(from, this.at);
	}

	async skip(length: number): Promise<void> {
		this.at = Math.min(this.#blob.size, this.at + length);
	}
}

/** Over bytes that come one piece after the other. */
export class StreamCursor implements Cursor {
	readonly #pieces: AsyncIterator<Uint8Array>;
	readonly #most: number;
	readonly #onmore: () => Error;
	#piece: Uint8Array = new Uint8Array(0);
	at = 0;

	/**
	 * @param most bytes that may come
	 * @param onmore makes what is thrown where more come
	 */
	constructor(pieces: AsyncIterable<Uint8Array>, most: number, onmore: () => Error) {
		this.#pieces = pieces[Symbol.asyncIterator]();
		this.#most = most;
		this.#onmore = onmore;
	}

	async take(length: number): Promise<Uint8Array> {
		return new Uint8Array(await (await this.blob(length)).arrayBuffer());
	}

	async blob(length: number): Promise<Blob> {
		const parts: Uint8Array<ArrayBuffer>[] = [];
		// A piece may be overwritten once the next is asked for.
		await this.#through(length, (part) => parts.push(part.slice()));
		return new Blob(parts);
	}

	async skip(length: number): Promise<void> {
		await this.#through(length, () => undefined);
	}

	async #through(length: number, heard: (part: Uint8Array) => void): Promise<void> {
		for (let left = length; left > 0;) {
			if (this.#piece.length === 0 && !(await this.#next())) return;
			const part = this.#piece.subarray(0, left);
			heard(part);
			left -= part.length;
			this.#piece = this.#piece.subarray(part.length);
			this.at += part.length;
			if (this.at > this.#most) throw this.#onmore();
		}
	}

	async #next(): Promise<boolean> {
		const { done, value } = await this.#pieces.next();
		if (done !== true) this.#piece = value;
		return done !== true;
	}
}
