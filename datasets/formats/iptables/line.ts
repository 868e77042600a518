import { unreadable } from '#lib/unreadable.ts';
import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, SPACE } from '#lib/ascii.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
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
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import { RecordTime } from '../../records/fields/record-time.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { field, NetfilterFields } from './fields.ts';
import { PacketNative } from './native.ts';
import { Prefix } from './prefix.ts';
import { readProxmoxHeader } from './proxmox.ts';

const SPACED_OUT = bytesOf(' OUT=');
const OUT = bytesOf('OUT=');
const IN = bytesOf('IN=');
const SPACED_IN = bytesOf(' IN=');
const SRC = bytesOf(' SRC=');
const KERNEL = bytesOf('kernel');

/** Reads one packet that netfilter logged. */
export class PacketLine implements MessageReader {
	readonly #sink: Sink;
	readonly #device: SpeakerColumn;
	readonly #firewall: EventWriter;
	readonly #time: RecordTime;
	readonly #columns;
	readonly #fields = new NetfilterFields();
	readonly #prefix = new Prefix();
	readonly #keepNative;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#firewall = sink.table('firewall');
		const packet = new PacketNative(sink.native);
		this.#keepNative = sink.beside((_, bytes: Uint8Array, start: number, end: number) =>
			packet.keep(bytes, start, end)
		);
		this.#time = new RecordTime(sink, []);
		this.#device = new SpeakerColumn(sink, this.#firewall.text('device'));
		this.#columns = {
			interface: this.#firewall.text('interface'),
			direction: this.#firewall.text('direction'),
			action: this.#firewall.text('action'),
			rule: this.#firewall.text('rule'),
			tcpFlags: this.#firewall.text('tcp_flags'),
			bytes: this.#firewall.int64('bytes')
		};
	}

	read(message: Message): void {
		const { bytes, lineStart, end } = message;
		const first = packetStart(message);
		if (first < 0)
			throw unreadable('not a packet that netfilter logged', textOf(bytes, lineStart, end));
		this.#readHeader(message, first);
		this.#fields.read(bytes, first, end);
		this.#readFields(bytes);
		this.#setDevice(message);
		this.#keepNative(bytes, first, end);
		this.#firewall.commit();
	}

	#readHeader(message: Message, end: number): void {
		const { bytes } = message;
		if (message.ts === null && this.#readProxmox(message, end)) return;
		const ts = this.#time.read(message);
		if (ts !== null) this.#firewall.ts.set(ts);
		const from = behindUptime(bytes, prefixStart(message, end), end);
		this.#readPrefix(bytes, from, trimEnd(bytes, from, end));
	}

	/** The header of Proxmox names no machine. */
	#setDevice({ bytes, ts, hostStart, hostEnd }: Message): void {
		if (ts === null) this.#device.setGiven();
		else this.#device.set(bytes, hostStart, hostEnd);
	}

	#readPrefix(bytes: Uint8Array, start: number, end: number): void {
		this.#prefix.read(bytes, start, end);
		if (end > start) this.#columns.rule.set(this.#prefix.text);
		if (this.#prefix.action !== null) this.#columns.action.set(this.#prefix.action);
	}

	/** Its chain stands before the prefix in the rule: that says whose firewall it was. */
	#readProxmox({ bytes, lineStart }: Message, end: number): boolean {
		const header = readProxmoxHeader(this.#sink.time, bytes, lineStart, end);
		if (header === null) return false;
		this.#firewall.ts.set(header.ts);
		this.#readPrefix(bytes, header.prefix, trimEnd(bytes, header.prefix, end));
		this.#columns.rule.set(`${header.chain} ${this.#prefix.text}`.trimEnd());
		return true;
	}

	#readFields(bytes: Uint8Array): void {
		const fields = this.#fields;
		this.#setAddress(this.#firewall.srcIp, bytes, field.SRC);
		this.#setAddress(this.#firewall.dstIp, bytes, field.DST);
		this.#setWay(bytes);
		const length = this.#number(bytes, field.LEN, 'LEN');
		if (length !== null) this.#columns.bytes.set(length);
		if (fields.has(field.PROTO)) this.#setProtocol(bytes);
		const typed = fields.has(field.TYPE);
		this.#setPort(this.#firewall.srcPort, bytes, typed ? field.TYPE : field.SPT);
		this.#setPort(this.#firewall.dstPort, bytes, typed ? field.CODE : field.DPT);
		if (fields.flags !== 0) this.#columns.tcpFlags.set(tcpFlagsText(fields.flags));
	}

	#setAddress(column: AddressColumn, bytes: Uint8Array, index: number): void {
		const [start, end] = [this.#fields.starts[index]!, this.#fields.ends[index]!];
		const side = index === field.SRC ? 'SRC' : 'DST';
		if (start < 0) throw unreadable('the line is cut before', `${side}=`);
		if (!column.read(bytes, start, end)) {
			throw unreadable('address not readable', `${side}=${textOf(bytes, start, end)}`);
		}
	}

	/** Received and not sent: in; sent and not received: out; both: forwarded or bridged. */
	#setWay(bytes: Uint8Array): void {
		const { starts, ends } = this.#fields;
		const received = this.#fields.has(field.IN);
		const sent = this.#fields.has(field.OUT);
		const index = received ? field.IN : field.OUT;
		if (received || sent) {
			this.#columns.interface.setBytes(bytes, starts[index]!, ends[index]!);
			this.#columns.direction.set(received && sent ? 'forward' : received ? 'in' : 'out');
		}
	}

	#setProtocol(bytes: Uint8Array): void {
		const { starts, ends } = this.#fields;
		this.#firewall.proto.read(bytes, starts[field.PROTO]!, ends[field.PROTO]!);
	}

	#setPort(column: PortColumn, bytes: Uint8Array, index: number): void {
		const number = this.#number(bytes, index, 'port');
		if (number !== null && !column.set(number))
			throw unreadable('port out of range', String(number));
	}

	#number(bytes: Uint8Array, index: number, what: string): number | null {
		if (!this.#fields.has(index)) return null;
		const [start, end] = [this.#fields.starts[index]!, this.#fields.ends[index]!];
		const number = end - start > 10 ? null : wholeNumber(bytes, start, end);
		if (number === null || number < 0) {
			throw unreadable(`${what} not readable`, textOf(bytes, start, end));
		}
		return number;
	}
}

/** Where the first field of a packet begins; -1 where there is none. */
function packetStart({ bytes, lineStart, end, ts }: Message): number {
	const first = firstField(bytes, lineStart, end);
	if (first >= 0 || ts !== null || !isDigit(bytes[lineStart])) return first;
	// Proxmox names only the interface that there is.
	for (const name of [SPACED_IN, SPACED_OUT]) {
		const at = indexOfBytes(bytes, name, lineStart, end);
		if (at >= 0) return at + 1;
	}
	return -1;
}

/** Where `IN=` begins; a prefix that ends without a blank stands directly before it. -1 where there is none. */
function firstField(bytes: Uint8Array, start: number, end: number): number {
	const out = outField(bytes, start, end);
	for (let at = out - IN.length; at >= start && bytes[at] !== SPACE; at--) {
		if (startsWith(bytes, IN, at, out)) return at;
	}
	return -1;
}

/** Where the blank before `OUT=` stands; -1 where there is none. By its letter: a line is full of blanks. */
function outField(bytes: Uint8Array, start: number, end: number): number {
	for (let from = start; ; from++) {
		from = indexOfBytes(bytes, OUT, from, end);
		if (from < 0) return -1;
		if (from > start && bytes[from - 1] === SPACE) return from - 1;
	}
}

/** Behind the tag; where only a tag that is not the kernel's stands there, it is the log prefix itself. */
function prefixStart(message: Message, end: number): number {
	const { bytes, start, rest, programStart, programEnd } = message;
	const kernel = equalsBytes(bytes, programStart, programEnd, KERNEL);
	return start >= end && !kernel ? rest : start;
}

/** Behind `[  203.842973]`, the kernel's own clock, and behind the thread that newer kernels add. */
function behindUptime(bytes: Uint8Array, start: number, end: number): number {
	if (bytes[start] !== OPEN_BRACKET) return start;
	const close = indexOfByte(bytes, CLOSE_BRACKET, start, end);
	const digits = skipWhite(bytes, start + 1, end);
	if (close < 0 || !isDigit(bytes[digits]) || wordEnd(bytes, digits, close) !== close) return start;
	return behindThread(bytes, skipWhite(bytes, close + 1, end), end);
}

/** `[T123]` or `[C0]`. */
function behindThread(bytes: Uint8Array, start: number, end: number): number {
	const stop = Math.min(end, start + 16);
	const match = /^\[\s*[TC]\d+\]\s*/.exec(
		bytes[start] === OPEN_BRACKET ? textOf(bytes, start, stop) : ''
	);
	return match === null ? start : start + match[0].length;
}

/** Whether a line holds what netfilter logs of every packet, and is not a text in JSON that quotes it. */
export function fits(message: Message): boolean {
	if (message.bytes[message.start] === OPEN_BRACE) return false;
	const first = packetStart(message);
	return first >= 0 && indexOfBytes(message.bytes, SRC, first, message.end) >= 0;
}
