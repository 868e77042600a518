import { unreadable } from '#lib/unreadable.ts';
import { CLOSE_BRACKET, OPEN_BRACKET, QUOTE, SLASH } from '#lib/ascii.ts';
import type { TextColumn } from '#tables/column.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { indexOfByte, skipWhite, textOf, trimEnd, wholeNumber, wordEnd } from '#lib/bytes.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { backslashes, percents, type Escapes } from '../../records/lines/escapes.ts';
import { closingQuote, requestClose, setField } from '../../records/lines/quoted.ts';
import { serverPutter } from '../../rows/web/server.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { readFront, type BeforeTime } from './client.ts';

const MAX_DIGITS = 15;

/** Reads one request that a server logged. */
export class AccessLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #web: EventWriter;
	readonly #columns;
	readonly #front: BeforeTime = {
		hostStart: 0, hostEnd: 0, clientStart: 0, clientEnd: 0, portStart: 0, portEnd: 0,
		identStart: 0, identEnd: 0, userStart: 0, userEnd: 0
	}; // prettier-ignore
	readonly #request: WebRequest;
	readonly #setServer: () => void;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(this.#keepNative.bind(this));
		this.#web = sink.table('web');
		this.#request = new WebRequest(this.#web, backslashes);
		this.#setServer = serverPutter(sink, this.#web);
		this.#columns = {
			host: this.#web.text('host'),
			status: this.#web.int32('status'),
			bytes: this.#web.int64('bytes'),
			userAgent: this.#web.text('user_agent'),
			referer: this.#web.text('referer'),
			user: this.#web.text('user')
		};
	}

	read({ bytes, start, end }: Message): void {
		const open = this.#readTime(bytes, start, end);
		this.#readFront(bytes, start, open);
		const close = indexOfByte(bytes, CLOSE_BRACKET, open, end);
		const quote = skipWhite(bytes, close + 1, end);
		if (bytes[quote] !== QUOTE || quote >= end)
			throw unreadable('no request behind the time', textOf(bytes, quote, end));
		const requestEnd = requestClose(bytes, quote, end);
		if (requestEnd < 0)
			throw unreadable('the line is cut within the request', textOf(bytes, quote, end));
		this.#request.line(bytes, quote + 1, requestEnd);
		this.#setServer();
		const rest = this.#readResult(bytes, requestEnd + 1, end);
		const extra = this.#readHeaders(bytes, rest, end);
		this.#setUser(bytes, endsAsSquid(bytes, extra, end) ? percents : backslashes);
		this.#keepBeside(bytes, quote + 1, requestEnd, extra, end);
		this.#web.commit();
	}

	/** Sets the time and answers where its bracket opens. */
	#readTime(bytes: Uint8Array, start: number, end: number): number {
		for (let open = start; ; open++) {
			open = indexOfByte(bytes, OPEN_BRACKET, open, end);
			if (open < 0) throw unreadable('no time in brackets', textOf(bytes, start, end));
			// A client may put brackets into the user's name; a time has its slash here.
			if (bytes[open + 3] !== SLASH) continue;
			const close = indexOfByte(bytes, CLOSE_BRACKET, open, Math.min(end, open + 40));
			const ts = close < 0 ? null : this.#sink.time.commonLog(bytes, open + 1, close);
			if (ts === null && close >= 0 && bytes[skipWhite(bytes, close + 1, end)] !== QUOTE) continue;
			if (ts === null)
				throw unreadable('no such time', textOf(bytes, open, Math.min(end, open + 40)));
			this.#web.ts.set(ts);
			return open;
		}
	}

	#readFront(bytes: Uint8Array, start: number, end: number): void {
		const front = this.#front;
		readFront(front, bytes, start, end);
		if (front.hostEnd > front.hostStart)
			setField(this.#columns.host, bytes, front.hostStart, front.hostEnd);
		const known = this.#web.srcIp.read(bytes, front.clientStart, front.clientEnd);
		const port = known ? wholeNumber(bytes, front.portStart, front.portEnd) : null;
		if (port !== null) this.#web.srcPort.set(port);
	}

	#setUser(bytes: Uint8Array, escapes: Escapes): void {
		const { userStart, userEnd } = this.#front;
		const empty = bytes[userStart] === QUOTE && bytes[userStart + 1] === QUOTE;
		if (!empty) setField(this.#columns.user, bytes, userStart, userEnd, escapes);
	}

	/** Reads status and bytes, and answers where they end. */
	#readResult(bytes: Uint8Array, start: number, end: number): number {
		const status = skipWhite(bytes, start, end);
		const statusEnd = wordEnd(bytes, status, end);
		const size = skipWhite(bytes, statusEnd, end);
		const sizeEnd = wordEnd(bytes, size, end);
		if (size === sizeEnd)
			throw unreadable('the line is cut before the bytes', textOf(bytes, status, end));
		const code = numberOrNull(bytes, status, statusEnd, 'status');
		const length = numberOrNull(bytes, size, sizeEnd, 'bytes');
		// A server that closed the connection without a word writes 000.
		if (code !== null && code > 0 && code < 1000) this.#columns.status.set(code);
		if (length !== null) this.#columns.bytes.set(length);
		return sizeEnd;
	}

	/** Reads referer and agent where they are there, and answers where they end. */
	#readHeaders(bytes: Uint8Array, start: number, end: number): number {
		const { referer, userAgent } = this.#columns;
		return this.#readHeader(userAgent, bytes, this.#readHeader(referer, bytes, start, end), end);
	}

	#readHeader(column: TextColumn, bytes: Uint8Array, start: number, end: number): number {
		const quote = skipWhite(bytes, start, end);
		if (bytes[quote] !== QUOTE || quote >= end) return start;
		const close = closingQuote(bytes, quote, end);
		if (close < 0) {
			this.#sink.note(`a line is cut within its ${column.name}; that field was left out`);
			return end;
		}
		setField(column, bytes, quote + 1, close);
		return close + 1;
	}

	#keepNative(
		native: NativeWriter,
		bytes: Uint8Array,
		request: number,
		requestEnd: number,
		extra: number,
		end: number
	): void {
		const { clientStart, clientEnd, identStart, identEnd } = this.#front;
		const set = (name: string, start: number, stop: number) => {
			const from = skipWhite(bytes, start, stop);
			setField(native.text(name), bytes, from, stop);
		};
		set('client', clientStart, clientEnd);
		set('ident', identStart, identEnd);
		set('request', request, requestEnd);
		set('further', extra, end);
		native.commit();
	}
}

function numberOrNull(bytes: Uint8Array, start: number, end: number, what: string): number | null {
	if (end === start + 1 && bytes[start] === 45) return null;
	const number = end - start > MAX_DIGITS ? null : wholeNumber(bytes, start, end);
	if (number === null || number < 0)
		throw unreadable(`${what} not readable`, textOf(bytes, start, end));
	return number;
}

const SQUID = /^ ?[A-Z_]+:[A-Z_]+$/;
const LONGEST_OF_SQUID = 64;

/** Whether Squid's result and hierarchy end the line, as `TCP_MISS:HIER_DIRECT`. */
function endsAsSquid(bytes: Uint8Array, start: number, end: number): boolean {
	const stop = trimEnd(bytes, start, end);
	if (stop <= start || stop - start > LONGEST_OF_SQUID) return false;
	return SQUID.test(textOf(bytes, start, stop));
}
