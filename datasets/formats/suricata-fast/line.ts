import {
	bytesOf,
	indexOfByte,
	indexOfBytes,
	skipWhite,
	startsWith,
	textOf,
	trimEnd,
	wordEnd
} from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { lines } from '../../framing/lines.ts';
import { setEndpoint, unreadable } from './endpoints.ts';

const BAR = bytesOf('[**]');
const ARROW = bytesOf(' -> ');
const OPENING = 91;
const CLOSING = 93;
const BRACE = 123;
const CLOSING_BRACE = 125;
const COLON = 58;
const SLASH = 47;
const QUOTE = 34;
const EXCERPT = 60;

/** What a marker before the message says happened to the packet; `wDrop` would have, and did not. */
const actions = new Map([
	['drop', 'blocked'],
	['block', 'blocked'],
	['reject', 'blocked'],
	['wdrop', 'allowed'],
	['would_drop', 'allowed']
]);

export function open(sink: Sink): RecordReader {
	const reader = new FastLine(sink);
	return lines(sink, reader);
}

class FastLine {
	readonly #sink: Sink;
	readonly #alerts;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#alerts = sink.table('alerts');
		this.#columns = {
			gid: this.#alerts.int64('gid'),
			sid: this.#alerts.int64('sid'),
			rev: this.#alerts.int64('rev'),
			signature: this.#alerts.text('signature'),
			classification: this.#alerts.text('classification'),
			priority: this.#alerts.int32('priority'),
			action: this.#alerts.text('action')
		};
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		const timeEnd = wordEnd(bytes, start, end);
		const bar = indexOfBytes(bytes, BAR, timeEnd, end);
		if (bar < 0) throw unreadable('not a fast alert', excerpt(bytes, start, end));
		const ts = this.#sink.time.monthDay(bytes, start, timeEnd);
		if (ts === null) throw unreadable('no such time', excerpt(bytes, start, timeEnd));
		this.#alerts.ts.set(ts);
		this.#readMarker(bytes, skipWhite(bytes, timeEnd, bar), trimEnd(bytes, timeEnd, bar));
		const message = this.#readIds(bytes, skipWhite(bytes, bar + BAR.length, end), end);
		const next = indexOfBytes(bytes, BAR, message, end);
		if (next < 0)
			throw unreadable('the line is cut within the message', excerpt(bytes, message, end));
		this.#readMessage(bytes, message, trimEnd(bytes, message, next));
		const dated = bytes[start + 5] === SLASH;
		this.#readRest(bytes, next + BAR.length, trimEnd(bytes, next + BAR.length, end), dated);
		if (this.#sink.settings.native)
			this.#keepNative(bytes, [start, timeEnd, bar, message, next, end]);
		this.#alerts.commit();
	}

	/** Keeps the parts of the line as they are written: time, marker, numbers, message and the rest. */
	#keepNative(bytes: Uint8Array, cuts: readonly number[]): void {
		const { native } = this.#sink;
		['time', 'marker', 'rule', 'message', 'rest'].forEach((name, i) => {
			const bar = name === 'rule' || name === 'rest' ? BAR.length : 0;
			const start = skipWhite(bytes, cuts[i]! + bar, cuts[i + 1]!);
			const end = trimEnd(bytes, start, cuts[i + 1]!);
			if (start >= end) return;
			const column = native.column([name]);
			column.widen('text');
			column.setBytes(bytes, start, end);
		});
		native.commit();
	}

	/** `[Drop]` and its like between the time and the first bar. */
	#readMarker(bytes: Uint8Array, start: number, end: number): void {
		if (start >= end) return;
		if (bytes[start] !== OPENING || bytes[end - 1] !== CLOSING) {
			throw unreadable('not a fast alert', excerpt(bytes, start, end));
		}
		const action = actions.get(excerpt(bytes, start + 1, end - 1).toLowerCase());
		if (action !== undefined) this.#columns.action.set(action);
	}

	/** Reads `[gid:sid:rev]` and answers where the message begins. */
	#readIds(bytes: Uint8Array, start: number, end: number): number {
		const close = indexOfByte(bytes, CLOSING, start, end);
		const ids = /^\[(\d{1,10}):(\d{1,10}):(\d{1,10})$/.exec(excerpt(bytes, start, close));
		if (close < 0 || ids === null) {
			throw unreadable('[gid:sid:rev] not readable', excerpt(bytes, start, end));
		}
		this.#columns.gid.set(Number(ids[1]));
		this.#columns.sid.set(Number(ids[2]));
		this.#columns.rev.set(Number(ids[3]));
		return skipWhite(bytes, close + 1, end);
	}

	/** Snort 3 puts the message in quotes. */
	#readMessage(bytes: Uint8Array, start: number, end: number): void {
		const quoted = end - start > 1 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE;
		if (quoted) this.#columns.signature.setBytes(bytes, start + 1, end - 1);
		else if (end > start) this.#columns.signature.setBytes(bytes, start, end);
	}

	/** `[Name: value]` any number of times, `{protocol}`, and the endpoints. */
	#readRest(bytes: Uint8Array, start: number, end: number, dated: boolean): void {
		let at = skipWhite(bytes, start, end);
		let raw = false;
		while (bytes[at] === OPENING && at < end && !isAddress(bytes, at, end)) {
			raw ||= startsWith(bytes, BAR, at, end);
			at = skipWhite(bytes, this.#readTag(bytes, at, end), end);
		}
		if (at < end) this.#readPacket(bytes, at, end, dated);
		else if (!raw)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
	}

	/** Reads one `[Name: value]`; where it ends. */
	#readTag(bytes: Uint8Array, start: number, end: number): number {
		const close = indexOfByte(bytes, CLOSING, start, end);
		if (close < 0)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
		const colon = indexOfByte(bytes, COLON, start, close);
		if (colon < 0) return close + 1;
		const name = excerpt(bytes, start + 1, colon).toLowerCase();
		const from = skipWhite(bytes, colon + 1, close);
		const value = textOf(bytes, from, Math.max(from, trimEnd(bytes, from, close)));
		if (name === 'classification' && value !== '' && value !== '(null)') {
			this.#columns.classification.set(value);
		}
		if (name === 'priority' && /^\d{1,9}$/.test(value)) this.#columns.priority.set(Number(value));
		return close + 1;
	}

	#readPacket(bytes: Uint8Array, start: number, end: number, dated: boolean): void {
		const close =
			bytes[start] === BRACE ? indexOfByte(bytes, CLOSING_BRACE, start, end) : start - 1;
		const from = skipWhite(bytes, close + 1, end);
		const arrow = indexOfBytes(bytes, ARROW, from, end);
		if (arrow < 0)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
		const written = close > start ? excerpt(bytes, start + 1, close) : null;
		if (written !== null) this.#alerts.proto.set(written.replace(/^PROTO:0*(?=\d)/, ''));
		const proto = written === null ? null : textOf(this.#alerts.proto.current);
		// Snort, which writes no year, gives ICMP no numbers, and IPv6-ICMP in capitals.
		const plain = proto === 'icmp6' && (!dated || written === 'IPV6-ICMP');
		const manner = { proto, portBehindV6: !plain };
		setEndpoint(this.#alerts, 'src', { bytes, start: from, end: arrow }, manner);
		setEndpoint(this.#alerts, 'dst', { bytes, start: arrow + ARROW.length, end }, manner);
	}
}

/** Whether `[` begins a bracketed IPv6 address and not a tag. */
function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
	return /^\[[0-9a-f:.]+[%\]]/i.test(excerpt(bytes, start, end));
}

/** Enough of a range to recognise it by. */
function excerpt(bytes: Uint8Array, start: number, end: number): string {
	return textOf(bytes, start, Math.max(start, Math.min(end, start + EXCERPT)));
}
