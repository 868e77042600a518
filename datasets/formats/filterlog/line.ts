import { COMMA } from '#lib/ascii.ts';
import type { AddressColumn, EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, indexOfByte, skipWhite, trimEnd, wholeNumber } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { noteUntimed } from '../../records/lines/false-time.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { firewallColumns, readPort, unfitRange } from '../../rows/firewall/firewall-columns.ts';
import { common, FilterlogFields, v4, v6, type Layout } from './fields.ts';
import { icmpOf } from './icmp.ts';
import { keepNative } from './native.ts';
import { LoggedRule } from './rule.ts';

const FILTERLOG = bytesOf('filterlog');
const IN = bytesOf('in');
const OUT = bytesOf('out');
const CARP = bytesOf('carp');
const MOST_NUMBER = 10;
const ICMP = 1;
const TCP = 6;
const UDP = 17;

/** What the words for an action decide; of others (match, nat, rdr, scrub) none is a decision. */
const actions = (
	[
		['pass', 'allow'],
		['block', 'deny'],
		['synproxy-drop', 'drop']
	] as const
).map(([word, action]) => ({ word: bytesOf(word), action }));

/** TCP flags by their letters, the lowest bit first; FreeBSD writes W for CWR, OPNsense C. */
const letters = 'FSRPAUEWe';
const CWR_LETTER = 67;

const scratch = new FilterlogFields();

/** Whether a line is filterlog's, by its program or, without a header, by its first nine fields. */
export function fits({ bytes, start, end, programStart, programEnd }: Message): boolean {
	if (equalsBytes(bytes, programStart, programEnd, FILTERLOG)) return true;
	if (programEnd > programStart || end - start < 16) return false;
	let at = start;
	for (let commas = 0; commas < 8; commas++) {
		const comma = indexOfByte(bytes, COMMA, at, Math.min(end, start + 400));
		if (comma < 0) return false;
		at = comma + 1;
	}
	scratch.read(bytes, start, Math.min(end, at + 2));
	return isWay(scratch, bytes) && layoutOf(scratch, bytes) !== null;
}

/** Reads one packet that pf logged. */
export class FilterLine implements MessageReader {
	readonly #sink: Sink;
	readonly #device: SpeakerColumn;
	readonly #keepNative;
	readonly #firewall: EventWriter;
	readonly #columns;
	readonly #fields = new FilterlogFields();
	readonly #rule = new LoggedRule();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#firewall = sink.table('firewall');
		this.#columns = firewallColumns(this.#firewall);
		this.#device = new SpeakerColumn(sink, this.#columns.device);
	}

	read(message: Message): void {
		const { bytes, start } = message;
		const end = trimEnd(bytes, start, message.end);
		this.#fields.read(bytes, skipWhite(bytes, start, end), end);
		const layout = layoutOf(this.#fields, bytes);
		if (this.#fields.count < 9 || !isWay(this.#fields, bytes))
			throw unfitRange('not a packet that pf logged', bytes, message.lineStart, end);
		if (layout === null)
			throw unfitRange('IP version not known', bytes, ...this.#range(common.version));
		if (!this.#fields.has(layout.dst))
			throw unfitRange('the line is cut before the destination', bytes, start, end);
		this.#readHeader(message);
		this.#readRule(bytes);
		this.#readPacket(bytes, layout);
		this.#keepNative(bytes, this.#fields, layout);
		this.#firewall.commit();
	}

	#range(index: number): [start: number, end: number] {
		return [this.#fields.starts[index]!, this.#fields.ends[index]!];
	}

	#readHeader(message: Message): void {
		const { bytes, ts, hostStart, hostEnd } = message;
		if (ts !== null) this.#firewall.ts.set(ts);
		else noteUntimed(this.#sink, message, 'a line without a syslog header is a row without a time');
		this.#device.set(bytes, hostStart, hostEnd);
	}

	#readRule(bytes: Uint8Array): void {
		this.#rule.read(bytes, this.#fields);
		if (this.#rule.text !== '') this.#columns.rule.set(this.#rule.text);
		if (this.#fields.has(common.interface))
			this.#columns.interface.setBytes(bytes, ...this.#range(common.interface));
		this.#columns.direction.setBytes(bytes, ...this.#range(common.direction));
		const [from, to] = this.#range(common.action);
		const decided = actions.find(({ word }) => equalsBytes(bytes, from, to, word));
		if (decided !== undefined) this.#columns.action.set(decided.action);
	}

	#readPacket(bytes: Uint8Array, layout: Layout): void {
		this.#setAddress(this.#firewall.srcIp, bytes, layout.src, 'source');
		this.#setAddress(this.#firewall.dstIp, bytes, layout.dst, 'destination');
		const length = this.#number(bytes, layout.length);
		if (length !== null) this.#columns.bytes.set(length);
		const protocol = this.#setProtocol(bytes, layout);
		if (protocol === TCP || protocol === UDP) this.#setPorts(bytes, layout.payload);
		if (protocol === TCP) this.#setFlags(bytes, layout.payload + 3);
		if (protocol === ICMP) this.#setIcmp(bytes, layout.payload);
	}

	#setAddress(column: AddressColumn, bytes: Uint8Array, index: number, what: string): void {
		const [start, end] = this.#range(index);
		if (!column.read(bytes, start, end))
			throw unfitRange(`${what} address not readable`, bytes, start, end);
	}

	/** The number where it is one, else the name. CARP has no number of its own: it shares that of VRRP. */
	#setProtocol(bytes: Uint8Array, layout: Layout): number {
		const [start, end] = this.#range(layout.protocolName);
		const number = this.#number(bytes, layout.protocol);
		if (number === null || number > 255 || equalsBytes(bytes, start, end, CARP)) {
			if (end > start) this.#firewall.proto.read(bytes, start, end);
			return this.#firewall.proto.number;
		}
		this.#firewall.proto.setNumber(number);
		return number;
	}

	/** Fragments but the first have no ports. */
	#setPorts(bytes: Uint8Array, payload: number): void {
		const { srcPort, dstPort } = this.#firewall;
		if (this.#fields.has(payload)) readPort(srcPort, bytes, ...this.#range(payload));
		if (this.#fields.has(payload + 1)) readPort(dstPort, bytes, ...this.#range(payload + 1));
	}

	#setFlags(bytes: Uint8Array, index: number): void {
		if (!this.#fields.has(index)) return;
		const bits = flagsOf(bytes, ...this.#range(index));
		if (bits > 0) this.#columns.tcpFlags.set(tcpFlagsText(bits));
		if (bits < 0)
			this.#sink.note('letters of TCP flags are not known; tcp_flags is left empty there');
	}

	#setIcmp(bytes: Uint8Array, index: number): void {
		if (!this.#fields.has(index)) return;
		const named = icmpOf(bytes, ...this.#range(index));
		if (named === null) return;
		this.#firewall.srcPort.set(named.type);
		if (named.code >= 0) this.#firewall.dstPort.set(named.code);
	}

	#number(bytes: Uint8Array, index: number): number | null {
		if (!this.#fields.has(index)) return null;
		const [start, end] = this.#range(index);
		const number = end - start > MOST_NUMBER ? null : wholeNumber(bytes, start, end);
		return number === null || number < 0 ? null : number;
	}
}

/** The bits of flags given by letters; -1 where a letter is not known. */
function flagsOf(bytes: Uint8Array, start: number, end: number): number {
	let bits = 0;
	for (let at = start; at < end; at++) {
		const bit = bytes[at] === CWR_LETTER ? 7 : letters.indexOf(String.fromCharCode(bytes[at]!));
		if (bit < 0) return -1;
		bits |= 1 << bit;
	}
	return bits;
}

function isWay(fields: FilterlogFields, bytes: Uint8Array): boolean {
	const [start, end] = [fields.starts[common.direction]!, fields.ends[common.direction]!];
	return equalsBytes(bytes, start, end, IN) || equalsBytes(bytes, start, end, OUT);
}

function layoutOf(fields: FilterlogFields, bytes: Uint8Array): Layout | null {
	const [start, end] = [fields.starts[common.version]!, fields.ends[common.version]!];
	if (fields.count <= common.version || end - start !== 1) return null;
	return bytes[start] === 52 ? v4 : bytes[start] === 54 ? v6 : null;
}
