import { unreadable } from '#lib/unreadable.ts';
import {
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COLON,
	DOT,
	GREATER,
	LESS,
	OPEN_BRACE,
	OPEN_BRACKET,
	PERCENT,
	QUOTE,
	SLASH,
	ZERO
} from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import {
	bytesOf,
	equalsBytes,
	indexOfByte,
	indexOfBytes,
	isDigit,
	skipWhite,
	startsWith,
	textOf,
	trimEnd,
	wholeNumber,
	wordEnd
} from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { packetAction } from '../../rows/alerts/packet-action.ts';
import { hasPorts, isIcmp6, setEndpoint } from '../../rows/alerts/packet-endpoint.ts';
import { idsEnd, idsPutter } from '../../rows/alerts/rule-ids.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { ARROW, BAR, carriedIds, carriedTextEnd } from './shape.ts';

const SURICATA = bytesOf('suricata');
const CLASSIFICATION = bytesOf('classification');
const PRIORITY = bytesOf('priority');
const NULL = bytesOf('(null)');
const NUMBERED = bytesOf('PROTO:');
const CAPITAL_ICMP6 = bytesOf('IPV6-ICMP');
const EXCERPT = 60;

/** Where the parts of one line lie. */
interface Cuts {
	marker: number;
	ids: number;
	text: number;
	textEnd: number;
	/** Where class, priority, protocol and endpoints begin. */
	rest: number;
}

/** Reads one alert, with its own time or behind a syslog header. */
export class FastLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #alerts: EventWriter;
	readonly #columns;
	readonly #putIds;
	readonly #cuts: Cuts = { marker: 0, ids: 0, text: 0, textEnd: 0, rest: 0 };

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside((_, message: Message, carried: boolean) =>
			this.#keepNative(message, carried)
		);
		this.#alerts = sink.table('alerts');
		this.#putIds = idsPutter(this.#alerts);
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			signature: this.#alerts.text('signature'),
			classification: this.#alerts.text('classification'),
			priority: this.#alerts.int32('priority'),
			action: this.#alerts.text('action')
		};
	}

	read(message: Message): void {
		const { bytes, start, end, hostStart, hostEnd } = message;
		this.#columns.sensor.set(bytes, hostStart, hostEnd);
		const carried = carriedIds(bytes, start, end) >= 0;
		const suricata = carried ? this.#cutCarried(message) : this.#cutTimed(message);
		const { marker, ids, text, textEnd, rest } = this.#cuts;
		this.#readMarker(bytes, marker, trimEnd(bytes, marker, carried ? ids : ids - BAR.length));
		this.#readText(bytes, text, textEnd);
		this.#readRest(bytes, rest, trimEnd(bytes, rest, end), suricata);
		this.#keepBeside(message, carried);
		this.#alerts.commit();
	}

	/** `time [marker] [**] [gid:sid:rev] text [**] rest`; true where the time has a year, as Suricata writes it. */
	#cutTimed({ bytes, start, end }: Message): boolean {
		const timeEnd = wordEnd(bytes, start, end);
		const bar = indexOfBytes(bytes, BAR, timeEnd, end);
		if (bar < 0) throw unreadable('not a fast alert', excerpt(bytes, start, end));
		const ts = this.#sink.time.monthDay(bytes, start, timeEnd);
		if (ts === null) throw unreadable('no such time', excerpt(bytes, start, timeEnd));
		this.#alerts.ts.set(ts);
		const cuts = this.#cuts;
		cuts.marker = skipWhite(bytes, timeEnd, bar);
		cuts.ids = bar + BAR.length;
		cuts.text = this.#readIds(bytes, skipWhite(bytes, cuts.ids, end), end);
		const next = indexOfBytes(bytes, BAR, cuts.text, end);
		if (next < 0)
			throw unreadable('the line is cut within the message', excerpt(bytes, cuts.text, end));
		cuts.textEnd = trimEnd(bytes, cuts.text, next);
		cuts.rest = next + BAR.length;
		return bytes[start + 5] === SLASH;
	}

	/** `[marker] [gid:sid:rev] text rest` behind a syslog header; true where the program says that it is Suricata. */
	#cutCarried({ bytes, start, end, ts, programStart, programEnd }: Message): boolean {
		if (ts === null) throw unreadable('no time', excerpt(bytes, start, end));
		this.#alerts.ts.set(ts);
		const cuts = this.#cuts;
		cuts.marker = start;
		cuts.ids = carriedIds(bytes, start, end);
		cuts.text = this.#readIds(bytes, cuts.ids, end);
		cuts.rest = carriedTextEnd(bytes, cuts.text, end);
		if (cuts.rest < 0)
			throw unreadable('the line is cut within the message', excerpt(bytes, cuts.text, end));
		const textEnd = trimEnd(bytes, cuts.text, cuts.rest);
		const barred = startsWith(bytes, BAR, textEnd - BAR.length, textEnd);
		cuts.textEnd = barred ? trimEnd(bytes, cuts.text, textEnd - BAR.length) : textEnd;
		return equalsBytes(bytes, programStart, programEnd, SURICATA);
	}

	/** Keeps the parts of the line as they are written: time, marker, numbers, message and the rest. */
	#keepNative(message: Message, carried: boolean): void {
		const { marker, ids, text, textEnd, rest } = this.#cuts;
		const bar = carried ? 0 : BAR.length;
		if (carried) this.#keep(message, 'program', message.programStart, message.programEnd);
		else this.#keep(message, 'time', message.start, marker);
		this.#keep(message, 'marker', marker, ids - bar);
		this.#keep(message, 'rule', ids, text);
		this.#keep(message, 'message', text, textEnd);
		this.#keep(message, 'rest', rest, message.end);
		this.#sink.native.commit();
	}

	#keep({ bytes }: Message, name: string, from: number, to: number): void {
		const start = skipWhite(bytes, from, to);
		const end = trimEnd(bytes, start, to);
		this.#sink.native.keep(name, bytes, start, end);
	}

	/** `[Drop]` and its like between the time and the first bar. */
	#readMarker(bytes: Uint8Array, start: number, end: number): void {
		if (start >= end) return;
		if (bytes[start] !== OPEN_BRACKET || bytes[end - 1] !== CLOSE_BRACKET) {
			throw unreadable('not a fast alert', excerpt(bytes, start, end));
		}
		const action = packetAction(excerpt(bytes, start + 1, end - 1));
		if (action !== null) this.#columns.action.set(action);
	}

	/** Reads `[gid:sid:rev]` and answers where the message begins. */
	#readIds(bytes: Uint8Array, start: number, end: number): number {
		const stop = idsEnd(bytes, start, end);
		if (stop < 0) throw unreadable('[gid:sid:rev] not readable', excerpt(bytes, start, end));
		this.#putIds(bytes, start + 1, stop - 1);
		return skipWhite(bytes, stop, end);
	}

	/** Snort 3 puts the message in quotes. */
	#readText(bytes: Uint8Array, start: number, end: number): void {
		const quoted = end - start > 1 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE;
		if (quoted) this.#columns.signature.setBytes(bytes, start + 1, end - 1);
		else if (end > start) this.#columns.signature.setBytes(bytes, start, end);
	}

	/** `[Name: value]` any number of times, `{protocol}`, and the endpoints. */
	#readRest(bytes: Uint8Array, start: number, end: number, suricata: boolean): void {
		let at = skipWhite(bytes, start, end);
		let raw = false;
		while (bytes[at] === OPEN_BRACKET && at < end && !isAddress(bytes, at, end)) {
			raw ||= startsWith(bytes, BAR, at, end);
			at = behindInterface(bytes, this.#readTag(bytes, at, end), end);
		}
		if (at < end) this.#readPacket(bytes, at, end, suricata);
		else if (!raw)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
	}

	/** Reads one `[Name: value]`; where it ends. */
	#readTag(bytes: Uint8Array, start: number, end: number): number {
		const close = indexOfByte(bytes, CLOSE_BRACKET, start, end);
		if (close < 0)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
		const colon = indexOfByte(bytes, COLON, start, close);
		if (colon < 0) return close + 1;
		const from = skipWhite(bytes, colon + 1, close);
		const to = trimEnd(bytes, from, close);
		if (isNamed(bytes, start + 1, colon, CLASSIFICATION)) {
			if (to > from && !equalsBytes(bytes, from, to, NULL))
				this.#columns.classification.setBytes(bytes, from, to);
		} else if (isNamed(bytes, start + 1, colon, PRIORITY)) {
			const number = to - from > 9 ? null : wholeNumber(bytes, from, to);
			if (number !== null && number >= 0) this.#columns.priority.set(number);
		}
		return close + 1;
	}

	/** A protocol by name, or as `PROTO:047`. */
	#readProtocol(bytes: Uint8Array, start: number, end: number): void {
		if (!startsWith(bytes, NUMBERED, start, end)) return this.#alerts.proto.read(bytes, start, end);
		let at = start + NUMBERED.length;
		while (bytes[at] === ZERO && at + 1 < end) at++;
		this.#alerts.proto.read(bytes, at, end);
	}

	#readPacket(bytes: Uint8Array, start: number, end: number, suricata: boolean): void {
		const close =
			bytes[start] === OPEN_BRACE ? indexOfByte(bytes, CLOSE_BRACE, start, end) : start - 1;
		const from = skipWhite(bytes, close + 1, end);
		const arrow = indexOfBytes(bytes, ARROW, from, end);
		if (arrow < 0)
			throw unreadable('the line is cut behind the message', excerpt(bytes, start, end));
		if (close > start) this.#readProtocol(bytes, start + 1, close);
		// Snort gives ICMP no numbers, and IPv6-ICMP in capitals.
		const plain =
			isIcmp6(this.#alerts) && (!suricata || equalsBytes(bytes, start + 1, close, CAPITAL_ICMP6));
		const manner = { ports: hasPorts(this.#alerts), portBehindV6: !plain };
		setEndpoint(this.#alerts, 'src', { bytes, start: from, end: arrow }, manner);
		setEndpoint(this.#alerts, 'dst', { bytes, start: arrow + ARROW.length, end }, manner);
	}
}

/** Snort may write a colon behind the priority, and then the interface in angle brackets. */
function behindInterface(bytes: Uint8Array, start: number, end: number): number {
	const at = skipWhite(bytes, bytes[start] === COLON ? start + 1 : start, end);
	if (bytes[at] !== LESS) return at;
	const close = indexOfByte(bytes, GREATER, at, end);
	return close < 0 ? at : skipWhite(bytes, close + 1, end);
}

/** Whether `[` begins a bracketed IPv6 address and not a tag. */
function isAddress(bytes: Uint8Array, start: number, end: number): boolean {
	let at = start + 1;
	while (at < end && isAddressByte(bytes[at]!)) at++;
	return at > start + 1 && (bytes[at] === CLOSE_BRACKET || bytes[at] === PERCENT) && at < end;
}

function isAddressByte(byte: number): boolean {
	const lower = byte | 32;
	return isDigit(byte) || byte === COLON || byte === DOT || (lower >= 97 && lower <= 102);
}

/** Whether a range holds a name in any case of its letters; `name` is in lower case. */
function isNamed(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
	if (end - start !== name.length) return false;
	for (let i = 0; i < name.length; i++) if ((bytes[start + i]! | 32) !== name[i]) return false;
	return true;
}

/** Enough of a range to recognise it by. */
function excerpt(bytes: Uint8Array, start: number, end: number): string {
	return textOf(bytes, start, Math.max(start, Math.min(end, start + EXCERPT)));
}
