import { DASH, DOT } from './ascii.ts';
import { isDigit, textOf } from './bytes.ts';

/** White space may follow, as in a column that is padded. */
const WRITTEN = /^-?\d+(\.\d*)?(e[+-]?\d+)?\s*$/i;

/** Digits that a float holds whatever they are, and powers of ten that it holds exactly. */
const EXACT_DIGITS = 15;
const powersOfTen = Array.from({ length: EXACT_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/**
 * The number written over the entire range in decimal digits, with an optional minus, fraction and exponent;
 * null for anything else, and for one beyond what a float can be. The nearest float, as of JavaScript's `Number`.
 */
export function decimalNumber(bytes: Uint8Array, start: number, end: number): number | null {
	const short = shortDecimal(bytes, start, end);
	return short === null ? anyDecimal(bytes, start, end) : short;
}

/**
 * One of few digits and without an exponent, without making a text of it: the digits and the power of ten are
 * exact floats then, and so their quotient is the nearest one. Null for any other.
 */
function shortDecimal(bytes: Uint8Array, start: number, end: number): number | null {
	const negative = bytes[start] === DASH;
	const first = negative ? start + 1 : start;
	if (end - first > EXACT_DIGITS + 1 || first >= end || !isDigit(bytes[first])) return null;
	let digits = 0;
	let point = -1;
	for (let i = first; i < end; i++) {
		const digit = bytes[i]! - 48;
		if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
		else if (bytes[i] === DOT && point < 0) point = i;
		else return null;
	}
	if (point < 0 ? end - first > EXACT_DIGITS : point === end - 1) return null;
	const value = point < 0 ? digits : digits / powersOfTen[end - point - 1]!;
	return negative ? -value : value;
}

function anyDecimal(bytes: Uint8Array, start: number, end: number): number | null {
	const text = textOf(bytes, start, end);
	if (!WRITTEN.test(text)) return null;
	const value = Number(text);
	return Number.isFinite(value) ? value : null;
}
