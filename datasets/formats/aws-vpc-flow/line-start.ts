import { COMMA, DASH, QUOTE, UPPER_T } from '#lib/ascii.ts';
import { isDigit, isWhite, skipWhite, wordEnd } from '#lib/bytes.ts';

/** Bytes that a time before a comma may have: `"2021-03-02 11:33:00.000",`. */
const LONGEST_TIME = 32;

/**
 * Where the record begins that CloudWatch exported with a time in front (`2021-03-02T11:33:00.000Z 2 …`),
 * with the name of its stream behind that, or as the second column of a CSV (`1614684780000,2 …`).
 * @param width how many fields the record has
 */
export function recordStart(bytes: Uint8Array, start: number, end: number, width: number): number {
	const comma = commaBehindTime(bytes, start, end);
	if (comma >= 0) return bytes[comma + 1] === QUOTE ? comma + 2 : comma + 1;
	if (!isTime(bytes, start)) return start;
	const second = skipWhite(bytes, wordEnd(bytes, start, end), end);
	if (countWords(bytes, second, end) <= width) return second;
	return skipWhite(bytes, wordEnd(bytes, second, end), end);
}

/** Whether `YYYY-MM-DDT` stands there. */
function isTime(bytes: Uint8Array, at: number): boolean {
	return (
		isDigit(bytes[at]) &&
		bytes[at + 4] === DASH &&
		bytes[at + 7] === DASH &&
		bytes[at + 10] === UPPER_T
	);
}

/** The first comma, where nothing but the characters of a time stand before it; -1 where there is none. */
function commaBehindTime(bytes: Uint8Array, start: number, end: number): number {
	const stop = Math.min(end, start + LONGEST_TIME);
	for (let at = start; at < stop; at++) {
		const byte = bytes[at]!;
		if (byte === COMMA) return at - start >= 10 ? at : -1;
		// Digits, colons, and the marks of times: quote, blank, plus, minus, full stop, T and Z.
		if (byte > 58 && byte !== UPPER_T && byte !== 90) return -1;
	}
	return -1;
}

/** Words of a range, which blanks part. */
export function countWords(bytes: Uint8Array, start: number, end: number): number {
	let count = 0;
	for (let at = start; at < end;) {
		while (at < end && isWhite(bytes[at]!)) at++;
		if (at < end) count++;
		at = wordEnd(bytes, at, end);
	}
	return count;
}
