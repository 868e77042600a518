import { CLOSE_BRACKET, COLON, OPEN_BRACKET, QUOTE, SLASH, SPACE } from '#lib/ascii.ts';
import { indexOfByte, isDigit } from '#lib/bytes.ts';
import { monthAt } from '#lib/time.ts';
import type { Message } from '../../format.ts';

/** Bytes of what stands before the time, at most: a client, and the name of a user. */
const FRONT = 400;
/** Bytes of a time in brackets, at most. */
const TIME = 40;

/** Whether a line has a client, a time like `[02/Jan/2006:15:04:05 +0000]` and a quote behind it. */
export function fits({ bytes, start, end }: Message): boolean {
	const limit = Math.min(end, start + FRONT);
	for (let open = start; ; open++) {
		open = indexOfByte(bytes, OPEN_BRACKET, open, limit);
		if (open < 0) return false;
		if (isTime(bytes, open)) return open > start + 1 && isFollowed(bytes, open, end);
	}
}

function isTime(bytes: Uint8Array, open: number): boolean {
	return (
		bytes[open + 3] === SLASH &&
		bytes[open + 7] === SLASH &&
		bytes[open + 12] === COLON &&
		isDigit(bytes[open + 1]) &&
		isDigit(bytes[open + 2]) &&
		isDigit(bytes[open + 8]) &&
		monthAt(bytes, open + 4) !== null
	);
}

function isFollowed(bytes: Uint8Array, open: number, end: number): boolean {
	const close = indexOfByte(bytes, CLOSE_BRACKET, open, Math.min(end, open + TIME));
	return close >= 0 && close + 2 < end && bytes[close + 1] === SPACE && bytes[close + 2] === QUOTE;
}
