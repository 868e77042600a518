import { COMMA, DASH } from '#lib/ascii.ts';
import { skipWhite, trimEnd, wordEnd } from '#lib/bytes.ts';
import { isAddress, isBracketed, isEndpoint, isHost, portMark } from './host-word.ts';

/** Ranges of what stands before the time; a range is empty where the line has no such field. */
export interface BeforeTime {
	hostStart: number;
	/** Without brackets and port. */
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

/** Words that are looked at: what stands in front of a client, and those behind it that tell what it is. */
const MOST = 8;
const starts = new Int32Array(MOST);
const ends = new Int32Array(MOST);

/**
 * Reads what stands before the time into `front`: `client ident user`, also behind `host[:port]`, and `client host
 * user` as lighttpd writes it. Any other word in front of the client (the id of a request, the name of a container, the
 * tag of a program) is no field of it.
 */
export function readFront(front: BeforeTime, bytes: Uint8Array, start: number, end: number): void {
	const last = trimEnd(bytes, start, end);
	const count = cutWords(bytes, start, last);
	front.hostStart = front.hostEnd = start;
	if (count === 0) return readUser(front, bytes, start, last);
	const client = clientWord(bytes, count);
	setClient(front, bytes, starts[client]!, withoutComma(bytes, ends[client]!));
	if (client > 0) setHost(front, bytes, client - 1);
	let behind = lastOfList(bytes, client, count) + 1;
	if (behind === client + 1 && isHostBehind(bytes, behind, count)) {
		// Of two words the second may be a user as well, and is neither.
		const hasUser = behind + 1 < count;
		if (hasUser) setHost(front, bytes, behind);
		return readUser(front, bytes, hasUser ? starts[behind + 1]! : last, last, true);
	}
	// A column that is not known may stand before the ident.
	if (behind + 2 < count && !isDash(bytes, behind) && isDash(bytes, behind + 1)) behind++;
	readUser(front, bytes, behind < count ? starts[behind]! : last, last);
}

function cutWords(bytes: Uint8Array, start: number, end: number): number {
	let count = 0;
	for (let at = skipWhite(bytes, start, end); at < end && count < MOST; count++) {
		starts[count] = at;
		ends[count] = wordEnd(bytes, at, end);
		at = skipWhite(bytes, ends[count]!, end);
	}
	return count;
}

/**
 * The place of the client: the first address that stands before an ident of `-`, behind which a user might have put
 * another; the one behind it where the first is the host. Where there is none, the client has a name, and stands
 * behind a host with a port or first.
 */
function clientWord(bytes: Uint8Array, count: number): number {
	for (let word = 0; word < count && !isDash(bytes, word); word++) {
		if (!isEndpoint(bytes, starts[word]!, withoutComma(bytes, ends[word]!))) continue;
		return isHostOfNext(bytes, word, count) ? word + 1 : word;
	}
	const named = count > 2 && portMark(bytes, starts[0]!, ends[0]!) < ends[0]! && !isDash(bytes, 1);
	return named ? 1 : 0;
}

/** `192.0.2.80 203.0.113.9 - user`: the machine was asked by its address. */
function isHostOfNext(bytes: Uint8Array, word: number, count: number): boolean {
	return (
		word + 3 < count &&
		bytes[ends[word]! - 1] !== COMMA &&
		isEndpoint(bytes, starts[word + 1]!, ends[word + 1]!) &&
		isDash(bytes, word + 2)
	);
}

/** Whether a host stands behind a known client, and no ident: three words, or more where a user's name has blanks. */
function isHostBehind(bytes: Uint8Array, word: number, count: number): boolean {
	if (word >= count || !isHost(bytes, starts[word]!, ends[word]!)) return false;
	if (!isEndpoint(bytes, starts[word - 1]!, ends[word - 1]!)) return false;
	return word + 2 >= count || !isDash(bytes, word + 1);
}

/** The last word of a list of forwarded addresses, the first of which is the client: the one without a comma. */
function lastOfList(bytes: Uint8Array, first: number, count: number): number {
	let word = first;
	while (word + 1 < count && bytes[ends[word]! - 1] === COMMA) word++;
	return word;
}

function withoutComma(bytes: Uint8Array, end: number): number {
	return bytes[end - 1] === COMMA ? end - 1 : end;
}

function isDash(bytes: Uint8Array, word: number): boolean {
	return ends[word] === starts[word]! + 1 && bytes[starts[word]!] === DASH;
}

function setHost(front: BeforeTime, bytes: Uint8Array, word: number): void {
	const [start, end] = [starts[word]!, ends[word]!];
	if (!isHost(bytes, start, end)) return;
	const to = isAddress(bytes, start, end) ? end : portMark(bytes, start, end);
	const bracketed = isBracketed(bytes, start, to);
	front.hostStart = bracketed ? start + 1 : start;
	front.hostEnd = bracketed ? to - 1 : to;
}

function setClient(front: BeforeTime, bytes: Uint8Array, start: number, end: number): void {
	const whole = isAddress(bytes, start, end);
	const colon = whole ? end : portMark(bytes, start, end);
	front.portStart = Math.min(colon + 1, end);
	front.portEnd = end;
	const bracketed = isBracketed(bytes, start, colon);
	front.clientStart = bracketed ? start + 1 : start;
	front.clientEnd = bracketed ? colon - 1 : colon;
}

/** Reads `[ident] user` from `start`; all of it is the user where `whole` says so. */
function readUser(
	front: BeforeTime,
	bytes: Uint8Array,
	start: number,
	end: number,
	whole = false
): void {
	const next = Math.min(skipWhite(bytes, start, end), end);
	const nextEnd = wordEnd(bytes, next, end);
	const hasIdent = !whole && nextEnd < end;
	front.identStart = next;
	front.identEnd = hasIdent ? nextEnd : next;
	front.userStart = hasIdent ? skipWhite(bytes, nextEnd, end) : next;
	front.userEnd = end;
}
