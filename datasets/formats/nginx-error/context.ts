import { COMMA, QUOTE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isWhite, startsWith } from '#lib/bytes.ts';

const CLIENT = bytesOf(', client: ');
const SERVER = bytesOf(', server: ');
const REQUEST = bytesOf(', request: "');

/** Where the parts lie that nginx writes behind an error of a request; a range is empty where it is not there. */
export class ErrorContext {
	clientStart = 0;
	clientEnd = 0;
	serverStart = 0;
	serverEnd = 0;
	requestStart = 0;
	requestEnd = 0;

	read(bytes: Uint8Array, start: number, end: number): void {
		this.clientStart = this.clientEnd = start;
		this.serverStart = this.serverEnd = start;
		this.requestStart = this.requestEnd = start;
		const client = clientAt(bytes, start, end);
		if (client < 0) return;
		this.clientStart = client + CLIENT.length;
		this.clientEnd = commaOrEnd(bytes, this.clientStart, end);
		let at = this.clientEnd;
		if (startsWith(bytes, SERVER, at, end)) {
			this.serverStart = at + SERVER.length;
			this.serverEnd = commaOrEnd(bytes, this.serverStart, end);
			at = this.serverEnd;
		}
		if (!startsWith(bytes, REQUEST, at, end)) return;
		const from = at + REQUEST.length;
		const close = requestClose(bytes, from, end);
		if (close < 0) return;
		this.requestStart = from;
		this.requestEnd = close;
	}
}

/** The first mark of a client that does not stand in quotes, in which a path or a value of its own would. */
function clientAt(bytes: Uint8Array, start: number, end: number): number {
	let quoted = false;
	let from = start;
	for (let at = indexOfBytes(bytes, CLIENT, start, end); at >= 0;) {
		for (; from < at; from++) if (bytes[from] === QUOTE) quoted = !quoted;
		if (!quoted) return at;
		at = indexOfBytes(bytes, CLIENT, at + 1, end);
	}
	return -1;
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
		if (at + 1 === end || (bytes[at + 1] === COMMA && isWhite(bytes[at + 2] ?? 0))) return at;
	}
	return -1;
}
