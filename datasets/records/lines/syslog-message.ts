import { CLOSE_BRACKET, CLOSE_PAREN, COLON, DOT, OPEN_BRACKET, OPEN_PAREN } from '#lib/ascii.ts';
import { indexOfByte, isDigit, skipWhite, wordEnd } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { Message } from '../../format.ts';
import { isLevel } from './level-word.ts';
import { readSyslogHeader } from './syslog-header.ts';

/** Characters of a program's name at most: a longer word with a colon is text. */
const LONGEST_TAG = 64;

export function emptyMessage(): Message {
	return {
		bytes: new Uint8Array(0),
		lineStart: 0,
		start: 0,
		end: 0,
		ts: null,
		priority: -1,
		hostStart: 0,
		hostEnd: 0,
		programStart: 0,
		programEnd: 0,
		pidStart: 0,
		pidEnd: 0,
		messageIdStart: 0,
		messageIdEnd: 0,
		structuredStart: 0,
		structuredEnd: 0,
		rest: 0
	};
}

/**
 * Reads a line as a message: what syslog wrote in front of it, and where the message itself begins. A line
 * without a header is a message from its first byte (behind `<priority>`, where there is one).
 */
export function readMessage(
	message: Message,
	time: TimeReader,
	range: { bytes: Uint8Array; start: number; end: number }
): void {
	const { bytes, start, end } = range;
	message.bytes = bytes;
	message.lineStart = start;
	message.end = end;
	message.programStart = message.programEnd = start;
	message.pidStart = message.pidEnd = start;
	message.messageIdStart = message.messageIdEnd = start;
	message.structuredStart = message.structuredEnd = start;
	const versioned = readSyslogHeader(message, time, range);
	message.start = message.rest;
	if (message.ts !== null && !versioned) readTag(message);
}

/** Sets program and pid from a BSD tag that stands where the rest begins: `kernel:`, `sshd[123]:`, `(squid-1):`, `kern.warn kernel:`. */
export function readTag(message: Message): void {
	const { bytes, rest, end } = message;
	if (takeTag(message, rest, wordEnd(bytes, rest, end))) return;
	const first = wordEnd(bytes, rest, end);
	if (indexOfByte(bytes, DOT, rest + 1, first) < 0) return;
	const second = skipWhite(bytes, first, end);
	takeTag(message, second, wordEnd(bytes, second, end));
}

/** True where the word is a tag; a colon alone (as Cisco writes it) is one without a name. */
function takeTag(message: Message, start: number, end: number): boolean {
	const { bytes } = message;
	if (bytes[end - 1] !== COLON || end <= start || end - start > LONGEST_TAG) return false;
	const open = indexOfByte(bytes, OPEN_BRACKET, start, end);
	const named = open < 0 ? end - 1 : open;
	const bracketed = bytes[start] === OPEN_PAREN && bytes[named - 1] === CLOSE_PAREN;
	if (named > start && !isLetter(bytes[start]) && !bracketed) return false;
	if (open >= 0 && bytes[end - 2] !== CLOSE_BRACKET) return false;
	if (isLevel(bytes, start, named)) return false;
	message.programStart = start;
	message.programEnd = named;
	if (open >= 0 && isDigit(bytes[open + 1])) {
		message.pidStart = open + 1;
		message.pidEnd = end - 2;
	}
	message.start = skipWhite(bytes, end, message.end);
	return true;
}

function isLetter(byte: number | undefined): boolean {
	const lower = (byte ?? 0) | 32;
	return lower >= 97 && lower <= 122;
}
