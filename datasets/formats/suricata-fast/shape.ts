import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, SLASH } from '#lib/ascii.ts';
import {
	bytesOf,
	indexOfByte,
	indexOfBytes,
	isDigit,
	skipWhite,
	startsWith,
	wordEnd
} from '#lib/bytes.ts';
import type { Message } from '../../format.ts';
import { idsEnd, LONGEST_IDS } from '../../rows/alerts/rule-ids.ts';

export const BAR = bytesOf('[**]');
export const ARROW = bytesOf(' -> ');
const CLASSIFICATION = bytesOf('[Classification:');
const PRIORITY = bytesOf('[Priority:');

/**
 * Where `[gid:sid:rev]` begins in a message without a time of its own, as both sensors write to syslog; a
 * marker (`[Drop]`) may stand before it. -1 where the message begins otherwise.
 */
export function carriedIds(bytes: Uint8Array, start: number, end: number): number {
	if (idsEnd(bytes, start, end) >= 0) return start;
	if (bytes[start] !== OPEN_BRACKET) return -1;
	const close = indexOfByte(bytes, CLOSE_BRACKET, start, Math.min(end, start + LONGEST_IDS));
	if (close < 0) return -1;
	const second = skipWhite(bytes, close + 1, end);
	return idsEnd(bytes, second, end) < 0 ? -1 : second;
}

/**
 * Where the text of a rule ends that begins at `start` and has no bar behind it: before the class, the
 * priority or the protocol. -1 where the line is cut before any of them.
 */
export function carriedTextEnd(bytes: Uint8Array, start: number, end: number): number {
	const known = indexOfBytes(bytes, CLASSIFICATION, start, end);
	if (known >= 0) return known;
	const priority = indexOfBytes(bytes, PRIORITY, start, end);
	if (priority >= 0) return priority;
	const arrow = indexOfBytes(bytes, ARROW, start, end);
	for (let at = arrow; at > start; at--) if (bytes[at] === OPEN_BRACE) return at;
	return -1;
}

/** Whether a line is an alert: with a time and bars, or without them behind a syslog header. */
export function fits({ bytes, start, end, ts }: Message): boolean {
	if (bytes[start] === OPEN_BRACKET) return ts !== null && fitsCarried(bytes, start, end);
	if (!isDigit(bytes[start]) || bytes[start + 2] !== SLASH) return false;
	const timeEnd = wordEnd(bytes, start, Math.min(end, start + 40));
	let at = skipWhite(bytes, timeEnd, end);
	if (bytes[at] === OPEN_BRACKET && !startsWith(bytes, BAR, at, end)) {
		const close = indexOfByte(bytes, CLOSE_BRACKET, at, Math.min(end, at + LONGEST_IDS));
		at = skipWhite(bytes, close < 0 ? end : close + 1, end);
	}
	if (!startsWith(bytes, BAR, at, end)) return false;
	return idsEnd(bytes, skipWhite(bytes, at + BAR.length, end), end) >= 0;
}

function fitsCarried(bytes: Uint8Array, start: number, end: number): boolean {
	const ids = carriedIds(bytes, start, end);
	return ids >= 0 && carriedTextEnd(bytes, idsEnd(bytes, ids, end), end) >= 0;
}
