import { DASH, QUOTE, SPACE } from '#lib/ascii.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';
import { closingQuote } from '../../records/lines/quoted.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';

/** Words that have a meaning, and some that newer logs may add. */
const MOST = 48;

/** The words of a line, by their place; a quoted one may hold blanks. */
export class ElbWords {
	bytes: Uint8Array = new Uint8Array(0);
	count = 0;
	readonly starts = new Int32Array(MOST);
	readonly ends = new Int32Array(MOST);

	cut(bytes: Uint8Array, start: number, end: number): void {
		this.bytes = bytes;
		this.count = 0;
		for (let at = start; at < end && this.count < MOST;) {
			const close = bytes[at] === QUOTE ? closingQuote(bytes, at, end) : -1;
			// A quote that does not close is where the line was cut.
			if (bytes[at] === QUOTE && close < 0) return;
			const blank = close < 0 ? indexOfByte(bytes, SPACE, at, end) : close + 1;
			const stop = blank < 0 ? end : blank;
			this.starts[this.count] = close < 0 ? at : at + 1;
			this.ends[this.count++] = close < 0 ? stop : close;
			at = stop + 1;
		}
	}

	cell(index: number, name: string): WordCell {
		return new WordCell(this, index, name);
	}

	text(index: number): string {
		return textOf(this.bytes, this.starts[index], this.ends[index]);
	}
}

/** One word of the line at hand; a dash, or a place behind the line's end, has no value. */
export class WordCell implements FieldBytes {
	readonly name: string;
	start = 0;
	end = 0;
	readonly #words: ElbWords;
	readonly #index: number;

	constructor(words: ElbWords, index: number, name: string) {
		this.#words = words;
		this.#index = index;
		this.name = name;
	}

	get bytes(): Uint8Array {
		return this.#words.bytes;
	}

	load(): boolean {
		if (this.#index < 0 || this.#index >= this.#words.count) return false;
		this.start = this.#words.starts[this.#index]!;
		this.end = this.#words.ends[this.#index]!;
		if (this.end <= this.start) return false;
		return this.end - this.start > 1 || this.bytes[this.start] !== DASH;
	}
}
