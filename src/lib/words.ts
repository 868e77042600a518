/**
 * Bytes four at a time. A loop over single bytes costs more than the bytes do; a word at any place can be read
 * where a view stands over the same memory.
 */

const ONES = 0x01010101;
const HIGHS = 0x80808080 | 0;

const nothing: Uint8Array = new Uint8Array(0);
const overNothing: DataView = new DataView(nothing.buffer);

/** A view over the bytes that were asked for last: making one costs as much as to read a hundred bytes. */
export class RememberedView {
	#bytes = nothing;
	#view = overNothing;

	/** Offsets are those of `bytes`. */
	of(bytes: Uint8Array): DataView {
		if (bytes !== this.#bytes) {
			this.#bytes = bytes;
			this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		}
		return this.#view;
	}
}

/** The word of which each byte is `byte`. */
export function fourOf(byte: number): number {
	return Math.imul(byte, ONES);
}

/** Not 0 where a byte of `word` is 0, and else 0. */
export function zeroMark(word: number): number {
	return (word - ONES) & ~word & HIGHS;
}

/** Whether the four bytes of a word, or of several that were or'ed, are ASCII. */
export function isAsciiWord(word: number): boolean {
	return (word & HIGHS) === 0;
}
