import { Failure, messageOf } from '#lib/failure.ts';
import { OpenBytes } from '../open-bytes.ts';

/**
 * Bytes of the block that begins at `start`. Where its head is not all there, the bytes of the head: the same
 * question comes again once they are. A `Failure` says that nothing from here on can be cut into blocks. So
 * whoever measures bounds the length.
 */
export type Measure = (bytes: Uint8Array, start: number, end: number) => number;

/** Cuts a source into blocks that say how long they are. */
export class BlockWalk {
	readonly #measure: Measure;
	/** A block whose end has not come; of a source that is lost nothing is kept. */
	readonly #open = new OpenBytes();
	/** Offset in the source of the first byte behind the last whole block; with it `bytes` begin for `each`. */
	offset = 0;
	/** Bytes behind the last whole block. */
	openLength = 0;
	/** Bytes that must be there before a block can be measured, or be whole. */
	needed = 1;
	/** Why the rest of the source cannot be cut; null while it can. */
	lost: string | null = null;

	constructor(measure: Measure) {
		this.#measure = measure;
	}

	/** Takes the next bytes, and hands over the blocks that are whole with them. */
	push(chunk: Uint8Array, each: (bytes: Uint8Array, start: number, end: number) => void): void {
		this.openLength += chunk.length;
		if (this.lost !== null) return;
		if (this.openLength < this.needed) return this.#open.keep(chunk);
		const bytes = this.#open.take(chunk);
		const rest = this.#walk(bytes, each);
		this.offset += rest;
		this.openLength = bytes.length - rest;
		if (this.lost === null) this.#open.keep(bytes.subarray(rest));
	}

	/** Answers where the first block begins that is not whole. */
	#walk(bytes: Uint8Array, each: (bytes: Uint8Array, start: number, end: number) => void): number {
		let start = 0;
		while (start < bytes.length) {
			const length = this.#lengthAt(bytes, start);
			if (length === null) return start;
			this.needed = length;
			if (start + length > bytes.length) return start;
			each(bytes, start, start + length);
			start += length;
		}
		this.needed = 1;
		return start;
	}

	#lengthAt(bytes: Uint8Array, start: number): number | null {
		try {
			return this.#measure(bytes, start, bytes.length);
		} catch (error) {
			if (!(error instanceof Failure)) throw error;
			this.lost = `${messageOf(error)}; nothing from here on can be read`;
			return null;
		}
	}
}
