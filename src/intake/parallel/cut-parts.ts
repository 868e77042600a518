import { grown } from '#tables/base-column.ts';
import type { Cutter } from '#datasets/format.ts';
import { behind } from '../bytes/behind.ts';
import type { PartRequest } from './read-part.ts';

/** A record of more bytes than this is read piece by piece, as the source has it. */
const LARGEST = 128 * 1024 * 1024;

/** A stretch of a source: where it begins, where it ends, and its bytes; null for all that is left. */
export type Cut = Pick<PartRequest, 'from' | 'to' | 'isCut' | 'bytes'>;

/**
 * Cuts the bytes of a source behind the ends of its records. Where these cannot be told any more, the last cut
 * is all that is left.
 * @param start bytes in front of the first record
 * @param sizeAt bytes of a part that begins there, about; at least 1
 */
export async function* cutParts(
	chunks: AsyncIterable<Uint8Array>,
	cutter: Cutter,
	start: number,
	sizeAt: (from: number) => number
): AsyncGenerator<Cut> {
	const stretch = new Stretch(cutter, start, sizeAt);
	for await (const piece of behind(start, chunks))
		for (let at = 0; at < piece.length;) {
			at += stretch.add(piece.subarray(at));
			if (stretch.lost || stretch.isTooLong) return yield* ended(stretch);
			if (stretch.isFull) yield stretch.take();
		}
	if (stretch.length > 0) yield stretch.takeAll();
}

function* ended(stretch: Stretch): Generator<Cut> {
	if (stretch.cut > 0) yield stretch.take();
	yield stretch.left();
}

/** The bytes from the last cut on. */
class Stretch {
	readonly #cutter: Cutter;
	readonly #sizeAt: (from: number) => number;
	#bytes: Uint8Array;
	#from: number;
	length = 0;
	/** How many of them are whole records. */
	cut = 0;
	lost = false;

	constructor(cutter: Cutter, from: number, sizeAt: (from: number) => number) {
		this.#cutter = cutter;
		this.#from = from;
		this.#sizeAt = sizeAt;
		this.#bytes = new Uint8Array(sizeAt(from));
	}

	get isFull(): boolean {
		return this.length === this.#bytes.length && this.cut > 0;
	}

	get isTooLong(): boolean {
		return this.length >= LARGEST && this.cut === 0;
	}

	/** Takes as many of the bytes as there is room for, and answers how many that is. */
	add(bytes: Uint8Array): number {
		if (this.length === this.#bytes.length) this.#bytes = grown(this.#bytes, this.length + 1);
		const taken = bytes.subarray(0, this.#bytes.length - this.length);
		this.#bytes.set(taken, this.length);
		const end = this.#cutter.push(taken);
		if (end === null) this.lost = true;
		else if (end > 0) this.cut = this.length + end;
		this.length += taken.length;
		return taken.length;
	}

	/** The whole records; what is behind them begins the next stretch. */
	take(): Cut {
		const { cut, length } = this;
		const rest = this.#bytes.subarray(cut, length);
		const bytes = this.#bytes.subarray(0, cut);
		const from = this.#from;
		this.#from += cut;
		this.#bytes = new Uint8Array(Math.max(this.#sizeAt(this.#from), rest.length));
		this.#bytes.set(rest);
		this.length = rest.length;
		this.cut = 0;
		return { from, to: this.#from, isCut: true, bytes };
	}

	takeAll(): Cut {
		return { ...this.left(), bytes: this.#bytes.subarray(0, this.length) };
	}

	left(): Cut {
		return { from: this.#from, to: Number.MAX_SAFE_INTEGER, isCut: true, bytes: null };
	}
}
