import {
	BACKSLASH,
	CLOSE_BRACKET,
	COLON,
	COMMA,
	DASH,
	GREATER,
	LESS,
	OPEN_BRACKET,
	PERCENT,
	QUOTE,
	SLASH,
	SPACE
} from '#lib/ascii.ts';
import { indexOfByte, isDigit, skipWhite, textOf, wordEnd } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { Message } from '../../format.ts';
import { isLevel } from './level-word.ts';

/** What stands in front of a message: the part of `Message` that the header gives. */
type Header = Pick<
	Message,
	| 'ts'
	| 'priority'
	| 'hostStart'
	| 'hostEnd'
	| 'rest'
	| 'programStart'
	| 'programEnd'
	| 'pidStart'
	| 'pidEnd'
	| 'messageIdStart'
	| 'messageIdEnd'
	| 'structuredStart'
	| 'structuredEnd'
>;

/**
 * Reads the head of a line in any of the shapes that syslog writes: `Mon DD [YYYY] HH:MM:SS host …`
 * (RFC 3164), `2006-01-02T15:04:05.000+00:00 host …` (also with a blank for the T), RFC 5424 with its
 * version, and without a host `Www Mon DD HH:MM:SS YYYY …` as OpenWrt's logread prints it, and in brackets `dmesg -T`;
 * each with or without `<priority>` in front. `ts` is null, and there is no host, where the line begins with none of them.
 * True for RFC 5424, whose program, process, message id and structured data are set too, and for a line that
 * has them without priority and version.
 */
export function readSyslogHeader(
	header: Header,
	time: TimeReader,
	range: { bytes: Uint8Array; start: number; end: number }
): boolean {
	const { bytes, end } = range;
	const start = readPriority(header, bytes, range.start, end);
	if (isKernelTime(bytes, start, end)) return readKernelTime(header, time, { bytes, start, end });
	const versioned = bytes[start] === 49 && bytes[start + 1] === SPACE;
	if (!versioned && !beginsTime(bytes, start)) return none(header, start);
	const timeStart = versioned ? start + 2 : start;
	const iso = isDigit(bytes[timeStart]);
	const nil = versioned && isNil(bytes, timeStart, wordEnd(bytes, timeStart, end));
	const stop = nil ? timeStart + 1 : (iso ? isoEnd : bsdEnd)(bytes, timeStart, end);
	// A device may write a colon behind the time, and then no host.
	const closed = bytes[stop - 1] === COLON;
	const timeEnd = closed ? stop - 1 : stop;
	if (iso && indexOfByte(bytes, COMMA, timeStart, timeEnd) >= 0) return none(header, start);
	header.ts = iso ? time.iso(bytes, timeStart, timeEnd) : time.syslog(bytes, timeStart, timeEnd);
	header.hostStart = header.hostEnd = header.rest = start;
	if (header.ts === null && !nil) {
		readLogread(header, time, { bytes, start, end });
		return false;
	}
	readHost(header, { bytes, start: skipWhite(bytes, stop, end), end }, closed);
	if (!versioned && !(iso && isStructured(bytes, header.rest, end))) return false;
	if (isNil(bytes, header.hostStart, header.hostEnd)) header.hostEnd = header.hostStart;
	readWords(header, bytes, end);
	return true;
}

/** Four characters in front of what parts a date, or the first letter of the name of a month or a day. */
function beginsTime(bytes: Uint8Array, at: number): boolean {
	const byte = bytes[at];
	if (byte === undefined) return false;
	const letter = byte | 32;
	return isDigit(byte) ? isDateMark(bytes[at + 4]) : letter >= 97 && letter <= 122;
}

function isDateMark(byte: number | undefined): boolean {
	return byte === DASH || byte === SLASH || byte === COLON;
}

function none(header: Header, start: number): false {
	header.ts = null;
	header.hostStart = header.hostEnd = header.rest = start;
	return false;
}

/**
 * A word that begins with `%` or is a lone colon is no host: it is where a device's message begins. Nor is
 * one that ends in a colon, which is the tag: pfSense leaves the host out. A level is none either.
 */
function readHost(
	header: Header,
	{ bytes, start, end }: { bytes: Uint8Array; start: number; end: number },
	closed: boolean
): void {
	const stop = wordEnd(bytes, start, end);
	const isTag = bytes[stop - 1] === COLON && bytes[stop - 2] !== COLON;
	const isMark = bytes[start] === PERCENT || bytes[start] === COLON;
	const none = closed || isTag || isMark || isLevel(bytes, start, stop);
	header.hostStart = start;
	header.hostEnd = none ? start : stop;
	header.rest = skipWhite(bytes, header.hostEnd, end);
}

/** Characters of `Www Mon DD HH:MM:SS YYYY`, and where its blanks are. */
const LOGREAD_TIME = 24;
const timeBlanks = [3, 7, 10, 19];
const logreadBlanks = [...timeBlanks, LOGREAD_TIME];
/** Behind the bracket that closes the time. */
const kernelBlanks = [...timeBlanks, LOGREAD_TIME + 1];

function readLogread(
	header: Header,
	time: TimeReader,
	{ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }
): void {
	if (end - start <= LOGREAD_TIME) return;
	if (!logreadBlanks.every((at) => bytes[start + at] === SPACE)) return;
	header.ts = time.ctime(bytes, start, start + LOGREAD_TIME);
	if (header.ts === null) return;
	header.rest = skipWhite(bytes, start + LOGREAD_TIME, end);
	header.hostStart = header.hostEnd = header.rest;
}

/** As Apache's error log has it behind such a time. */
const apacheLevel = /^\[(?:\w+:)?(?:emerg|alert|crit|error|warn|notice|info|debug|trace\d)\]/;

/** `[Www Mon DD HH:MM:SS YYYY] `, as `dmesg -T` prints the messages of the kernel, which name no machine. */
function isKernelTime(bytes: Uint8Array, start: number, end: number): boolean {
	const close = start + 1 + LOGREAD_TIME;
	if (bytes[start] !== OPEN_BRACKET || bytes[close] !== CLOSE_BRACKET || close + 2 >= end)
		return false;
	if (!kernelBlanks.every((at) => bytes[start + 1 + at] === SPACE)) return false;
	return !apacheLevel.test(textOf(bytes, close + 2, Math.min(end, close + 40)));
}

function readKernelTime(
	header: Header,
	time: TimeReader,
	{ bytes, start, end }: { bytes: Uint8Array; start: number; end: number }
): false {
	const stop = start + 1 + LOGREAD_TIME;
	header.ts = time.ctime(bytes, start + 1, stop);
	header.rest = header.ts === null ? start : skipWhite(bytes, stop + 1, end);
	header.hostStart = header.hostEnd = header.rest;
	return false;
}

function readPriority(header: Header, bytes: Uint8Array, start: number, end: number): number {
	header.priority = -1;
	if (bytes[start] !== LESS) return start;
	let at = start + 1;
	let value = 0;
	for (; at < end && at < start + 4 && isDigit(bytes[at]); at++)
		value = value * 10 + bytes[at]! - 48;
	if (bytes[at] !== GREATER || at === start + 1) return start;
	if (value < 192) header.priority = value;
	return at + 1;
}

/** `2006-01-02T15:04:05…` is one word; with a blank for the T it is two. */
function isoEnd(bytes: Uint8Array, start: number, end: number): number {
	const first = wordEnd(bytes, start, end);
	const timed = first - start === 10 && isDigit(bytes[first + 1]) && bytes[first + 3] === COLON;
	return timed ? wordEnd(bytes, first + 1, end) : first;
}

/** Behind month, day and clock, with the year between where it is there. */
function bsdEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	for (let word = 0; word < 2; word++) at = wordEnd(bytes, skipWhite(bytes, at, end), end);
	const third = skipWhite(bytes, at, end);
	at = wordEnd(bytes, third, end);
	if (at - third !== 4 || !isDigit(bytes[third])) return at;
	return wordEnd(bytes, skipWhite(bytes, at, end), end);
}

/**
 * Whether program, process, message id and structured data follow as in RFC 5424: OPNsense keeps its lines so in
 * files, without priority and version.
 */
function isStructured(bytes: Uint8Array, start: number, end: number): boolean {
	const program = wordEnd(bytes, start, end);
	const process = skipWhite(bytes, program, end);
	const processEnd = wordEnd(bytes, process, end);
	if (bytes[program - 1] === COLON || processEnd === process) return false;
	if (!isNil(bytes, process, processEnd))
		for (let at = process; at < processEnd; at++) if (!isDigit(bytes[at])) return false;
	const id = skipWhite(bytes, processEnd, end);
	const data = skipWhite(bytes, wordEnd(bytes, id, end), end);
	return bytes[data] === OPEN_BRACKET && data < end && data > id;
}

function isNil(bytes: Uint8Array, start: number, end: number): boolean {
	return end === start + 1 && bytes[start] === DASH;
}

/** Program, process, message id and structured data of RFC 5424; a dash stands for none. */
function readWords(header: Header, bytes: Uint8Array, end: number): void {
	header.programStart = header.rest;
	header.programEnd = wordEnd(bytes, header.programStart, end);
	header.pidStart = skipWhite(bytes, header.programEnd, end);
	header.pidEnd = wordEnd(bytes, header.pidStart, end);
	header.messageIdStart = skipWhite(bytes, header.pidEnd, end);
	header.messageIdEnd = wordEnd(bytes, header.messageIdStart, end);
	header.structuredStart = skipWhite(bytes, header.messageIdEnd, end);
	let at = header.structuredStart;
	if (bytes[at] === OPEN_BRACKET)
		while (bytes[at] === OPEN_BRACKET && at < end) at = elementEnd(bytes, at, end);
	else at = wordEnd(bytes, at, end);
	header.structuredEnd = at;
	if (isNil(bytes, header.programStart, header.programEnd)) header.programEnd = header.programStart;
	if (isNil(bytes, header.pidStart, header.pidEnd)) header.pidEnd = header.pidStart;
	if (isNil(bytes, header.messageIdStart, header.messageIdEnd))
		header.messageIdEnd = header.messageIdStart;
	if (isNil(bytes, header.structuredStart, at)) header.structuredEnd = header.structuredStart;
	at = skipWhite(bytes, at, end);
	const marked = bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;
	header.rest = marked ? at + 3 : at;
}

/** Behind one `[id name="value"]`, whose values may hold an escaped quote or a bracket. */
function elementEnd(bytes: Uint8Array, start: number, end: number): number {
	let quoted = false;
	for (let i = start; i < end; i++) {
		const byte = bytes[i]!;
		if (byte === BACKSLASH) i++;
		else if (byte === QUOTE) quoted = !quoted;
		else if (byte === CLOSE_BRACKET && !quoted) return i + 1;
	}
	return end;
}
