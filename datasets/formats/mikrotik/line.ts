import { COLON } from '#lib/ascii.ts';
import { skipWhite, trimEnd, wordEnd } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { unfitRange } from '../../rows/firewall/firewall-columns.ts';
import { readClock } from './clock.ts';
import { MikrotikFirewallRow, type Logged } from './firewall-row.ts';
import { MikrotikHostRow } from './host-row.ts';
import { keepNative } from './native.ts';
import { LoggedPacket } from './packet.ts';
import { topicsEnd } from './topics.ts';

/** Bytes of a line within which its packet stands. */
const FURTHEST = 2048;
const scratch = new LoggedPacket();

/** Whether a line is RouterOS's: it has topics where they stand, or a packet as its firewall logs it. */
export function fits(message: Message): boolean {
	const { bytes, lineStart, end } = message;
	if (topicsAt(message) >= 0) return true;
	return scratch.read(bytes, lineStart, Math.min(end, lineStart + FURTHEST));
}

/** Reads one line. */
export class RouterLine implements MessageReader {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #packet = new LoggedPacket();
	readonly #firewall: MikrotikFirewallRow;
	readonly #host: MikrotikHostRow;
	readonly #logged: Logged = {
		bytes: new Uint8Array(0),
		ts: null,
		deviceStart: 0,
		deviceEnd: 0,
		prefix: 0
	};

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#firewall = new MikrotikFirewallRow(sink);
		this.#host = new MikrotikHostRow(sink);
	}

	read(message: Message): void {
		const { bytes, lineStart } = message;
		const end = trimEnd(bytes, lineStart, message.end);
		const topics = topicsAt(message);
		const topicsStop = topics < 0 ? -1 : topicsEnd(bytes, topics, end);
		const text = topics < 0 ? textStart(message) : skipWhite(bytes, topicsStop, end);
		this.#readHeader(message, topics < 0 ? text : topics);
		this.#logged.prefix = text;
		const isPacket = this.#packet.read(bytes, text, end);
		if (isPacket && topics < 0) this.#checkHeader(message, text);
		if (isPacket) this.#firewall.write(this.#logged, this.#packet);
		else if (topics < 0) throw unfitRange('neither topics nor a packet', bytes, lineStart, end);
		else this.#host.write(this.#logged, { start: topics, end: topicsStop }, text, end);
		this.#keepNative(bytes, {
			topics: [topics, topicsStop],
			text: [text, end],
			packet: isPacket ? this.#packet : null
		});
	}

	/** Topics within what would be the prefix say that a header stands before them which is none. */
	#checkHeader({ bytes, lineStart, ts }: Message, text: number): void {
		const end = this.#packet.chainStart;
		for (
			let at = text;
			ts === null && at < end;
			at = skipWhite(bytes, wordEnd(bytes, at, end), end)
		) {
			if (topicsEnd(bytes, at, end) >= 0) throw unfitRange('no such time', bytes, lineStart, at);
		}
	}

	/** Time and router; in the router's own files the topics stand where syslog has the host. */
	#readHeader(message: Message, begin: number): void {
		const { bytes, lineStart, hostStart, hostEnd } = message;
		const logged = this.#logged;
		const clock =
			message.ts === null ? readClock(this.#sink.time, bytes, lineStart, message.end) : null;
		logged.bytes = bytes;
		logged.ts = message.ts ?? clock?.ts ?? null;
		logged.deviceStart = hostStart;
		logged.deviceEnd = hostEnd <= begin ? hostEnd : hostStart;
		if (logged.ts !== null) return;
		if (clock === null && begin > headStart(message))
			throw unfitRange('no such time', bytes, lineStart, begin);
		this.#sink.note('a line without a date is a row without a time');
	}
}

/** Behind `<priority>`. */
function headStart({ rest, ts, lineStart }: Message): number {
	return ts === null ? rest : lineStart;
}

/** Where topics stand: behind the header, in the place of the host, or behind the clock of old files. */
function topicsAt({ bytes, lineStart, end, hostStart, rest, ts }: Message): number {
	for (const at of [rest, hostStart]) if (topicsEnd(bytes, at, end) >= 0) return at;
	if (ts !== null) return -1;
	// The clock of old files is one word or two.
	let at = lineStart;
	for (let word = 0; word < 2; word++) {
		while (at < end && bytes[at] !== 32) at++;
		at = skipWhite(bytes, at, end);
		if (at - lineStart > 24) return -1;
		if (topicsEnd(bytes, at, end) >= 0) return at;
	}
	return -1;
}

/** Without topics: where the chain is the tag of syslog, the tag belongs to the text. */
function textStart({
	bytes,
	start,
	rest,
	ts,
	lineStart,
	programStart,
	programEnd
}: Message): number {
	if (ts === null) return rest;
	const isTag = programEnd > programStart && bytes[programEnd] === COLON;
	return isTag && start > lineStart ? programStart : rest;
}
