import { CLOSE_BRACKET, OPEN_BRACKET, QUOTE, SLASH } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, skipWhite, startsWith, wholeNumber, wordEnd } from '#lib/bytes.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import { hashes } from '../../records/lines/escapes.ts';
import { setField } from '../../records/lines/quoted.ts';
import type { RequestPlace } from './fields.ts';

const NOBODY = bytesOf(' - - ');
const NO_HEADERS = bytesOf(' "" "" ');
/** Bytes of `[06/Feb/2009:12:14:14 +0000]`. */
const TIME = 28;
const MAX_PORT = 65_535;
const SECOND = 1000;

/**
 * Where the parts of a line of `option httplog clf` lie (docs.haproxy.org, "Custom log format"). Behind what a web server
 * would write stand the client's port and milliseconds: those of when the connection was accepted (`%ms`), which are not
 * those of a later request on it.
 */
export class ClfFields implements RequestPlace {
	source: Uint8Array = new Uint8Array(0);
	start = 0;
	clientEnd = 0;
	timeStart = 0;
	timeEnd = 0;
	requestStart = -1;
	requestEnd = -1;
	isCut = false;
	/** What stands behind the parts that are known, from the milliseconds on. */
	restStart = 0;
	/** Null where the line is cut before it. */
	status: number | null = null;
	bytes: number | null = null;
	port: number | null = null;
	/** Whether the milliseconds are there. */
	isWhole = false;

	/** False where a line is none such. */
	read(source: Uint8Array, start: number, end: number): boolean {
		this.source = source;
		this.start = start;
		this.clientEnd = wordEnd(source, start, end);
		const open = this.clientEnd + NOBODY.length;
		const close = open + TIME - 1;
		if (!startsWith(source, NOBODY, this.clientEnd, end) || source[open] !== OPEN_BRACKET)
			return false;
		if (source[close] !== CLOSE_BRACKET || source[open + 3] !== SLASH || close >= end) return false;
		this.timeStart = open + 1;
		this.timeEnd = close;
		this.#readRequest(close + 1, end);
		return true;
	}

	#readRequest(start: number, end: number): void {
		const quote = skipWhite(this.source, start, end);
		const isQuoted = this.source[quote] === QUOTE && quote < end;
		const close = isQuoted ? indexOfByte(this.source, QUOTE, quote + 1, end) : -1;
		this.isCut = close < 0;
		this.requestStart = isQuoted ? quote + 1 : -1;
		this.requestEnd = close < 0 ? end : close;
		this.#readBehind(close < 0 ? end : close + 1, end);
	}

	#readBehind(start: number, end: number): void {
		this.restStart = start;
		this.status = this.#next(end);
		this.bytes = this.#next(end);
		const hasClient = startsWith(this.source, NO_HEADERS, this.restStart, end);
		if (hasClient) this.restStart += NO_HEADERS.length - 1;
		const port = hasClient ? this.#next(end) : null;
		this.port = port !== null && port > 0 && port <= MAX_PORT ? port : null;
		const behind = this.restStart;
		const milliseconds = this.port === null ? null : this.#next(end);
		this.isWhole = milliseconds !== null && milliseconds < SECOND;
		this.restStart = behind;
	}

	/** The next word as a number; null where it is none, or the line may be cut within it. */
	#next(end: number): number | null {
		const from = skipWhite(this.source, this.restStart, end);
		const stop = wordEnd(this.source, from, end);
		if (stop === from || stop >= end) return null;
		this.restStart = stop;
		return wholeNumber(this.source, from, stop);
	}
}

/** Whether a line is one of HAProxy by what stands behind its request: no headers, a port and milliseconds. */
export function isClf(bytes: Uint8Array, start: number, end: number): boolean {
	return scratch.read(bytes, start, end) && scratch.isWhole;
}

const scratch = new ClfFields();

/** Keeps the parts of a line, and what stands behind them. */
export function keepClf(native: NativeWriter, clf: ClfFields, end: number): void {
	const keep = (name: string, from: number, to: number) =>
		setField(native.text(name), clf.source, from, to, hashes);
	keep('client', clf.start, clf.clientEnd);
	keep('time', clf.timeStart, clf.timeEnd);
	if (clf.requestStart >= 0) keep('request', clf.requestStart, clf.requestEnd);
	keep('further', skipWhite(clf.source, clf.restStart, end), end);
	native.commit();
}
