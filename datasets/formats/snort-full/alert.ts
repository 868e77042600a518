import { unreadable } from '#lib/unreadable.ts';
import { COLON, LF, OPEN_BRACKET, SLASH } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import {
	bytesOf,
	indexOfByte,
	indexOfBytes,
	isDigit,
	skipWhite,
	textOf,
	trimEnd,
	wordEnd
} from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { hasPorts, isIcmp6, setEndpoint } from '../../rows/alerts/packet-endpoint.ts';
import { idsEnd, idsPutter } from '../../rows/alerts/rule-ids.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { keepNative } from './native.ts';

const BAR = bytesOf('[**]');
const ARROW = bytesOf(' -> ');
/** `[Name: value]` */
const tag = /\[(Classification|Priority):\s*([^\]]*)\]/g;
const icmp = /^Type:\s*(\d{1,3})\s+Code:\s*(\d{1,3})/;
/** A hardware address, which the line of the time has where Snort was told to write it. */
const hardware = /^[0-9A-F]{1,2}(?::[0-9A-F]{1,2}){5} -> /i;

/** Lines of one alert: ranges without white space around. */
interface Line {
	start: number;
	end: number;
}

/** Reads one alert. */
export class FullAlert {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #alerts: EventWriter;
	readonly #columns;
	readonly #putIds;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#alerts = sink.table('alerts');
		this.#putIds = idsPutter(this.#alerts);
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			signature: this.#alerts.text('signature'),
			classification: this.#alerts.text('classification'),
			priority: this.#alerts.int32('priority')
		};
	}

	/** @param bytes the lines of the alert, each but the last with an LF behind it */
	read(bytes: Uint8Array): void {
		const lines = linesOf(bytes);
		this.#readRule(bytes, lines[0]!);
		const timed = lines.findIndex((line, i) => i > 0 && isTimed(bytes, line));
		if (timed < 0) throw unreadable('the alert is cut before its time', excerpt(bytes, lines.at(-1)!));
		for (const line of lines.slice(1, timed)) this.#readTags(bytes, line);
		const next = this.#readTime(bytes, lines, timed);
		this.#readTransport(bytes, lines.slice(next));
		this.#columns.sensor.setGiven();
		this.#keepNative(bytes, timed);
		this.#alerts.commit();
	} // prettier-ignore

	#readRule(bytes: Uint8Array, line: Line): void {
		const ids = skipWhite(bytes, line.start + BAR.length, line.end);
		const stop = idsEnd(bytes, ids, line.end);
		if (stop < 0 || indexOfBytes(bytes, BAR, line.start, ids) !== line.start)
			throw unreadable('not a full alert', excerpt(bytes, line));
		if (!this.#putIds(bytes, ids + 1, stop - 1))
			throw unreadable('[gid:sid:rev] not readable', excerpt(bytes, line));
		const text = skipWhite(bytes, stop, line.end);
		const bar = indexOfBytes(bytes, BAR, text, line.end);
		if (bar < 0) throw unreadable('the alert is cut within the message', excerpt(bytes, line));
		const end = trimEnd(bytes, text, bar);
		if (end > text) this.#columns.signature.setBytes(bytes, text, end);
	}

	#readTags(bytes: Uint8Array, { start, end }: Line): void {
		if (bytes[start] !== OPEN_BRACKET) return;
		for (const [, name, value] of textOf(bytes, start, end).matchAll(tag)) {
			const written = value!.trim();
			if (name === 'Priority' && /^\d{1,9}$/.test(written))
				this.#columns.priority.set(Number(written));
			else if (name === 'Classification' && written !== '' && written !== '(null)')
				this.#columns.classification.set(written);
		}
	}

	/** Reads the time, and the endpoints behind it or on the next line; answers which line follows them. */
	#readTime(bytes: Uint8Array, lines: readonly Line[], timed: number): number {
		const line = lines[timed]!;
		const timeEnd = wordEnd(bytes, line.start, line.end);
		const ts = this.#sink.time.monthDay(bytes, line.start, timeEnd);
		if (ts === null) throw unreadable('no such time', textOf(bytes, line.start, timeEnd));
		this.#alerts.ts.set(ts);
		const rest = { start: skipWhite(bytes, timeEnd, line.end), end: line.end };
		const below = hardware.test(excerpt(bytes, rest)) || rest.start === rest.end;
		const endpoints = below ? lines[timed + 1] : rest;
		const next = below ? timed + 2 : timed + 1;
		this.#readProtocol(bytes, lines[next]);
		if (endpoints !== undefined) this.#readEndpoints(bytes, endpoints, below);
		return next;
	}

	/** `TCP TTL:64 TOS:0x0 …` */
	#readProtocol(bytes: Uint8Array, line: Line | undefined): void {
		if (line === undefined) return;
		const word = textOf(bytes, line.start, Math.min(line.end, line.start + 40)).split(' ', 2);
		if (word[1]?.startsWith('TTL:') === true)
			this.#alerts.proto.set(word[0]!.replace(/^PROTO:0*(?=\d)/, ''));
	}

	/** @param optional whether the packet may have no addresses, as ARP has none */
	#readEndpoints(bytes: Uint8Array, { start, end }: Line, optional: boolean): void {
		const arrow = indexOfBytes(bytes, ARROW, start, end);
		if (arrow < 0 && optional) return;
		if (arrow < 0)
			throw unreadable('the alert is cut before its addresses', excerpt(bytes, { start, end }));
		const manner = { ports: hasPorts(this.#alerts), portBehindV6: !isIcmp6(this.#alerts) };
		setEndpoint(this.#alerts, 'src', { bytes, start, end: arrow }, manner);
		setEndpoint(this.#alerts, 'dst', { bytes, start: arrow + ARROW.length, end }, manner);
	}

	/** Type and code of ICMP stand for ports. */
	#readTransport(bytes: Uint8Array, lines: readonly Line[]): void {
		const second = lines[1];
		const found = second === undefined ? null : icmp.exec(excerpt(bytes, second));
		if (found === null || this.#alerts.srcPort.isSet) return;
		this.#alerts.srcPort.set(Number(found[1]));
		this.#alerts.dstPort.set(Number(found[2]));
	}
}

function linesOf(bytes: Uint8Array): Line[] {
	const lines: Line[] = [];
	for (let at = 0; at <= bytes.length;) {
		const feed = indexOfByte(bytes, LF, at, bytes.length);
		const stop = feed < 0 ? bytes.length : feed;
		const start = skipWhite(bytes, at, stop);
		lines.push({ start, end: Math.max(start, trimEnd(bytes, start, stop)) });
		at = stop + 1;
	}
	return lines;
}

function isTimed(bytes: Uint8Array, { start, end }: Line): boolean {
	return isDigit(bytes[start]) && bytes[start + 2] === SLASH && indexOfByte(bytes, COLON, start, Math.min(end, start + 16)) > 0;
} // prettier-ignore

function excerpt(bytes: Uint8Array, { start, end }: Line): string {
	return textOf(bytes, start, Math.min(end, start + 60));
}
