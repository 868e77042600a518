import { CLOSE_BRACKET, COMMA, QUOTE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, startsWith } from '#lib/bytes.ts';
import { Address } from '#lib/address.ts';
import { isExplained } from './explained.ts';

const CLIENT = bytesOf(', client: ');
const SERVER = bytesOf(', server: ');
const REQUEST = bytesOf(', request: "');
const SOCKET = bytesOf('unix:');
/** What nginx writes behind a request. */
const behindRequest = ['subrequest', 'upstream', 'host', 'referrer'].map((name) =>
	bytesOf(`", ${name}: "`)
);
/** Bytes of a record at most: nginx cuts what is longer. */
const LONGEST = 2047;
/** Marks of a client that are looked at; a record with more is of somebody who plays with them. */
const MOST = 8;

const scratch = new Address();

/** Marks of a client that may be nginx's own. */
type ClientMarks = 'none' | 'one' | 'several';

/**
 * Where the parts lie that nginx writes behind an error of a request; a range is empty where it is not there. nginx
 * escapes nothing, and a client may have sent all of its words: within the path of a file, which stands in quotes in
 * front of what nginx wrote of the client and again in the request behind it, or within request and referrer.
 */
export class ErrorContext {
	clientStart = 0;
	clientEnd = 0;
	serverStart = 0;
	serverEnd = 0;
	requestStart = 0;
	requestEnd = 0;
	/** Where the text ends and the mark of the client begins; the end where there is none. */
	textEnd = 0;

	/**
	 * @param record where the record begins
	 * @param bracketed true where a value in brackets ends the text, as ModSecurity's does
	 */
	read(
		bytes: Uint8Array,
		{ record, start, end }: { record: number; start: number; end: number },
		bracketed: boolean
	): ClientMarks {
		this.clientStart = this.clientEnd = start;
		this.serverStart = this.serverEnd = start;
		this.requestStart = this.requestEnd = start;
		this.textEnd = end;
		const marks = marksIn(bytes, start, end).filter(
			(mark) => !bracketed || bytes[mark - 1] === CLOSE_BRACKET
		);
		const mark = markOfNginx(bytes, marks, { start, end, cut: end - record >= LONGEST });
		if (mark === null) return marks.length > 0 ? 'several' : 'none';
		this.#set(bytes, mark, end);
		return 'one';
	}

	#set(bytes: Uint8Array, mark: number, end: number): void {
		this.textEnd = mark;
		this.clientStart = mark + CLIENT.length;
		this.clientEnd = commaOrEnd(bytes, this.clientStart, end);
		let at = this.clientEnd;
		if (startsWith(bytes, SERVER, at, end)) {
			this.serverStart = at + SERVER.length;
			this.serverEnd = commaOrEnd(bytes, this.serverStart, end);
			at = this.serverEnd;
		}
		if (!startsWith(bytes, REQUEST, at, end)) return;
		const close = requestClose(bytes, at + REQUEST.length, end);
		if (close < 0) return;
		this.requestStart = at + REQUEST.length;
		this.requestEnd = close;
	}
}

/** The marks of a client that are followed by an address and by nothing but what nginx writes behind one. */
function marksIn(bytes: Uint8Array, start: number, end: number): number[] {
	const marks: number[] = [];
	let at = indexOfBytes(bytes, CLIENT, start, end);
	for (; at >= 0 && marks.length < MOST; at = indexOfBytes(bytes, CLIENT, at + 1, end))
		if (isWhole(bytes, at, end)) marks.push(at);
	return marks;
}

function isWhole(bytes: Uint8Array, mark: number, end: number): boolean {
	const client = mark + CLIENT.length;
	const clientEnd = commaOrEnd(bytes, client, end);
	if (!scratch.read(bytes, client, clientEnd) && !startsWith(bytes, SOCKET, client, clientEnd))
		return false;
	if (clientEnd === end) return true;
	if (!startsWith(bytes, SERVER, clientEnd, end)) return false;
	const server = clientEnd + SERVER.length;
	const serverEnd = commaOrEnd(bytes, server, end);
	if (indexOfByte(bytes, QUOTE, server, serverEnd) >= 0) return false;
	return serverEnd === end || startsWith(bytes, REQUEST, serverEnd, end);
}

/**
 * The mark that nginx wrote, or null. It is the first where nothing in quotes stands before it, for what a client sent
 * is in quotes. Behind quotes, one before it may be of the path: then the request has the same.
 */
function markOfNginx(
	bytes: Uint8Array,
	marks: readonly number[],
	{ start, end, cut }: { start: number; end: number; cut: boolean }
): number | null {
	const first = marks[0];
	if (first === undefined) return null;
	const quoted = indexOfByte(bytes, QUOTE, start, first) >= 0;
	if (!quoted) return first;
	// What nginx wrote may be what was cut off.
	if (cut && bytes[end - 1] !== QUOTE) return null;
	const explained = marks.filter((mark, at) => isExplained(bytes, marks.slice(0, at), mark, end));
	return explained.length === 1 ? explained[0]! : null;
}

function commaOrEnd(bytes: Uint8Array, start: number, end: number): number {
	const comma = indexOfByte(bytes, COMMA, start, end);
	return comma < 0 ? end : comma;
}

/** The quote that nginx's next word follows, or the line's end; a client may have sent quotes. */
function requestClose(bytes: Uint8Array, start: number, end: number): number {
	for (let at = start; at < end; at++) {
		at = indexOfByte(bytes, QUOTE, at, end);
		if (at < 0) return -1;
		if (at + 1 === end || behindRequest.some((word) => startsWith(bytes, word, at, end))) return at;
	}
	return -1;
}
