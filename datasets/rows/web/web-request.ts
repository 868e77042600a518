import {
	AT,
	CLOSE_BRACKET,
	COLON,
	DASH,
	DOT,
	OPEN_BRACKET,
	PERCENT,
	QUESTION,
	SLASH,
	UNDERSCORE
} from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, indexOfByte, indexOfBytes, isDigit } from '#lib/bytes.ts';
import type { Escapes } from '../../records/lines/escapes.ts';
import { requestParts, setField } from '../../records/lines/quoted.ts';

const CONNECT = bytesOf('CONNECT');
const SCHEME = bytesOf('://');
/** Characters of a scheme, at most. */
const LONGEST_SCHEME = 16;

/** Sets the columns of a row of `web` that come from a request line, taking back what was escaped in it. */
export class WebRequest {
	/** Port that the target at hand names; -1 where it names none. */
	port = -1;
	readonly #columns;

	readonly #escapes;

	/** @param escapes how the server writes in its log what it does not print; null where it writes all as it is */
	constructor(web: EventWriter, escapes: Escapes | null = null) {
		this.#escapes = escapes;
		this.#columns = {
			host: web.text('host'),
			method: web.text('method'),
			url: web.text('url'),
			path: web.text('path'),
			query: web.text('query')
		};
	}

	/**
	 * `GET /path?query HTTP/1.1`. Text that is no request line sets nothing: a handshake, a probe, nothing at
	 * all.
	 */
	line(bytes: Uint8Array, start: number, end: number): void {
		const parts = requestParts(bytes, start, end);
		if (parts === null) return;
		setField(this.#columns.method, bytes, start, parts.methodEnd, this.#escapes);
		this.target(bytes, parts.methodEnd + 1, parts.targetEnd);
		if (equalsBytes(bytes, start, parts.methodEnd, CONNECT))
			this.authority(bytes, parts.methodEnd + 1, parts.targetEnd);
	}

	/**
	 * `/path?query`, `http://host:80/path?query`, or `*`. The host of a whole URL is the one asked for, unless
	 * the record has named another.
	 */
	target(bytes: Uint8Array, start: number, end: number): void {
		this.port = -1;
		setField(this.#columns.url, bytes, start, end, this.#escapes);
		const question = indexOfByte(bytes, QUESTION, start, end);
		const pathEnd = question < 0 ? end : question;
		if (question >= 0) setField(this.#columns.query, bytes, question + 1, end, this.#escapes);
		if (bytes[start] === SLASH)
			return setField(this.#columns.path, bytes, start, pathEnd, this.#escapes);
		const scheme = schemeEnd(bytes, start, pathEnd);
		if (scheme < 0) return;
		const slash = indexOfByte(bytes, SLASH, scheme, pathEnd);
		if (slash >= 0) setField(this.#columns.path, bytes, slash, pathEnd, this.#escapes);
		this.authority(bytes, scheme, slash < 0 ? pathEnd : slash);
	}

	/** `host`, `host:443` or `[::1]:443`, also with somebody's name in front of an `@`. */
	authority(bytes: Uint8Array, start: number, end: number): void {
		let from = start;
		for (let at = indexOfByte(bytes, AT, from, end); at >= 0;) {
			from = at + 1;
			at = indexOfByte(bytes, AT, from, end);
		}
		const bracket =
			bytes[from] === OPEN_BRACKET ? indexOfByte(bytes, CLOSE_BRACKET, from, end) : -1;
		const colon = indexOfByte(bytes, COLON, bracket < 0 ? from : bracket, end);
		const to = colon < 0 ? end : colon;
		this.port = colon < 0 ? -1 : portOf(bytes, colon + 1, end);
		if (this.#columns.host.isSet) return;
		if (bracket >= 0) this.#setHost(bytes, from + 1, bracket);
		else if (indexOfByte(bytes, COLON, to + 1, end) < 0) this.#setHost(bytes, from, to);
	}

	/** What no host can be called is none: whoever sent it meant something else. */
	#setHost(bytes: Uint8Array, start: number, end: number): void {
		for (let at = start; at < end; at++) if (!isOfHost(bytes[at]!)) return;
		setField(this.#columns.host, bytes, start, end, this.#escapes);
	}
}

/** Letters of any script, digits, and the marks of names and addresses. */
function isOfHost(byte: number): boolean {
	const lower = byte | 32;
	if (isDigit(byte) || byte > 127 || (lower >= 97 && lower <= 122)) return true;
	return byte === DOT || byte === DASH || byte === UNDERSCORE || byte === COLON || byte === PERCENT;
}

function schemeEnd(bytes: Uint8Array, start: number, end: number): number {
	const limit = Math.min(end, start + LONGEST_SCHEME + SCHEME.length);
	const scheme = indexOfBytes(bytes, SCHEME, start, limit);
	return scheme <= start ? -1 : scheme + SCHEME.length;
}

function portOf(bytes: Uint8Array, start: number, end: number): number {
	if (end === start || end - start > 5) return -1;
	let value = 0;
	for (let at = start; at < end; at++) {
		if (!isDigit(bytes[at])) return -1;
		value = value * 10 + bytes[at]! - 48;
	}
	return value > 65_535 ? -1 : value;
}
