import { CLOSE_BRACKET, COLON, QUESTION, QUOTE, SPACE, STAR } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, indexOfBytes, isDigit, startsWith } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { requestParts, setField } from '../../records/lines/quoted.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { ServerLog } from '../../rows/host/server-log.ts';
import { ErrorContext } from './context.ts';
import { keepNative } from './native.ts';
import { continues, recordStart, TIME } from './shape.ts';

const USER = bytesOf('user "');
/** What ModSecurity puts before its own text. */
const CLIENT = bytesOf('[client ');

/** What nginx writes behind the name of a user, which may hold quotes of its own. */
const behindUser = ['" was not found in "', '": password mismatch', '": '].map(bytesOf);
const SEVERAL =
	'a record holds words of nginx that a client sent, and does not tell which client is the real one: it is left out';

/** Reads one record of the error log: a line, or several where its text has line ends. */
export class NginxErrorLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #row: ServerLog;
	readonly #context = new ErrorContext();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#row = new ServerLog(sink, 'nginx');
	}

	continues(bytes: Uint8Array, start: number, end: number): boolean {
		return continues(bytes, start, end);
	}

	read(message: Message): void {
		const { bytes, end } = message;
		const start = recordStart(message);
		if (start < 0) throw lineUnreadable('not a line of the error log of nginx', message);
		const ts = this.#sink.time.iso(bytes, start, start + TIME);
		if (ts === null) throw lineUnreadable('no such time', message);
		const close = indexOfByte(bytes, CLOSE_BRACKET, start, end);
		const colon = indexOfByte(bytes, COLON, close, end);
		if (colon < 0) throw lineUnreadable('the line is cut', message);
		const text = behindConnection(bytes, Math.min(end, colon + 2), end);
		this.#row.writer.ts.set(ts);
		this.#row.setOrigin(message, start > message.lineStart);
		this.#row.setLevel(bytes, start + TIME + 2, close);
		if (end > text) this.#row.columns.message.setBytes(bytes, text, end);
		const inner = this.#setClient(bytes, text, end);
		const values = this.#row.modSecurity.read(bytes, inner, end);
		const told = this.#context.read(bytes, { record: start, start: inner, end }, values > 0);
		if (told === 'several') this.#sink.note(SEVERAL);
		this.#setUser(bytes, text, this.#context.textEnd);
		this.#setContext(bytes);
		this.#row.writer.commit();
		this.#keepNative({ bytes, ids: [close + 2, colon], text: [text, end] }, this.#context);
	}

	/** Sets who `[client 192.0.2.1]` names in front of the text, and answers where that begins. */
	#setClient(bytes: Uint8Array, start: number, end: number): number {
		if (!startsWith(bytes, CLIENT, start, end)) return start;
		const close = indexOfByte(bytes, CLOSE_BRACKET, start, end);
		if (close < 0) return start;
		this.#row.writer.srcIp.read(bytes, start + CLIENT.length, close);
		return Math.min(end, close + 2);
	}

	#setUser(bytes: Uint8Array, start: number, end: number): void {
		if (!startsWith(bytes, USER, start, end)) return;
		const name = start + USER.length;
		const nameEnd = userEnd(bytes, name, end);
		if (nameEnd >= 0) setField(this.#row.columns.user, bytes, name, nameEnd, null);
	}

	#setContext(bytes: Uint8Array): void {
		const { clientStart, clientEnd, serverStart, serverEnd, requestStart, requestEnd } =
			this.#context;
		const { srcIp, dstIp, dstPort } = this.#row.writer;
		srcIp.read(bytes, clientStart, clientEnd);
		// A server without a name is its socket; one that listens everywhere is at no address.
		if (serverEnd > serverStart && isDigit(bytes[serverEnd - 1]) && !isNowhere(bytes, serverStart))
			putEndpoint({ ip: dstIp, port: dstPort }, bytes, serverStart, serverEnd);
		const parts = requestParts(bytes, requestStart, requestEnd);
		if (parts === null) return;
		const target = parts.methodEnd + 1;
		const question = indexOfByte(bytes, QUESTION, target, parts.targetEnd);
		const pathEnd = question < 0 ? parts.targetEnd : question;
		setField(this.#row.columns.path, bytes, target, pathEnd, null);
	}
}

/** Where a user's name ends: before the last of nginx's words behind one, or at the first quote. */
function userEnd(bytes: Uint8Array, start: number, end: number): number {
	for (const words of behindUser) {
		let last = -1;
		for (let at = indexOfBytes(bytes, words, start, end); at >= 0;) {
			last = at;
			at = indexOfBytes(bytes, words, at + 1, end);
		}
		if (last >= 0) return last;
	}
	return indexOfByte(bytes, QUOTE, start, end);
}

/** Behind `*46 `, the number of the connection. */
function behindConnection(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] !== STAR) return start;
	const blank = indexOfByte(bytes, SPACE, start, end);
	return blank < 0 ? end : blank + 1;
}

const nowhere = ['0.0.0.0:', '[::]:'].map(bytesOf);

function isNowhere(bytes: Uint8Array, start: number): boolean {
	return nowhere.some((address) => startsWith(bytes, address, start, bytes.length));
}
