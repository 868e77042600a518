import { CLOSE_BRACKET, COLON, DOT, OPEN_BRACKET, SLASH, SPACE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, isDigit, startsWith, textOf, wordEnd } from '#lib/bytes.ts';
import { monthAt } from '#lib/time.ts';
import type { Message } from '../../format.ts';
import { isClf } from './clf.ts';

const NAME = bytesOf('haproxy');
const CONNECT = bytesOf('Connect from ');
/** Bytes of an address and its port, at most. */
const LONGEST_CLIENT = 80;
/** Bytes of `[06/Feb/2009:12:14:14.655`. */
const TIME = 25;

/** Where the text begins, behind a tag that no time stands before. */
export function textStart({ bytes, start, end }: Message): number {
	if (!startsWith(bytes, NAME, start, end)) return start;
	const stop = wordEnd(bytes, start, end);
	return bytes[stop - 1] === COLON && stop < end ? stop + 1 : start;
}

/** Where the bracket of the accept date opens, behind a client; -1 where the text has another shape. */
export function dateOpen(bytes: Uint8Array, start: number, end: number): number {
	const blank = indexOfByte(bytes, SPACE, start, Math.min(end, start + LONGEST_CLIENT));
	const open = blank + 1;
	if (blank <= start || bytes[open] !== OPEN_BRACKET || open + TIME >= end) return -1;
	const dated = bytes[open + 3] === SLASH && bytes[open + 7] === SLASH;
	if (!dated || bytes[open + 21] !== DOT || bytes[open + TIME] !== CLOSE_BRACKET) return -1;
	return isDigit(bytes[open + 1]) && monthAt(bytes, open + 4) !== null ? open : -1;
}

/** Whether the program says so, or the text begins as HAProxy's lines do. */
export function fits(message: Message): boolean {
	const { bytes, end, programStart, programEnd } = message;
	if (programEnd - programStart >= NAME.length && startsWith(bytes, NAME, programStart, programEnd))
		return true;
	const start = textStart(message);
	if (dateOpen(bytes, start, end) >= 0 || startsWith(bytes, CONNECT, start, end)) return true;
	return isClf(bytes, start, end);
}

/** Whether a text tells of a connection that was only accepted. */
export function isConnect(bytes: Uint8Array, start: number, end: number): boolean {
	return startsWith(bytes, CONNECT, start, end);
}

/** Length of what stands before the client of such a text. */
export const CONNECT_LENGTH = CONNECT.length;

const state =
	/^(?:(?:Backup )?Server \S+\/\S+ is |Health check for (?:backup )?server \S+\/\S+ |(?:[Pp]roxy|backend) \S+ (?:has no server available!|started\.|stopped ))/;

/** Whether a text is what HAProxy says of its servers and proxies, as it stands in a log without syslog's headers. */
export function isState(bytes: Uint8Array, start: number, end: number): boolean {
	return state.test(textOf(bytes, start, Math.min(end, start + 128)));
}
