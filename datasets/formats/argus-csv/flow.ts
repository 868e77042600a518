import type { EventWriter } from '#arrow/event-writer.ts';
import type { Sink } from '../../format.ts';
import type { NamedLine, SplitCell } from '../../framing/split-line.ts';
import { numberOf, putting, unfit, wholeOf } from '../../values/put.ts';
import { Span } from '../../values/span.ts';
import type { ArgusKey } from './fields.ts';
import { portOf } from './port.ts';
import { outcomeOf } from './state.ts';

const TCP = 6;
const ICMP = 1;
const ICMP6 = 58;
/** ICMP types that `ra` prints with an id, where others have their code. */
const withId = new Set([0, 8, 13, 14, 15, 16, 17, 18]);
/** In `Flgs`: ICMP events that were mapped to the flow stand in the third place. */
const ICMP_MARK = 2;

/** Sets the columns of a session from the record at hand. */
export class ArgusFlow {
	readonly #sink: Sink;
	readonly #sessions: EventWriter;
	readonly #named: NamedLine<ArgusKey>;
	readonly #span: Span;
	readonly #straight: () => void;
	readonly #turned: () => void;
	readonly #state;
	readonly #answered;
	readonly #service;

	constructor(sink: Sink, named: NamedLine<ArgusKey>) {
		this.#sink = sink;
		this.#named = named;
		this.#sessions = sink.table('sessions');
		this.#span = new Span(this.#sessions);
		this.#state = this.#sessions.text('conn_state');
		this.#answered = this.#sessions.boolean('answered');
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
		if (direction?.includes('?'))
			this.#sink.note(
				'of some flows it is not known who began them (? in Dir); they are kept as written'
			);
		if (turned) this.#turned();
		else this.#straight();
		this.#readPorts(turned);
		this.#span.set(ts, this.#readEnd(), this.#readDuration());
		this.#readOutcome(direction, turned);
	}

	/** @param first which side of the record is the originator */
	#putting(first: 'src' | 'dst', second: 'src' | 'dst'): () => void {
		const cell = (key: ArgusKey) => this.#named.cell(key);
		return putting(this.#sink, this.#sessions, {
			src_ip: [cell(`${first}Addr`)],
			dst_ip: [cell(`${second}Addr`)],
			src_bytes: [cell(`${first}Payload`), cell(`${first}Bytes`)],
			dst_bytes: [cell(`${second}Payload`), cell(`${second}Bytes`)],
			src_packets: [cell(`${first}Packets`)],
			dst_packets: [cell(`${second}Packets`)]
		});
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

	#readPorts(turned: boolean): void {
		const { srcPort, dstPort, proto } = this.#sessions;
		const [first, second] = [this.#port('srcPort'), this.#port('dstPort')];
		const icmp = proto.isSet && (proto.number === ICMP || proto.number === ICMP6);
		if (icmp) return this.#readIcmp(first, second);
		const [from, to] = turned ? [second, first] : [first, second];
		if (from !== null) srcPort.set(from);
		if (to !== null) dstPort.set(to);
	}

	/** Type and code; both in one number (`0x0303`) where the second holds an id. */
	#readIcmp(first: number | null, second: number | null): void {
		const { srcPort, dstPort, proto } = this.#sessions;
		if (first === null) return;
		const both = first > 255;
		const type = both ? first >> 8 : first;
		srcPort.set(type);
		if (both) dstPort.set(first & 255);
		else if (second !== null && !(proto.number === ICMP && withId.has(type)) && second < 256)
			dstPort.set(second);
	}

	#port(key: 'srcPort' | 'dstPort'): number | null {
		const cell = this.#named.cell(key);
		if (!cell.load()) return null;
		const port = portOf(cell);
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

	#readOutcome(direction: string | null, turned: boolean): void {
		const { proto } = this.#sessions;
		const written = this.#named.cell('state').text();
		const sides = turned ? (written?.split('_') ?? []) : [];
		const { state, answered } = outcomeOf({
			proto: proto.isSet ? proto.number : -1,
			state: sides.length === 2 ? sides.reverse().join('_') : written,
			direction: turned ? '->' : direction,
			dstPackets: countOf(this.#named.cell(turned ? 'srcPackets' : 'dstPackets')),
			dstPayload: countOf(this.#named.cell(turned ? 'srcPayload' : 'dstPayload')),
			icmpMapped: this.#isIcmpMapped()
		});
		if (state !== null) this.#state.set(state);
		if (answered !== null) this.#answered.set(answered);
	}

	#isIcmpMapped(): boolean {
		const cell = this.#named.cell('flags');
		if (!cell.load()) return false;
		// The first place is blank but for two letters, and is trimmed away with the blanks.
		const text = cell.text()!;
		const at = /^[TN]/.test(text) ? ICMP_MARK : ICMP_MARK - 1;
		return /[IURT]/.test(text[at] ?? '');
	}
}

function countOf(cell: SplitCell): number | null {
	const count = cell.load() ? wholeOf(cell) : null;
	return count === null ? null : Number(count);
}
