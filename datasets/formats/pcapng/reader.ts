import { unreadable } from '#lib/unreadable.ts';
import { uint16In, uint32In, type ByteOrder } from '#lib/binary.ts';
import type { CaptureReader, Sink } from '../../format.ts';
import type { Packet } from '../../rows/packets/packet.ts';
import {
	BLOCK_HEADER,
	blockLength,
	byteOrderOf,
	INTERFACE_DESCRIPTION,
	INTERFACE_STATISTICS,
	isPacket,
	isSection,
	OBSOLETE_PACKET,
	SIMPLE_PACKET,
	withoutPackets
} from './block.ts';
import { readInterface, timeOf, type CaptureInterface } from './interfaces.ts';
import { claimOf, readStatistics, type Statistics } from './statistics.ts';

/**
 * What stands before the bytes of a packet, counted from the beginning of its block:
 *
 * | byte | enhanced | obsolete | simple |
 * | --- | --- | --- | --- |
 * | 8 | interface, 4 bytes | interface, 2 bytes; drops, 2 bytes | bytes on the wire |
 * | 12, 16 | time, high and low word | the same | packet |
 * | 20 | bytes captured | the same | |
 * | 24 | bytes on the wire | the same | |
 * | 28 | packet | the same | |
 *
 * A record is the whole block of a packet; its number is the frame's. Blocks without a packet are no records.
 */
const TIMED_PACKET = 28;
const UNTIMED_PACKET = 12;

/** Where a reader of sections says what is no packet. */
export type SectionHearer = Pick<Sink, 'turn' | 'note' | 'claim'>;

/** Where a section header states the length of its section, 8 bytes, all ones where it says none. */
const SECTION_LENGTH = 16;

/** Reads the sections of a pcapng file, each with its own byte order and interfaces. */
export class PcapngReader implements CaptureReader {
	readonly #hearer: SectionHearer;
	#order: ByteOrder | null = null;
	/** Null for one whose description could not be read: the others keep their numbers. */
	#interfaces: (CaptureInterface | null)[] = [];
	/** What was counted of each of them; null as long as nothing was. */
	#statistics: (Statistics | null)[] = [];

	constructor(hearer: SectionHearer) {
		this.#hearer = hearer;
	}

	measure(bytes: Uint8Array, start: number, end: number): number {
		return blockLength(this.#order, bytes, start, end);
	}

	isRecord(bytes: Uint8Array, start: number, end: number): boolean {
		if (isSection(bytes, start)) {
			this.#order = byteOrderOf(bytes, start);
			this.#interfaces = [];
			this.#statistics = [];
			this.#hearer.turn();
			return false;
		}
		const type = uint32In(this.#order!, bytes, start);
		if (isPacket(type)) return true;
		if (type === INTERFACE_DESCRIPTION) {
			this.#addInterface(bytes, start, end);
			this.#hearer.turn();
		} else if (type === INTERFACE_STATISTICS) this.#count(bytes, start, end);
		else if (!withoutPackets.has(type))
			this.#hearer.note('a block of a type that is not known here was passed over');
		return false;
	}

	packet(bytes: Uint8Array, start: number, end: number): Packet {
		if (uint32In(this.#order!, bytes, start) === SIMPLE_PACKET)
			return this.#simple(bytes, start, end);
		return this.#timed(bytes, start, end);
	}

	/** Sections and their interfaces; a section of fewer packets is not as long as it was. */
	kept(bytes: Uint8Array, start: number, end: number): Uint8Array | null {
		const block = bytes.slice(start, end);
		if (isSection(bytes, start)) {
			block.fill(0xff, SECTION_LENGTH, Math.min(SECTION_LENGTH + 8, block.length - 4));
			return block;
		}
		return uint32In(this.#order!, bytes, start) === INTERFACE_DESCRIPTION ? block : null;
	}

	#addInterface(bytes: Uint8Array, start: number, end: number): void {
		const body = start + BLOCK_HEADER;
		const whole = end - 4 - body >= 8;
		this.#statistics.push(null);
		this.#interfaces.push(whole ? readInterface(this.#order!, bytes, body, end - 4) : null);
	}

	/** Once all interfaces were counted, the capture has said from when to when it watched them. */
	#count(bytes: Uint8Array, start: number, end: number): void {
		// Those of the other interfaces follow, which no other part must be left alone with.
		this.#hearer.turn();
		const body = start + BLOCK_HEADER;
		if (end - 4 - body < 12) return;
		const number = uint32In(this.#order!, bytes, body);
		const of = this.#interfaces[number];
		if (!of) return;
		this.#statistics[number] = readStatistics(
			this.#order!,
			bytes,
			[body, end - 4],
			of,
			(sentence) => this.#hearer.note(sentence)
		);
		const claim = claimOf(this.#statistics);
		if (claim !== null) this.#hearer.claim(claim);
	}

	#simple(bytes: Uint8Array, start: number, end: number): Packet {
		const wireLength = this.#word(bytes, start, end, 8);
		const { linkType, captureLimit } = this.#interface(0);
		const limit = captureLimit === 0 ? wireLength : Math.min(captureLimit, wireLength);
		// Older writers did not heed the limit that they state; what the block can hold is certain.
		const captured = Math.min(limit, end - 4 - start - UNTIMED_PACKET);
		const first = start + UNTIMED_PACKET;
		return { ts: null, linkType, wireLength, bytes, start: first, end: first + captured };
	}

	#timed(bytes: Uint8Array, start: number, end: number): Packet {
		const wireLength = this.#word(bytes, start, end, 24);
		const captured = this.#word(bytes, start, end, 20);
		const room = end - 4 - start - TIMED_PACKET;
		if (captured > room)
			throw unreadable(`the block has room for ${room} bytes of a packet, not for ${captured}`);
		const from = this.#interface(this.#interfaceNumber(bytes, start));
		const units =
			(BigInt(this.#word(bytes, start, end, 12)) << 32n) |
			BigInt(this.#word(bytes, start, end, 16));
		const ts = timeOf(from, units);
		if (ts === null)
			this.#hearer.note('the time of a packet lies beyond the year 9999 and was left out');
		const first = start + TIMED_PACKET;
		const { linkType } = from;
		return { ts, linkType, wireLength, bytes, start: first, end: first + captured };
	}

	#interfaceNumber(bytes: Uint8Array, start: number): number {
		const order = this.#order!;
		const obsolete = uint32In(order, bytes, start) === OBSOLETE_PACKET;
		return (obsolete ? uint16In : uint32In)(order, bytes, start + 8);
	}

	#interface(number: number): CaptureInterface {
		const found = this.#interfaces[number];
		if (found) return found;
		throw unreadable(
			`no description of interface ${number} that can be read stands before this packet`
		);
	}

	/** The word at `at` of a block, which must lie before its second length. */
	#word(bytes: Uint8Array, start: number, end: number, at: number): number {
		if (start + at + 4 > end - 4) throw unreadable(`a packet block of ${end - start} bytes`);
		return uint32In(this.#order!, bytes, start + at);
	}
}
