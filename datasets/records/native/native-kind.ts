import { isDigit, textOf } from '#lib/bytes.ts';
import type { NativeKind } from '#tables/native-writer.ts';

/** Digits that a 64-bit integer has whatever they are. */
const SURE_DIGITS = 18;
const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?$/;
const whole = /^-?(?:0|[1-9]\d*)$/;

/**
 * What a value may be read as without losing any of it: digits with a leading nought, and more of them than
 * a number holds, are text.
 */
export function kindOf(bytes: Uint8Array, start: number, end: number): NativeKind {
	const first = bytes[start]!;
	const length = end - start;
	if (isDigit(first) || first === 45) {
		if (length > SURE_DIGITS + 1) return 'text';
		const text = textOf(bytes, start, end);
		if (!decimal.test(text)) return 'text';
		if (!whole.test(text)) return 'float64';
		return text.replace('-', '').length <= SURE_DIGITS ? 'int64' : 'text';
	}
	if (length !== 4 && length !== 5) return 'text';
	return /^(?:true|false)$/i.test(textOf(bytes, start, end)) ? 'boolean' : 'text';
}
