import { COLON, OPEN_BRACKET, OPEN_PAREN } from '#lib/ascii.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, textOf, trimEnd, wholeNumber } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { Sink } from '../../format.ts';
import { actionIn } from '../../rows/firewall/action-words.ts';
import { putEndpoint } from '../../rows/endpoint.ts';
import { firewallColumns, unfitRange } from '../../rows/firewall/firewall-columns.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import type { LoggedPacket } from './packet.ts';

const MOST_DIGITS = 10;
const flagNames = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR'].map(bytesOf);
/** Chains in which a packet has no way yet: where it goes is found behind them. */
const unrouted = ['prerouting', 'dstnat'].map(bytesOf);
const typed = /^type (\d{1,3}), code (\d{1,3})$/;

/** Where a packet came from: the parts of its line that are not the packet itself. */
export interface Logged {
	bytes: Uint8Array;
	ts: number | bigint | null;
	/** What the line calls its router; empty where it does not. */
	deviceStart: number;
	deviceEnd: number;
	/** Where the log prefix begins; it ends where the chain does. */
	prefix: number;
}

/** Writes a packet that a rule of the firewall logged. */
export class MikrotikFirewallRow {
	readonly #writer: EventWriter;
	readonly #columns;
	readonly #device: SpeakerColumn;
	/** The prefix of the last packet and the action that it names; mostly the next has the same. */
	#prefix: Uint8Array = new Uint8Array(0);
	#action: string | null = null;

	constructor(sink: Sink) {
		this.#writer = sink.table('firewall');
		this.#columns = firewallColumns(this.#writer);
		this.#device = new SpeakerColumn(sink, this.#columns.device);
	}

	write(logged: Logged, packet: LoggedPacket): void {
		const { bytes, ts, deviceStart, deviceEnd } = logged;
		if (ts !== null) this.#writer.ts.set(ts);
		this.#setRule(bytes, logged.prefix, packet);
		this.#setWay(bytes, packet);
		this.#writer.proto.read(bytes, packet.protoStart, packet.protoEnd);
		const { srcIp, srcPort, dstIp, dstPort } = this.#writer;
		setEnd({ ip: srcIp, port: srcPort }, bytes, packet.srcStart, packet.srcEnd);
		setEnd({ ip: dstIp, port: dstPort }, bytes, packet.dstStart, packet.dstEnd);
		this.#setDetail(bytes, packet);
		this.#setLength(bytes, packet);
		this.#device.set(bytes, deviceStart, deviceEnd);
		this.#writer.commit();
	}

	/** Prefix and chain stand side by side, and so they are the rule. */
	#setRule(bytes: Uint8Array, prefix: number, { chainStart, chainEnd }: LoggedPacket): void {
		this.#columns.rule.setBytes(bytes, prefix, chainEnd);
		const end = trimEnd(bytes, prefix, chainStart);
		if (!equalsBytes(bytes, prefix, end, this.#prefix)) {
			this.#prefix = bytes.slice(prefix, end);
			this.#action = actionIn(textOf(this.#prefix));
		}
		if (this.#action !== null) this.#columns.action.set(this.#action);
	}

	/** `(unknown 0)` and `(none)` stand for no interface. */
	#setWay(bytes: Uint8Array, packet: LoggedPacket): void {
		const { chainStart, chainEnd, inStart, inEnd, outStart, outEnd } = packet;
		const received = inEnd > inStart && bytes[inStart] !== OPEN_PAREN;
		const sent = outEnd > outStart && bytes[outStart] !== OPEN_PAREN;
		if (received) this.#columns.interface.setBytes(bytes, inStart, inEnd);
		else if (sent) this.#columns.interface.setBytes(bytes, outStart, outEnd);
		const early = unrouted.some((name) => equalsBytes(bytes, chainStart, chainEnd, name));
		if (early || (!received && !sent)) return;
		this.#columns.direction.set(received && sent ? 'forward' : received ? 'in' : 'out');
	}

	/** TCP flags by name, or type and code of ICMP. */
	#setDetail(bytes: Uint8Array, { detailStart, detailEnd }: LoggedPacket): void {
		const flags = flagsOf(bytes, detailStart, detailEnd);
		if (flags > 0) return this.#columns.tcpFlags.set(tcpFlagsText(flags));
		const parts = typed.exec(textOf(bytes, detailStart, Math.min(detailEnd, detailStart + 32)));
		if (parts === null || Number(parts[1]) > 255 || Number(parts[2]) > 255) return;
		this.#writer.srcPort.set(Number(parts[1]));
		this.#writer.dstPort.set(Number(parts[2]));
	}

	#setLength(bytes: Uint8Array, { lengthStart, lengthEnd }: LoggedPacket): void {
		if (lengthEnd === lengthStart || lengthEnd - lengthStart > MOST_DIGITS) return;
		const length = wholeNumber(bytes, lengthStart, lengthEnd);
		if (length !== null) this.#columns.bytes.set(length);
	}
}

/** A port stands behind IPv6 only where the address is in brackets. */
function setEnd(
	columns: { ip: AddressColumn; port: PortColumn },
	bytes: Uint8Array,
	start: number,
	end: number
): void {
	const bare = bytes[start] !== OPEN_BRACKET && colons(bytes, start, end) > 1;
	if (bare ? !columns.ip.read(bytes, start, end) : !putEndpoint(columns, bytes, start, end))
		throw unfitRange('address or port not readable', bytes, start, end);
}

function colons(bytes: Uint8Array, start: number, end: number): number {
	let count = 0;
	for (let at = start; at < end; at++) if (bytes[at] === COLON) count++;
	return count;
}

/** Names with commas between; what else stands there is none. */
function flagsOf(bytes: Uint8Array, start: number, end: number): number {
	let bits = 0;
	for (let at = start; at + 3 <= end; at += 4) {
		const bit = flagNames.findIndex((name) => equalsBytes(bytes, at, at + 3, name));
		if (bit >= 0) bits |= 1 << bit;
	}
	return bits;
}
