import { textOf, wholeNumber } from '#lib/bytes.ts';
import { decimalNumber } from '#lib/decimal.ts';
import type { FieldBytes } from './field-bytes.ts';

const INT64_MAX = 2n ** 63n - 1n;

/** The whole number that a cell has loaded, exact, within 64 bits; null for anything else. */
export function wholeOf({ bytes, start, end }: FieldBytes): number | bigint | null {
	const value = wholeNumber(bytes, start, end);
	if (value !== null && Number.isSafeInteger(value)) return value;
	if (value === null) return wholeOfDecimal(bytes, start, end);
	if (end - start > 20) return null;
	const exact = BigInt(textOf(bytes, start, end));
	return exact <= INT64_MAX && exact >= -INT64_MAX - 1n ? exact : null;
}

/** The count that a field of the record at hand holds; null where it is absent, or no whole number. */
export function countOf(field: FieldBytes): number | null {
	const count = field.load() ? wholeOf(field) : null;
	return count === null ? null : Number(count);
}

/** A number written with a fraction or an exponent may be whole all the same: `2.0`. */
function wholeOfDecimal(bytes: Uint8Array, start: number, end: number): number | null {
	const value = decimalNumber(bytes, start, end);
	return Number.isSafeInteger(value) ? value : null;
}

/** The number that a cell has loaded; null for anything else, and for one beyond what a float can be. */
export function numberOf({ bytes, start, end }: FieldBytes): number | null {
	return decimalNumber(bytes, start, end);
}

/** `true` or `false`, `T` or `F`; null for anything else. */
export function truthOf({ bytes, start, end }: FieldBytes): boolean | null {
	const text = textOf(bytes, start, end);
	if (text === 'true' || text === 'T') return true;
	return text === 'false' || text === 'F' ? false : null;
}
