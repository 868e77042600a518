import type { EventWriter } from '#tables/event-writer.ts';
import type { Sink } from '../../format.ts';
import type { NamedLine } from '../../records/csv/split-line.ts';
import { putting } from '../../rows/put.ts';
import { countOf, numberOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import type { ArgusKey } from './fields.ts';
import { OutcomeColumns, isIcmp, ICMP, TCP, UDP } from './outcome-columns.ts';
import { portOf } from './port.ts';

const uncounted =
	'payload of 0 bytes on both sides is left empty: Argus prints so what it did not count (-A)';
const crossed =
	'of flows over IPv6 whose beginning Argus did not see it may print the ports at the wrong addresses; they are left empty';

/** Sets the columns of a session from the record at hand. */
export class ArgusFlow {
	readonly #sink: Sink;
	readonly #sessions: EventWriter;
	readonly #named: NamedLine<ArgusKey>;
	readonly #span: SessionSpan;
	readonly #straight;
	readonly #turned;
	readonly #outcome: OutcomeColumns;
	readonly #service;

	constructor(sink: Sink, named: NamedLine<ArgusKey>) {
		this.#sink = sink;
		this.#named = named;
		this.#sessions = sink.table('sessions');
		this.#span = new SessionSpan(this.#sessions);
		this.#outcome = new OutcomeColumns(this.#sessions, named);
		this.#service = this.#sessions.text('service');
		this.#straight = this.#putting('src', 'dst');
		this.#turned = this.#putting('dst', 'src');
	}

	/** @param ts when the flow began, in microseconds */
	read(ts: number | bigint): void {
		const direction = this.#named.cell('direction').text();
		const tcp = this.#readProtocol() === TCP;
		// Of TCP alone the arrow says who began; of other protocols, who was seen to send.
		const turned = tcp && direction !== null && /^<[-|o]$/.test(direction);
		const { putEnds, putBytes } = turned ? this.#turned : this.#straight;
		putEnds();
		if (this.#isUncounted()) this.#sink.note(uncounted);
		else putBytes();
		this.#readPorts(turned, direction?.includes('?') ?? false);
		this.#span.set(ts, this.#readEnd(), this.#readDuration());
		this.#outcome.set(direction, turned);
	}

	/** @param first which side of the record is the originator */
	#putting(first: 'src' | 'dst', second: 'src' | 'dst') {
		const cell = (key: ArgusKey) => this.#named.cell(key);
		const putEnds = putting(this.#sink, this.#sessions, {
			src_ip: [cell(`${first}Addr`)],
			dst_ip: [cell(`${second}Addr`)],
			src_packets: [cell(`${first}Packets`)],
			dst_packets: [cell(`${second}Packets`)]
		});
		const putBytes = putting(this.#sink, this.#sessions, {
			src_bytes: [cell(`${first}Payload`), cell(`${first}Bytes`)],
			dst_bytes: [cell(`${second}Payload`), cell(`${second}Bytes`)]
		});
		return { putEnds, putBytes };
	}

	/** Argus prints 0 where it was not told to count payload (`-A`): 0 on both sides of a flow that has bytes says nothing. */
	#isUncounted(): boolean {
		const [payload, bytes] = [
			this.#sumOf('srcPayload', 'dstPayload'),
			this.#sumOf('srcBytes', 'dstBytes')
		];
		return payload === 0 && bytes !== 0;
	}

	/** Null where neither is told. */
	#sumOf(...keys: ArgusKey[]): number | null {
		const told = keys
			.map((key) => countOf(this.#named.cell(key)))
			.filter((count) => count !== null);
		return told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
	}

	/** The IANA number; -1 where it is not known. What `ra` finds within UDP it prints as a protocol. */
	#readProtocol(): number {
		const { proto } = this.#sessions;
		const text = this.#named.cell('proto').text();
		if (text === null) return -1;
		const overUdp = text.length < 5 && /^(?:rtp|rtcp|udt)$/i.test(text);
		if (overUdp) this.#service.set(text.toLowerCase());
		proto.set(overUdp ? 'udp' : text);
		return proto.number;
	}

	#readPorts(turned: boolean, open: boolean): void {
		const { srcPort, dstPort, proto } = this.#sessions;
		if (isIcmp(proto)) return this.#readIcmp();
		const [first, second] = [this.#port('srcPort'), this.#port('dstPort')];
		if (open && this.#isOfIp6()) return this.#sink.note(crossed);
		const [from, to] = turned ? [second, first] : [first, second];
		if (from !== null) srcPort.set(from);
		if (to !== null) dstPort.set(to);
	}

	#isOfIp6(): boolean {
		return this.#named.cell('srcAddr').text()?.includes(':') ?? false;
	}

	/**
	 * Of ICMP the source port holds the type in its low byte and the code in the high one; the other port is an id, a
	 * quoted port or half an address. Of ICMPv6 the ports are type and code.
	 */
	#readIcmp(): void {
		const { srcPort, dstPort, proto } = this.#sessions;
		const first = this.#port('srcPort');
		if (first === null) return;
		srcPort.set(first & 255);
		if (proto.number === ICMP) return void dstPort.set(first >> 8);
		const code = this.#port('dstPort');
		if (code !== null && code < 256) dstPort.set(code);
	}

	#port(key: 'srcPort' | 'dstPort'): number | null {
		const cell = this.#named.cell(key);
		if (!cell.load()) return null;
		const port = portOf(cell, this.#sessions.proto.number === UDP ? 'udp' : 'tcp');
		if (port === null) this.#sink.note('ports by a name that is not well known are left empty');
		return port;
	}

	#readEnd(): number | bigint | null {
		const cell = this.#named.cell('end');
		if (!cell.load()) return null;
		const { bytes, start, end } = cell;
		const time = this.#sink.time.epoch(bytes, start, end) ?? this.#sink.time.iso(bytes, start, end);
		if (time === null) throw unfit('no such time', cell);
		return time;
	}

	#readDuration(): number | null {
		const cell = this.#named.cell('duration');
		return cell.load() ? numberOf(cell) : null;
	}
}
