import { countText } from '#lib/format-number.ts';
import type { Packet } from '../../rows/packets/packet.ts';
import { StreamDirection } from './direction.ts';
import { transportPart, type TransportPart } from './transport-part.ts';

/** A packet of a flow, by its number in the capture. */
export interface FlowPacket {
	record: number;
	packet: Packet;
}

/** Bytes of one way, or how many of them are missing at their place. */
export interface StreamSegment {
	/** 0 from the end that began, 1 from the other. */
	way: 0 | 1;
	/** Place of its first byte in all that went this way. */
	start: number;
	length: number;
	/** Null where they are missing: they were not captured, and nothing stands for them. */
	bytes: Uint8Array | null;
	/** The packet that brought them; null where they are missing. */
	record: number | null;
	/** When, in microseconds since 1970 UTC; null where they are missing or the capture does not say. */
	ts: bigint | null;
}

/** What one end sent. */
export interface StreamWay {
	/** Bytes that are there. */
	bytes: number;
	missing: number;
	/** Sentences without a full stop about what was odd. */
	remarks: readonly string[];
}

/** One connection of TCP, or all datagrams of UDP between two ports. */
export interface Conversation {
	proto: 'tcp' | 'udp';
	/** Who began, or was the first to be seen, and the other, as `192.0.2.1:80` or `[2001:db8::1]:80`. */
	ends: readonly [string, string];
	/** In the order in which they could be read. */
	segments: readonly StreamSegment[];
	ways: readonly [StreamWay, StreamWay];
	/** Numbers of its packets. */
	records: readonly number[];
}

/** What came of the packets of a flow. */
export interface Followed {
	connections: readonly Conversation[];
	/** Packets that are of no stream: later fragments, cut within their headers, of another protocol. */
	leftOut: number;
}

/**
 * Puts the streams of a flow together from its packets, which come in the order of the capture. Between the same ends a
 * new beginning with another number is another connection. Nothing is made up: a byte that is in no packet is missing.
 */
export function followFlow(packets: readonly FlowPacket[]): Followed {
	const open: OpenConversation[] = [];
	let leftOut = 0;
	for (const flow of packets) {
		const part = transportPart(flow.packet);
		if (part === null) leftOut++;
		else openFor(open, part).take(part, flow);
	}
	return { connections: open.map((one) => one.close()), leftOut };
}

function openFor(open: OpenConversation[], part: TransportPart): OpenConversation {
	const found = open.findLast((one) => one.isOf(part));
	if (found !== undefined && !found.isEndedBy(part)) return found;
	const fresh = new OpenConversation(part);
	open.push(fresh);
	return fresh;
}

class OpenConversation {
	readonly #proto: TransportPart['proto'];
	readonly #ends: [string, string];
	readonly #ways = [new StreamDirection(), new StreamDirection()] as const;
	readonly #packets: FlowPacket[] = [];

	/** An answer to a beginning that was not seen comes from the other end. */
	constructor({ proto, from, to, syn, ack }: TransportPart) {
		this.#proto = proto;
		this.#ends = syn && ack !== null ? [to, from] : [from, to];
	}

	isOf({ proto, from, to }: TransportPart): boolean {
		const [first, other] = this.#ends;
		if (proto !== this.#proto) return false;
		return (from === first && to === other) || (from === other && to === first);
	}

	isEndedBy(part: TransportPart): boolean {
		return part.ack === null && this.#wayOf(part).isOther(part);
	}

	take(part: TransportPart, flow: FlowPacket): void {
		const order = this.#packets.push(flow) - 1;
		const own = this.#wayOf(part);
		if (this.#proto === 'udp') return own.take({ ...part, seq: own.sent % 2 ** 32 }, order);
		own.take(part, order);
		const other = this.#ways[own === this.#ways[0] ? 1 : 0];
		if (part.ack !== null && !part.rst) other.acknowledge(part.ack);
	}

	close(): Conversation {
		const pieces = [this.#segments(0), this.#segments(1)];
		const segments = pieces.flat().sort((a, b) => a.readable - b.readable);
		return {
			proto: this.#proto,
			ends: this.#ends,
			segments: segments.map(({ segment }) => segment),
			ways: [this.#way(0), this.#way(1)],
			records: this.#packets.map(({ record }) => record)
		};
	}

	#wayOf({ from }: TransportPart): StreamDirection {
		return this.#ways[from === this.#ends[0] ? 0 : 1];
	}

	/** With the number of the packet by which all before it and itself was there. */
	#segments(way: 0 | 1): { segment: StreamSegment; readable: number }[] {
		const { placed, sent } = this.#ways[way];
		const found: { segment: StreamSegment; readable: number }[] = [];
		let at = firstPlace(this.#ways[way]);
		let readable = 0;
		for (const { start, bytes, order } of placed.pieces) {
			readable = Math.max(readable, order);
			if (start > at) found.push({ segment: missing(way, at, start), readable });
			const { record, packet } = this.#packets[order]!;
			const ts = packet.ts === null ? null : BigInt(packet.ts);
			found.push({ segment: { way, start, length: bytes.length, bytes, record, ts }, readable });
			at = start + bytes.length;
		}
		if (sent > at) found.push({ segment: missing(way, at, sent), readable: this.#packets.length });
		return found;
	}

	#way(way: 0 | 1): StreamWay {
		const direction = this.#ways[way];
		const bytes = direction.placed.pieces.reduce((sum, piece) => sum + piece.bytes.length, 0);
		const missing = Math.max(0, direction.sent - firstPlace(direction) - bytes);
		return { bytes, missing, remarks: this.#proto === 'udp' ? [] : remarksOf(direction, bytes) };
	}
}

/** Where it begins: what stands before the first packet of a stream whose beginning was not seen may come later. */
function firstPlace({ isBegun, placed }: StreamDirection): number {
	const first = placed.pieces[0]?.start ?? 0;
	return isBegun ? Math.min(0, first) : first;
}

function missing(way: 0 | 1, start: number, end: number): StreamSegment {
	return { way, start, length: end - start, bytes: null, record: null, ts: null };
}

function remarksOf(direction: StreamDirection, bytes: number): string[] {
	const { isBegun, repeated, differing, late, cut, isEndUnseen, isReset } = direction;
	const remarks: string[] = [];
	if (!isBegun && bytes > 0) remarks.push('it began before the capture');
	if (repeated > 0) remarks.push(`${countText(repeated, 'byte')} came again`);
	if (differing > 0)
		remarks.push(
			`${countText(differing, 'byte')} of them came again as others: what came first is shown`
		);
	if (late > 0) remarks.push(`${countText(late, 'packet')} came late`);
	if (cut > 0) remarks.push(`the capture cut ${countText(cut, 'byte')} off its packets`);
	if (isEndUnseen)
		remarks.push('one more was acknowledged: its last byte, or its end, was not captured');
	if (isReset) remarks.push('it was reset');
	return remarks;
}
