import { COLON, DASH, DOT, SLASH } from '#lib/ascii.ts';
import { indexOfByte, isDigit, skipWhite, wordEnd } from '#lib/bytes.ts';
import type { Message } from '../../format.ts';

/** Where a record begins, behind a tag like `(squid-1):` that is not read as one. */
export function recordStart({ bytes, start, end }: Message): number {
	if (isDigit(bytes[start])) return start;
	const stop = wordEnd(bytes, start, end);
	return bytes[stop - 1] === COLON && stop > start ? skipWhite(bytes, stop, end) : start;
}

/** Whether a message begins as a record does: `1714557600.123     45 192.0.2.9 TCP_MISS/200 …`. */
export function fits(message: Message): boolean {
	const { bytes, end } = message;
	const start = recordStart(message);
	const timeEnd = wordEnd(bytes, start, end);
	if (timeEnd - start < 13 || timeEnd - start > 15 || bytes[timeEnd - 4] !== DOT) return false;
	const elapsed = skipWhite(bytes, timeEnd, end);
	const elapsedEnd = wordEnd(bytes, elapsed, end);
	if (!areDigits(bytes, bytes[elapsed] === DASH ? elapsed + 1 : elapsed, elapsedEnd)) return false;
	if (!areDigits(bytes, start, timeEnd - 4) || !areDigits(bytes, timeEnd - 3, timeEnd))
		return false;
	const client = skipWhite(bytes, elapsedEnd, end);
	const result = skipWhite(bytes, wordEnd(bytes, client, end), end);
	const slash = indexOfByte(bytes, SLASH, result, wordEnd(bytes, result, end));
	return slash > result && areDigits(bytes, slash + 1, slash + 4);
}

function areDigits(bytes: Uint8Array, start: number, end: number): boolean {
	for (let at = start; at < end; at++) if (!isDigit(bytes[at])) return false;
	return end > start;
}
