import { CLOSE_BRACKET, COLON, COMMA, DASH, OPEN_BRACKET } from '#lib/ascii.ts';
import { Address } from '#lib/address.ts';
import { isDigit, skipWhite, trimEnd, wordEnd } from '#lib/bytes.ts';

/** Ranges of what stands before the time; a range is empty where the line has no such field. */
export interface Front {
	hostStart: number;
	/** Without the port. */
	hostEnd: number;
	/** Without brackets and port. */
	clientStart: number;
	clientEnd: number;
	portStart: number;
	portEnd: number;
	identStart: number;
	identEnd: number;
	/** A name may hold blanks: it is all that is left. */
	userStart: number;
	userEnd: number;
}

const scratch = new Address();

/**
 * Reads `[host[:port]] client[:port] [ident] user` into `front`. The first word is the virtual host where the
 * second is an address, or where it ends in a port and is itself none.
 */
export function readFront(front: Front, bytes: Uint8Array, start: number, end: number): void {
	const last = trimEnd(bytes, start, end);
	const firstEnd = wordEnd(bytes, start, last);
	const secondStart = skipWhite(bytes, firstEnd, last);
	const secondEnd = wordEnd(bytes, secondStart, last);
	const colon = portMark(bytes, start, firstEnd);
	front.hostStart = front.hostEnd = start;
	if (bytes[firstEnd - 1] === COMMA && firstEnd > start) {
		const listEnd = listStop(bytes, secondStart, last);
		setClient(front, bytes, start, firstEnd - 1);
		return readUser(front, bytes, listEnd, last);
	}
	const ofClient = secondEnd === secondStart + 1 && bytes[secondStart] === DASH;
	const hosted =
		isAddress(bytes, secondStart, secondEnd) ||
		(colon < firstEnd &&
			secondEnd < last &&
			!(ofClient && isAddress(bytes, start, colon)) &&
			!isAddress(bytes, start, firstEnd));
	if (hosted) front.hostEnd = colon;
	setClient(front, bytes, hosted ? secondStart : start, hosted ? secondEnd : firstEnd);
	readUser(front, bytes, hosted ? secondEnd : firstEnd, last);
}

/** Where a list of forwarded addresses ends, the first of which is the client: behind the word without a comma. */
function listStop(bytes: Uint8Array, start: number, end: number): number {
	for (let at = start; at < end;) {
		const stop = wordEnd(bytes, at, end);
		if (bytes[stop - 1] !== COMMA) return stop;
		at = skipWhite(bytes, stop, end);
	}
	return end;
}

function setClient(front: Front, bytes: Uint8Array, start: number, end: number): void {
	const whole = isAddress(bytes, start, end);
	const colon = whole ? end : portMark(bytes, start, end);
	front.portStart = Math.min(colon + 1, end);
	front.portEnd = end;
	const bracketed = isBracketed(bytes, start, colon);
	front.clientStart = bracketed ? start + 1 : start;
	front.clientEnd = bracketed ? colon - 1 : colon;
}

function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
	return isBracketed(bytes, start, end)
		? scratch.read(bytes, start + 1, end - 1)
		: scratch.read(bytes, start, end);
}

function isBracketed(bytes: Uint8Array, start: number, end: number): boolean {
	return end - start > 2 && bytes[start] === OPEN_BRACKET && bytes[end - 1] === CLOSE_BRACKET;
}

function readUser(front: Front, bytes: Uint8Array, start: number, end: number): void {
	const next = skipWhite(bytes, start, end);
	const nextEnd = wordEnd(bytes, next, end);
	const hasUser = nextEnd < end;
	front.identStart = next;
	front.identEnd = hasUser ? nextEnd : next;
	front.userStart = hasUser ? skipWhite(bytes, nextEnd, end) : next;
	front.userEnd = end;
}

/** Where `:port` begins at the end of a word, or its end. */
function portMark(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && isDigit(bytes[at - 1])) at--;
	return at > start && at < end && bytes[at - 1] === COLON ? at - 1 : end;
}
