import { PLUS } from '#lib/ascii.ts';
import { wholeNumber } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import type { HaproxyFields } from './fields.ts';

const MAX_DIGITS = 15;

/** @throws where the word is no number */
export function numberAt(
	{ bytes, starts, ends }: HaproxyFields,
	index: number,
	message: Message
): number {
	const number = countAt(bytes, starts[index]!, ends[index]!);
	if (number === null) throw lineUnreadable('numbers not readable', message);
	return number;
}

/** -1 for what was not known when the line was written: `-1`, or `+5007` of what went on. */
export function countAt(bytes: Uint8Array, start: number, end: number): number | null {
	const from = bytes[start] === PLUS ? start + 1 : start;
	const number = end - from > MAX_DIGITS ? null : wholeNumber(bytes, from, end);
	return number !== null && from > start ? -1 : number;
}
