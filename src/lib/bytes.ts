import { CR, SPACE, TAB } from './ascii.ts';

/** Reading ASCII out of a byte range `[start, end)` without making a string of it. */

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Text of a range; invalid UTF-8 becomes U+FFFD, and a byte-order mark stays. */
export function textOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
	const length = end - start;
	if (length > 0 && length <= LONGEST_WORD && start >= 0 && end <= bytes.length)
		return wordOf(bytes, start, length);
	return decoder.decode(bytes.subarray(start, end));
}

/** Bytes of a text that is remembered, at most, and how many are. */
const LONGEST_WORD = 32;
const WORDS = 4096;
/** Words that were decoded before, each at a place that its bytes give; a later one takes the place of an earlier. */
const words = {
	bytes: new Uint8Array(WORDS * LONGEST_WORD),
	lengths: new Uint8Array(WORDS),
	texts: new Array<string>(WORDS).fill('')
};

/** The text of a short range. Names and words come again and again, and a decoder costs several times as much. */
function wordOf(bytes: Uint8Array, start: number, length: number): string {
	const known = words.bytes;
	let hash = length;
	for (let i = 0; i < length; i++) hash = (Math.imul(hash, 31) + bytes[start + i]!) | 0;
	const place = (hash ^ (hash >>> 15)) & (WORDS - 1);
	const at = place * LONGEST_WORD;
	let same = words.lengths[place] === length;
	for (let i = 0; same && i < length; i++) same = known[at + i] === bytes[start + i];
	if (same) return words.texts[place]!;
	const text = decoder.decode(bytes.subarray(start, start + length));
	for (let i = 0; i < length; i++) known[at + i] = bytes[start + i]!;
	words.lengths[place] = length;
	words.texts[place] = text;
	return text;
}

/** Length of the UTF-8 byte-order mark that `bytes` begin with; 0 where there is none. */
export function markLength(bytes: Uint8Array): number {
	return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** Two hexadecimal digits for each byte. */
export function hexPairs(bytes: Uint8Array): string[] {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
}

export function bytesOf(text: string): Uint8Array {
	return encoder.encode(text);
}

/** Writes a text of ASCII into `into`, and answers how many bytes that is; -1 for any other text, or a longer one. */
export function asciiInto(into: Uint8Array, text: string): number {
	const { length } = text;
	if (length > into.length) return -1;
	for (let i = 0; i < length; i++) {
		const code = text.charCodeAt(i);
		if (code > 127) return -1;
		into[i] = code;
	}
	return length;
}

export function isDigit(byte: number | undefined): boolean {
	return byte !== undefined && byte >= 48 && byte <= 57;
}

/** Space, tab and the other ASCII white space; a NUL is a character like any other. */
export function isWhite(byte: number): boolean {
	return byte === SPACE || (byte >= TAB && byte <= CR);
}

export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
	for (let i = start; i < end; i++) if (!isWhite(bytes[i]!)) return false;
	return true;
}

/**
 * Index of `byte` in `[start, end)`, or -1. Never looks behind `end`: a search for what a line does not hold
 * would else cost as much as the rest of the chunk.
 */
export function indexOfByte(bytes: Uint8Array, byte: number, start: number, end: number): number {
	const near = Math.min(end, start + NEAR);
	for (let i = start; i < near; i++) if (bytes[i] === byte) return i;
	if (near === end) return -1;
	const at = bytes.subarray(near, end).indexOf(byte);
	return at < 0 ? -1 : near + at;
}

/** Up to this distance a loop is faster than the call of a built-in. */
const NEAR = 256;

/** Index of the first byte in `[start, end)` that is not white, or `end`. */
export function skipWhite(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && isWhite(bytes[at]!)) at++;
	return at;
}

/** Index behind the last byte in `[start, end)` that is not white, or `start`. */
export function trimEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && isWhite(bytes[at - 1]!)) at--;
	return at;
}

/** Index of the first white byte in `[start, end)`, or `end`. */
export function wordEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && !isWhite(bytes[at]!)) at++;
	return at;
}

/** Index at which `needle` begins within `[start, end)`, or -1. */
export function indexOfBytes(
	bytes: Uint8Array,
	needle: Uint8Array,
	start: number,
	end: number
): number {
	const last = end - needle.length;
	for (let i = start; i <= last; i++) {
		i = indexOfByte(bytes, needle[0]!, i, last + 1);
		if (i < 0) return -1;
		if (startsWith(bytes, needle, i, end)) return i;
	}
	return -1;
}

export function startsWith(
	bytes: Uint8Array,
	needle: Uint8Array,
	start: number,
	end: number
): boolean {
	if (start + needle.length > end) return false;
	for (let i = 0; i < needle.length; i++) if (bytes[start + i] !== needle[i]) return false;
	return true;
}

export function equalsBytes(
	bytes: Uint8Array,
	start: number,
	end: number,
	other: Uint8Array
): boolean {
	return end - start === other.length && startsWith(bytes, other, start, end);
}

/**
 * The whole number written in decimal digits over the entire range, with an optional minus; null for
 * anything else. Exact up to 2^53.
 */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number | null {
	const negative = bytes[start] === 45;
	let i = negative ? start + 1 : start;
	if (i >= end) return null;
	let value = 0;
	for (; i < end; i++) {
		const digit = bytes[i]! - 48;
		if (digit < 0 || digit > 9) return null;
		value = value * 10 + digit;
	}
	return negative ? -value : value;
}

/** A number that stands for a word of 1 to 6 bytes and for no other; -1 for any other length. */
export function packedWord(bytes: Uint8Array, start: number, end: number): number {
	if (end <= start || end > start + 6) return -1;
	let word = 1;
	for (let i = start; i < end; i++) word = word * 256 + bytes[i]!;
	return word;
}

/** Joins two byte arrays; the first may be empty, and then the second is returned as it is. */
export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	if (first.length === 0) return second;
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}

/** Joins pieces of `length` bytes in all; a single piece is returned as it is. */
export function concatenated(pieces: readonly Uint8Array[], length: number): Uint8Array {
	if (pieces.length === 1) return pieces[0]!;
	const whole = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
