import type { ByteOrder } from '#lib/binary.ts';
import { filled, joinedBytes, u16, u32, u8 } from './build.ts';

/** A packet to be written into a capture. */
export interface Captured {
	/** Seconds since 1970, and units of the file's resolution below. */
	seconds: number;
	fraction: number;
	bytes: Uint8Array;
	/** Bytes on the wire where they are more. */
	wire?: number;
}

/** 16-bit numbers in a byte order. */
function shorts(order: ByteOrder, ...values: number[]): Uint8Array {
	return order === 'big' ? u16(...values) : u8(...values.flatMap((v) => [v & 255, v >> 8]));
}

/** 32-bit numbers in a byte order. */
export function words(order: ByteOrder, ...values: number[]): Uint8Array {
	if (order === 'big') return u32(...values);
	return joinedBytes(...values.map((value) => u32(value).reverse()));
}

export interface PcapKind {
	order: ByteOrder;
	nanoseconds?: boolean;
	linkType: number;
	snaplen?: number;
}

export function pcap(kind: PcapKind, packets: Captured[]): Uint8Array {
	const { order, nanoseconds = false, linkType, snaplen = 262_144 } = kind;
	const magic = nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4;
	const head = [words(order, magic), shorts(order, 2, 4), words(order, 0, 0, snaplen, linkType)];
	return joinedBytes(
		...head,
		...packets.flatMap(({ seconds, fraction, bytes, wire }) => [
			words(order, seconds, fraction, bytes.length, wire ?? bytes.length),
			bytes
		])
	);
}

function padding(length: number): Uint8Array {
	return filled((4 - (length % 4)) % 4);
}

export function block(order: ByteOrder, type: number, ...body: Uint8Array[]): Uint8Array {
	const content = joinedBytes(...body);
	const whole = joinedBytes(content, padding(content.length));
	const length = whole.length + 12;
	return joinedBytes(words(order, type, length), whole, words(order, length));
}

export function option(order: ByteOrder, code: number, value: Uint8Array): Uint8Array {
	return joinedBytes(shorts(order, code, value.length), value, padding(value.length));
}

export function section(order: ByteOrder): Uint8Array {
	const unknownLength = words(order, 0xffff_ffff, 0xffff_ffff);
	return block(order, 0x0a0d0d0a, words(order, 0x1a2b3c4d), shorts(order, 1, 0), unknownLength);
}

export interface InterfaceGiven {
	linkType: number;
	snaplen?: number;
	/** As the option holds it: a power of ten, or of two with the highest bit. */
	resolution?: number;
	/** Seconds. */
	offset?: number;
}

export function interfaceBlock(order: ByteOrder, given: InterfaceGiven): Uint8Array {
	const { linkType, snaplen = 0, resolution, offset } = given;
	const options: Uint8Array[] = [];
	if (resolution !== undefined) options.push(option(order, 9, u8(resolution)));
	if (offset !== undefined) options.push(option(order, 14, wide(order, BigInt(offset))));
	if (options.length > 0) options.push(option(order, 0, u8()));
	return block(order, 1, shorts(order, linkType, 0), words(order, snaplen), ...options);
}

function wide(order: ByteOrder, value: bigint): Uint8Array {
	const parts = [Number(BigInt.asUintN(32, value >> 32n)), Number(BigInt.asUintN(32, value))];
	return words(order, ...(order === 'big' ? parts : parts.reverse()));
}

export interface Counted {
	interface: number;
	/** In units of the interface; Dumpcap counts in microseconds whatever these are. */
	from: bigint;
	to: bigint;
	received: bigint;
	dropped: bigint;
}

/** What a capture counted of an interface until it ended. */
export function statistics(order: ByteOrder, counted: Counted): Uint8Array {
	const moment = (time: bigint) => words(order, Number(time >> 32n), Number(time & 0xffff_ffffn));
	return block(
		order,
		5,
		words(order, counted.interface),
		moment(counted.to),
		option(order, 2, moment(counted.from)),
		option(order, 3, moment(counted.to)),
		option(order, 4, wide(order, counted.received)),
		option(order, 5, wide(order, counted.dropped)),
		option(order, 0, u8())
	);
}

export interface TimedPacket {
	interface: number;
	/** In units of the interface. */
	time: bigint;
	bytes: Uint8Array;
	wire?: number;
}

export function enhanced(order: ByteOrder, packet: TimedPacket): Uint8Array {
	return block(order, 6, words(order, packet.interface), ...timed(order, packet));
}

export function obsolete(order: ByteOrder, packet: TimedPacket): Uint8Array {
	return block(order, 2, shorts(order, packet.interface, 0), ...timed(order, packet));
}

function timed(order: ByteOrder, { time, bytes, wire }: TimedPacket): Uint8Array[] {
	const high = Number(time >> 32n);
	const low = Number(time & 0xffff_ffffn);
	return [words(order, high, low, bytes.length, wire ?? bytes.length), bytes];
}

export function simple(order: ByteOrder, bytes: Uint8Array, wire = bytes.length): Uint8Array {
	return block(order, 3, words(order, wire), bytes);
}
