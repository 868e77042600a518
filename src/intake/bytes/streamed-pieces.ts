/** Bytes of a piece: enough that a turn of the loop for each does not count. */
const PIECE = 256 * 1024;
/** Milliseconds after which a stream that gives nothing has come to a standstill; a disk takes a thousandth. */
const STANDSTILL = 5_000;

/**
 * The bytes of a blob by its stream, in the same memory all of them; none where the platform has no stream into
 * given memory. A stream that stands still ends early.
 */
export async function* streamedPieces(blob: Blob): AsyncGenerator<Uint8Array> {
	const reader = readerOf(blob);
	if (reader === null) return;
	const watch = new Watch(STANDSTILL);
	let memory = new ArrayBuffer(PIECE);
	try {
		for (;;) {
			const result = await watch.over(reader.read(new Uint8Array(memory)));
			if (result === null || result.value === undefined || result.done) return;
			// The memory was taken away meanwhile, and comes back with what was read into it.
			memory = result.value.buffer;
			yield result.value;
		}
	} finally {
		watch.end();
		// Nobody waits for it: what comes of it is of no use any more.
		reader.cancel().catch(() => undefined);
	}
}

function readerOf(blob: Blob): ReadableStreamBYOBReader | null {
	try {
		return blob.stream().getReader({ mode: 'byob' });
	} catch {
		return null;
	}
}

/** Waits for one thing after the other, and for none longer than a time. A timer for each would cost more than to read. */
class Watch {
	readonly #milliseconds: number;
	readonly #late: Promise<null>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Since when something is waited for; null while nothing is. */
	#since: number | null = null;

	constructor(milliseconds: number) {
		this.#milliseconds = milliseconds;
		this.#late = new Promise((resolve) => this.#look(() => resolve(null)));
	}

	/** What comes in time; null for what does not. */
	async over<T>(coming: Promise<T>): Promise<T | null> {
		this.#since = performance.now();
		try {
			return await Promise.race([coming, this.#late]);
		} finally {
			this.#since = null;
			// What comes too late, or fails then, is not waited for.
			coming.catch(() => undefined);
		}
	}

	end(): void {
		clearTimeout(this.#timer);
	}

	#look(late: () => void): void {
		const waited = this.#since === null ? 0 : performance.now() - this.#since;
		if (waited >= this.#milliseconds) return late();
		this.#timer = setTimeout(() => this.#look(late), this.#milliseconds - waited);
	}
}
