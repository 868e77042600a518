import { EQUALS, SEMICOLON, SPACE, ZERO } from '#lib/ascii.ts';
import type { TextColumn } from '#tables/text-column.ts';

const MOST_DIGITS = 16;
const HALF_DIGITS = 8;
const HALF = 10 ** HALF_DIGITS;

/**
 * What is said of one packet, in a line: facts behind semicolons, each of words behind spaces. It is written as
 * bytes into a column, since to make texts of a million packets is much of the work of reading them. Words are
 * the reader's own, and ASCII.
 */
export class Facts {
	readonly #column: TextColumn;
	#bytes = new Uint8Array(256);
	#length = 0;
	/** Where the fact at hand begins. */
	#from = 0;

	constructor(column: TextColumn) {
		this.#column = column;
	}

	/** Of the next packet nothing is said so far. */
	begin(): void {
		this.#length = 0;
		this.#from = 0;
	}

	/** A fact of its own. */
	say(text: string): void {
		this.word(text);
		this.end();
	}

	/** Puts a word into the fact at hand; an empty one is left out. */
	word(text: string): void {
		if (text === '') return;
		this.#space(text.length);
		this.#put(text);
	}

	/** Puts `name=value` into the fact at hand; the value is a whole number, 0 or more. */
	field(name: string, value: number): void {
		this.#space(name.length + 1 + MOST_DIGITS);
		this.#put(name);
		this.#bytes[this.#length++] = EQUALS;
		this.#putNumber(value);
	}

	/** Ends the fact at hand. */
	end(): void {
		this.#from = this.#length;
	}

	/** Sets the column. */
	write(): void {
		this.#column.setBytes(this.#bytes, 0, this.#length);
	}

	/** Parts what comes from what is there, with room for both. */
	#space(length: number): void {
		if (this.#length + length + 2 > this.#bytes.length) this.#grow(length);
		if (this.#length === 0) return;
		if (this.#length === this.#from) this.#bytes[this.#length++] = SEMICOLON;
		this.#bytes[this.#length++] = SPACE;
	}

	#grow(length: number): void {
		const larger = new Uint8Array(2 * this.#bytes.length + length);
		larger.set(this.#bytes);
		this.#bytes = larger;
	}

	#put(text: string): void {
		const bytes = this.#bytes;
		const from = this.#length;
		for (let i = 0; i < text.length; i++) bytes[from + i] = text.charCodeAt(i);
		this.#length = from + text.length;
	}

	/** In two halves, for whole numbers of 32 bits are divided a good deal faster than larger ones. */
	#putNumber(value: number): void {
		let digits = 1;
		for (let power = 10; power <= value; power *= 10) digits++;
		const high = Math.floor(value / HALF);
		this.#putDigits(value - high * HALF, Math.min(digits, HALF_DIGITS), this.#length + digits);
		this.#putDigits(high, digits - HALF_DIGITS, this.#length + digits - HALF_DIGITS);
		this.#length += digits;
	}

	#putDigits(value: number, digits: number, end: number): void {
		const bytes = this.#bytes;
		let rest = value | 0;
		for (let at = end - 1; at >= end - digits; at--) {
			const tenth = (rest / 10) | 0;
			bytes[at] = ZERO + rest - tenth * 10;
			rest = tenth;
		}
	}
}
