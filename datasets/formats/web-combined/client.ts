import { Address } from '#lib/address.ts';
import { indexOfByte, skipWhite, trimEnd, wordEnd } from '#lib/bytes.ts';

const COLON = 58;

/** Ranges of what stands before the time; a range is empty where the line has no such field. */
export interface Front {
	hostStart: number;
	/** Without the port. */
	hostEnd: number;
	clientStart: number;
	clientEnd: number;
	identStart: number;
	identEnd: number;
	/** A name may hold blanks: it is all that is left. */
	userStart: number;
	userEnd: number;
}

const scratch = new Address();

/**
 * Reads `[host[:port]] client [ident] user` into `front`. The first word is the virtual host where the
 * second is an address, or where it ends in a port and is itself none.
 */
export function readFront(front: Front, bytes: Uint8Array, start: number, end: number): void {
	const last = trimEnd(bytes, start, end);
	const firstEnd = wordEnd(bytes, start, last);
	const secondStart = skipWhite(bytes, firstEnd, last);
	const secondEnd = wordEnd(bytes, secondStart, last);
	const colon = portMark(bytes, start, firstEnd);
	const hosted =
		scratch.read(bytes, secondStart, secondEnd) ||
		(colon < firstEnd && secondEnd < last && !scratch.read(bytes, start, firstEnd));
	front.hostStart = start;
	front.hostEnd = hosted ? colon : start;
	front.clientStart = hosted ? secondStart : start;
	front.clientEnd = hosted ? secondEnd : firstEnd;
	readUser(front, bytes, last);
}

function readUser(front: Front, bytes: Uint8Array, end: number): void {
	const next = skipWhite(bytes, front.clientEnd, end);
	const nextEnd = wordEnd(bytes, next, end);
	const hasUser = nextEnd < end;
	front.identStart = next;
	front.identEnd = hasUser ? nextEnd : next;
	front.userStart = hasUser ? skipWhite(bytes, nextEnd, end) : next;
	front.userEnd = end;
}

/** Where `:port` begins at the end of a word, or its end. */
function portMark(bytes: Uint8Array, start: number, end: number): number {
	const colon = indexOfByte(bytes, COLON, start, end);
	if (colon < 0 || colon + 1 === end) return end;
	for (let i = colon + 1; i < end; i++) if (bytes[i]! < 48 || bytes[i]! > 57) return end;
	return colon;
}
