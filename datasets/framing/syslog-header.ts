import { isDigit, skipWhite, SPACE, wordEnd } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';

/** Where the parts of a syslog line lie; reused for every line. */
export interface SyslogHeader {
	/** Microseconds since 1970 UTC; null where the line begins with no time. */
	ts: number | bigint | null;
	hostStart: number;
	/** Same as `hostStart` where the line names no host. */
	hostEnd: number;
	/** Where what follows the host begins: with BSD syslog the tag (`kernel:`), with RFC 5424 the message. */
	rest: number;
}

export function emptyHeader(): SyslogHeader {
	return { ts: null, hostStart: 0, hostEnd: 0, rest: 0 };
}

const LESS = 60;
const GREATER = 62;
const COLON = 58;
const DASH = 45;
const OPENING = 91;
const CLOSING = 93;
const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Reads the head of a line in any of the shapes that syslog writes: `Mon DD HH:MM:SS host …` (RFC 3164),
 * `2006-01-02T15:04:05.000+00:00 host …` (also with a blank for the T), and RFC 5424 with its version; each
 * with or without `<priority>` in front.
 */
export function readSyslogHeader(
	header: SyslogHeader,
	time: TimeReader,
	range: { bytes: Uint8Array; start: number; end: number }
): void {
	const { bytes, end } = range;
	const start = behindPriority(bytes, range.start, end);
	const versioned = bytes[start] === 49 && bytes[start + 1] === SPACE;
	const timeStart = versioned ? start + 2 : start;
	const timeEnd = isDigit(bytes[timeStart])
		? isoEnd(bytes, timeStart, end)
		: bsdEnd(bytes, timeStart, end);
	header.ts = isDigit(bytes[timeStart])
		? time.iso(bytes, timeStart, timeEnd)
		: time.syslog(bytes, timeStart, timeEnd);
	header.hostStart = skipWhite(bytes, timeEnd, end);
	header.hostEnd = wordEnd(bytes, header.hostStart, end);
	header.rest = skipWhite(bytes, header.hostEnd, end);
	if (!versioned) return;
	if (isNil(bytes, header.hostStart, header.hostEnd)) header.hostEnd = header.hostStart;
	header.rest = messageStart(bytes, header.rest, end);
}

function behindPriority(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] !== LESS) return start;
	let at = start + 1;
	while (at < end && at < start + 4 && isDigit(bytes[at])) at++;
	return bytes[at] === GREATER ? at + 1 : start;
}

/** `2006-01-02T15:04:05…` is one word; with a blank for the T it is two. */
function isoEnd(bytes: Uint8Array, start: number, end: number): number {
	const first = wordEnd(bytes, start, end);
	const timed = first - start === 10 && isDigit(bytes[first + 1]) && bytes[first + 3] === COLON;
	return timed ? wordEnd(bytes, first + 1, end) : first;
}

/** Behind the third word: month, day, clock. */
function bsdEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	for (let word = 0; word < 3; word++) at = wordEnd(bytes, skipWhite(bytes, at, end), end);
	return at;
}

function isNil(bytes: Uint8Array, start: number, end: number): boolean {
	return end === start + 1 && bytes[start] === DASH;
}

/** Behind program, process, message id and structured data of RFC 5424. */
function messageStart(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	for (let word = 0; word < 3; word++) at = skipWhite(bytes, wordEnd(bytes, at, end), end);
	if (bytes[at] === OPENING)
		while (bytes[at] === OPENING && at < end) at = elementEnd(bytes, at, end);
	else at = wordEnd(bytes, at, end);
	at = skipWhite(bytes, at, end);
	return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? at + 3 : at;
}

/** Behind one `[id name="value"]`, whose values may hold an escaped quote or a bracket. */
function elementEnd(bytes: Uint8Array, start: number, end: number): number {
	let quoted = false;
	for (let i = start; i < end; i++) {
		const byte = bytes[i]!;
		if (byte === BACKSLASH) i++;
		else if (byte === QUOTE) quoted = !quoted;
		else if (byte === CLOSING && !quoted) return i + 1;
	}
	return end;
}

/**
 * Where the message begins behind a BSD tag such as `kernel:`, `sshd[123]:` or `kern.warn kernel:`; the
 * same place where there is no tag.
 */
export function behindTag(bytes: Uint8Array, start: number, end: number): number {
	const first = wordEnd(bytes, start, end);
	if (isTag(bytes, start, first)) return skipWhite(bytes, first, end);
	const second = skipWhite(bytes, first, end);
	const secondEnd = wordEnd(bytes, second, end);
	const facility = bytes.subarray(start, first).indexOf(46) > 0;
	return facility && isTag(bytes, second, secondEnd) ? skipWhite(bytes, secondEnd, end) : start;
}

/** A word that begins with a letter and ends in a colon. */
function isTag(bytes: Uint8Array, start: number, end: number): boolean {
	if (end - start < 2 || bytes[end - 1] !== COLON) return false;
	const first = bytes[start]! | 32;
	return first >= 97 && first <= 122;
}
