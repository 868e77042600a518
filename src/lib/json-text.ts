import { BACKSLASH } from './ascii.ts';
import { textOf } from './bytes.ts';

const LETTER_U = 117;
const REPLACEMENT = 0xfffd;

/** What a letter behind a backslash stands for; the others stand for themselves. */
const escapes: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9 };

/**
 * Unescapes JSON strings into a buffer of its own. Half a surrogate pair, which UTF-8 cannot hold, becomes
 * U+FFFD and is counted.
 */
export class JsonText {
	bytes = new Uint8Array(1024);
	/** Bytes of the last text that was decoded. */
	length = 0;
	/** Halves of surrogate pairs that were replaced; whoever reads it may set it back. */
	lone = 0;

	/** Decodes a string that {@link JsonReader} has found well-formed, its quotes left out. */
	decode(source: Uint8Array, start: number, end: number): void {
		if (this.bytes.length < end - start) this.bytes = new Uint8Array((end - start) * 2);
		this.length = 0;
		for (let at = start; at < end; at++) {
			const byte = source[at]!;
			if (byte !== BACKSLASH) this.bytes[this.length++] = byte;
			else if (source[++at] === LETTER_U) at = this.#unicode(source, at + 1, end);
			else this.bytes[this.length++] = escapes[source[at]!] ?? source[at]!;
		}
	}

	get text(): string {
		return textOf(this.bytes, 0, this.length);
	}

	/** Reads the four digits at `at`, and a second half behind them; the index of the last byte read. */
	#unicode(source: Uint8Array, at: number, end: number): number {
		const unit = fourDigits(source, at);
		const isHigh = unit >= 0xd800 && unit < 0xdc00;
		if (isHigh && at + 9 < end && source[at + 4] === BACKSLASH && source[at + 5] === LETTER_U) {
			const low = fourDigits(source, at + 6);
			if (low >= 0xdc00 && low < 0xe000) {
				this.#append(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
				return at + 9;
			}
		}
		const isLone = unit >= 0xd800 && unit < 0xe000;
		if (isLone) this.lone++;
		this.#append(isLone ? REPLACEMENT : unit);
		return at + 3;
	}

	#append(code: number): void {
		const { bytes } = this;
		if (code < 0x80) bytes[this.length++] = code;
		else if (code < 0x800) {
			bytes[this.length++] = 0xc0 | (code >> 6);
			bytes[this.length++] = 0x80 | (code & 63);
		} else if (code < 0x10000) {
			bytes[this.length++] = 0xe0 | (code >> 12);
			bytes[this.length++] = 0x80 | ((code >> 6) & 63);
			bytes[this.length++] = 0x80 | (code & 63);
		} else {
			bytes[this.length++] = 0xf0 | (code >> 18);
			bytes[this.length++] = 0x80 | ((code >> 12) & 63);
			bytes[this.length++] = 0x80 | ((code >> 6) & 63);
			bytes[this.length++] = 0x80 | (code & 63);
		}
	}
}

function fourDigits(source: Uint8Array, at: number): number {
	let value = 0;
	for (let i = at; i < at + 4; i++) value = value * 16 + hexDigit(source[i]);
	return value;
}

/** Value of a hexadecimal digit, or -1. */
export function hexDigit(byte: number | undefined): number {
	if (byte === undefined) return -1;
	if (byte >= 48 && byte <= 57) return byte - 48;
	const letter = byte | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Letters that may stand behind a backslash, but for `u`. */
const escapable = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));

export function isEscapable(letter: number): boolean {
	return escapable.has(letter);
}
