import { CLOSE_BRACE, COLON, OPEN_BRACE, QUOTE, SLASH } from '#lib/ascii.ts';
import { indexOfByte, skipWhite, wordEnd } from '#lib/bytes.ts';

/** The words of a line of TCP behind its date, by their place. */
export const tcp = {
	frontend: 0, server: 1, timers: 2, bytes: 3, state: 4, connections: 5, queues: 6
} as const; // prettier-ignore

/** The words of a line of HTTP, behind which captured headers and the request stand. */
export const http = {
	frontend: 0, server: 1, timers: 2, status: 3, bytes: 4, requestCookie: 5, responseCookie: 6,
	state: 7, connections: 8, queues: 9
} as const; // prettier-ignore

/** What a line tells of, which follows from its words. */
export type Kind = 'http' | 'tcp' | 'failure' | null;

const MOST = 10;
const TCP_TIMERS = 3;
const HTTP_TIMERS = 5;
const TCP_WORDS = 7;

/** Where a request lies, its quotes left out; -1 where the line ends before it. */
export interface RequestPlace {
	requestStart: number;
	requestEnd: number;
	/** Whether the line ends before the request does. */
	isCut: boolean;
}

/** Where the parts of a line lie. */
export class HaproxyFields implements RequestPlace {
	bytes: Uint8Array = new Uint8Array(0);
	readonly starts = new Int32Array(MOST);
	readonly ends = new Int32Array(MOST);
	count = 0;
	/** Headers that were captured, braces included; empty where none were. */
	capturesStart = 0;
	capturesEnd = 0;
	requestStart = -1;
	requestEnd = -1;
	isCut = false;
	/** What stands behind the request. */
	restStart = 0;
	#timers = 0;

	/** Cuts what stands behind the accept date; null where it is nothing that HAProxy writes. */
	read(bytes: Uint8Array, start: number, end: number): Kind {
		this.bytes = bytes;
		this.count = 0;
		this.#timers = 0;
		let at = skipWhite(bytes, start, end);
		const first = wordEnd(bytes, at, end);
		if (first > at && bytes[first - 1] === COLON) return 'failure';
		while (at < end && this.count < this.#most()) {
			const stop = wordEnd(bytes, at, end);
			this.#add(at, stop);
			at = skipWhite(bytes, stop, end);
		}
		if (this.count < this.#most()) return null;
		this.#readTail(at, end);
		if (this.#timers === HTTP_TIMERS) return 'http';
		return this.#timers === TCP_TIMERS ? 'tcp' : null;
	}

	#most(): number {
		return this.#timers === HTTP_TIMERS ? MOST : TCP_WORDS;
	}

	#add(start: number, end: number): void {
		this.starts[this.count] = start;
		this.ends[this.count] = end;
		if (this.count++ === tcp.timers) this.#timers = parts(this.bytes, start, end);
	}

	/** HAProxy writes braces and quotes of a client in another way, so those that are there are its own. */
	#readTail(start: number, end: number): void {
		const { bytes } = this;
		let at = start;
		this.capturesStart = this.capturesEnd = start;
		while (bytes[at] === OPEN_BRACE && at < end) {
			const close = indexOfByte(bytes, CLOSE_BRACE, at, end);
			this.capturesEnd = close < 0 ? end : close + 1;
			at = skipWhite(bytes, this.capturesEnd, end);
		}
		this.requestStart = this.requestEnd = -1;
		this.restStart = at;
		const isQuoted = bytes[at] === QUOTE && at < end;
		const close = isQuoted ? indexOfByte(bytes, QUOTE, at + 1, end) : -1;
		this.isCut = close < 0;
		if (!isQuoted) return;
		this.requestStart = at + 1;
		this.requestEnd = close < 0 ? end : close;
		this.restStart = close < 0 ? end : skipWhite(bytes, close + 1, end);
	}
}

/** How many values a word has between its slashes. */
function parts(bytes: Uint8Array, start: number, end: number): number {
	let count = 1;
	for (let at = start; at < end; at++) if (bytes[at] === SLASH) count++;
	return count;
}

/** Where the last of the values between slashes begins. */
export function lastPart(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && bytes[at - 1] !== SLASH) at--;
	return at;
}
