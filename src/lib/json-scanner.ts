import { BACKSLASH, QUOTE } from './ascii.ts';
import { isDigit } from './bytes.ts';
import type { Failure } from './failure.ts';
import { jsonFault } from './json-fault.ts';
import { JsonKind, jsonWords } from './json-node.ts';
import { hexDigit, isEscapable } from './json-text.ts';

/**
 * The single values of JSON (RFC 8259) in a range of bytes: where each ends, and of what kind it was. What is none
 * throws `record not readable` with the byte, counted from the start of the range, and what was expected there.
 */
export class JsonScanner {
	bytes: Uint8Array = new Uint8Array(0);
	#start = 0;
	end = 0;
	/** Of the value that was passed last. */
	kind: number = JsonKind.text;

	/** The range that is scanned from now on. */
	turnTo(bytes: Uint8Array, start: number, end: number): void {
		this.bytes = bytes;
		this.#start = start;
		this.end = end;
	}

	/** Next byte from `at` that is not white space; `end` where there is none. */
	white(at: number): number {
		const { bytes, end } = this;
		while (at < end) {
			const byte = bytes[at]!;
			if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return at;
			at++;
		}
		return end;
	}

	/** -1 behind the end. */
	byte(at: number): number {
		return at < this.end ? this.bytes[at]! : -1;
	}

	/** Index of the quote that closes the string of which the first byte stands at `at`. */
	string(at: number): number {
		const { bytes, end } = this;
		this.kind = JsonKind.text;
		for (let i = at; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) return i;
			if (byte !== BACKSLASH && byte >= 32) continue;
			this.kind = JsonKind.escaped;
			return this.escapedEnd(i);
		}
		throw this.fault(end, 'the closing quote of a string');
	}

	/** Index of the quote that closes the string that goes on at `at`. */
	escapedEnd(at: number): number {
		const { bytes, end } = this;
		for (let i = at; i < end; i++) {
			const byte = bytes[i]!;
			if (byte === QUOTE) return i;
			if (byte < 32) throw this.fault(i, 'no control character in a string');
			if (byte === BACKSLASH) i = this.#escape(i + 1);
		}
		throw this.fault(end, 'the closing quote of a string');
	}

	/** Behind the number that begins at `start`. */
	number(start: number): number {
		let at = this.byte(start) === 45 ? start + 1 : start;
		const first = at;
		at = this.#digits(at);
		if (this.bytes[first] === 48 && at > first + 1)
			throw this.fault(first + 1, 'no digit behind 0');
		this.kind = JsonKind.integer;
		if (this.byte(at) === 46) {
			at = this.#digits(at + 1);
			this.kind = JsonKind.decimal;
		}
		if ((this.byte(at) | 32) === 101) {
			const sign = this.byte(at + 1);
			at = this.#digits(sign === 43 || sign === 45 ? at + 2 : at + 1);
			this.kind = JsonKind.decimal;
		}
		return at;
	}

	/** Behind `true`, `false` or `null`. */
	word(at: number): number {
		const known = jsonWords[this.byte(at)];
		if (known === undefined) throw this.fault(at, 'a value');
		const { word, kind } = known;
		for (let i = 1; i < word.length; i++)
			if (this.byte(at + i) !== word.charCodeAt(i)) throw this.fault(at, word);
		this.kind = kind;
		return at + word.length;
	}

	fault(at: number, expected: string): Failure {
		return jsonFault({ bytes: this.bytes, start: this.#start, end: this.end }, at, expected);
	}

	/** Index of the last byte of the escape whose letter stands at `at`. */
	#escape(at: number): number {
		const letter = this.byte(at);
		if (isEscapable(letter)) return at;
		if (letter !== 117) throw this.fault(at, 'one of "\\/bfnrtu behind a backslash');
		for (let i = at + 1; i < at + 5; i++)
			if (i >= this.end || hexDigit(this.bytes[i]) < 0) throw this.fault(i, 'a hexadecimal digit');
		return at + 4;
	}

	#digits(start: number): number {
		const { bytes, end } = this;
		let at = start;
		while (at < end && isDigit(bytes[at])) at++;
		if (at === start) throw this.fault(at, 'a digit');
		return at;
	}
}
