import { CLOSE_BRACKET, COLON, HASH, OPEN_BRACKET, SLASH, SPACE } from '#lib/ascii.ts';
import { indexOfByte, isDigit } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

/** Letters of the longest level. */
const LONGEST_LEVEL = 8;
/** Digits of process and thread. */
const LONGEST_IDS = 32;
/** Bytes of `2006/01/02`. */
const DATE = 10;
/** Bytes of `2006/01/02 15:04:05`. */
export const TIME = 19;

/** Where a record begins: a bare line looks as if it began with a header of syslog. -1 where it is none. */
export function recordStart({ bytes, start, lineStart, end }: Message): number {
	if (isRecord(bytes, start, end)) return start;
	return isRecord(bytes, lineStart, end) ? lineStart : -1;
}

/**
 * Whether a line goes on with the text of the record before it: what a program behind nginx wrote (a stack trace
 * of PHP, say) keeps its line ends. A line that begins with a date, even with one that is cut, is none.
 */
export function continues(bytes: Uint8Array, start: number, end: number): boolean {
	const stop = Math.min(end, start + DATE);
	for (let at = start; at < stop; at++) {
		const isMark = at === start + 4 || at === start + 7;
		if (isMark ? bytes[at] !== SLASH : !isDigit(bytes[at])) return true;
	}
	return false;
}

export function fits(message: Message): boolean {
	return recordStart(message) >= 0;
}

/** `2006/01/02 15:04:05 [error] 31#31: `. */
function isRecord(bytes: Uint8Array, start: number, end: number): boolean {
	const level = start + TIME + 1;
	if (bytes[start + 4] !== SLASH || bytes[start + 7] !== SLASH || !isDigit(bytes[start]))
		return false;
	if (bytes[start + 13] !== COLON || bytes[level - 1] !== SPACE || bytes[level] !== OPEN_BRACKET)
		return false;
	const close = indexOfByte(bytes, CLOSE_BRACKET, level, Math.min(end, level + LONGEST_LEVEL + 2));
	if (close < 0) return false;
	const hash = indexOfByte(bytes, HASH, close, Math.min(end, close + LONGEST_IDS));
	return hash > close + 2 && isDigit(bytes[hash - 1]) && isDigit(bytes[hash + 1]);
}
