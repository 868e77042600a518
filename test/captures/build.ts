import { Address } from '#lib/address.ts';
import { bytesOf, concatenated } from '#lib/bytes.ts';

/** Packets from their parts. Checksums stay 0: no reader here looks at them. */

export function joinedBytes(...parts: Uint8Array[]): Uint8Array {
	return concatenated(
		[...parts, new Uint8Array(0)],
		parts.reduce((sum, part) => sum + part.length, 0)
	);
}

export function u8(...values: number[]): Uint8Array {
	return Uint8Array.from(values);
}

/** 16-bit numbers in network order. */
export function u16(...values: number[]): Uint8Array {
	return u8(...values.flatMap((value) => [value >> 8, value & 255]));
}

/** 32-bit numbers in network order. */
export function u32(...values: number[]): Uint8Array {
	return u16(...values.flatMap((value) => [Math.floor(value / 65_536), value % 65_536]));
}

export function filled(length: number, value = 0): Uint8Array {
	return new Uint8Array(length).fill(value);
}

export function address(text: string): Uint8Array {
	const parsed = new Address();
	const bytes = bytesOf(text);
	parsed.read(bytes, 0, bytes.length);
	return parsed.bytes.slice(0, parsed.size);
}

const hardware = { destination: u8(2, 0, 0, 0, 0, 2), source: u8(2, 0, 0, 0, 0, 1) };
export const ETHER_IP4 = 0x0800;
export const ETHER_IP6 = 0x86dd;

/** An Ethernet frame; `type` is an Ethernet type, or the length of an IEEE 802.3 frame. */
export function ethernet(type: number, payload: Uint8Array): Uint8Array {
	return joinedBytes(hardware.destination, hardware.source, u16(type), payload);
}

/** A frame as a card sends it, 60 bytes at least. */
export function padded(frame: Uint8Array): Uint8Array {
	return joinedBytes(frame, filled(Math.max(0, 60 - frame.length)));
}

export interface Ip4 {
	src: string;
	dst: string;
	proto: number;
	payload: Uint8Array;
	ttl?: number;
	id?: number;
	/** Flags and offset. */
	fragment?: number;
	options?: Uint8Array;
	/** Header length in words and total length where they shall be lies. */
	words?: number;
	total?: number;
}

export function ip4(given: Ip4): Uint8Array {
	const options = given.options ?? u8();
	const length = 20 + options.length;
	const words = given.words ?? length / 4;
	return joinedBytes(
		u8(0x40 + words, 0),
		u16(given.total ?? length + given.payload.length, given.id ?? 0, given.fragment ?? 0),
		u8(given.ttl ?? 64, given.proto),
		u16(0),
		address(given.src),
		address(given.dst),
		options,
		given.payload
	);
}

export interface Ip6 {
	src: string;
	dst: string;
	/** The header that comes next, an extension perhaps, which then begins the payload. */
	next: number;
	payload: Uint8Array;
	hops?: number;
}

export function ip6({ src, dst, next, payload, hops = 64 }: Ip6): Uint8Array {
	const head = joinedBytes(u32(0x6000_0000), u16(payload.length), u8(next, hops));
	return joinedBytes(head, address(src), address(dst), payload);
}

export interface Tcp {
	src: number;
	dst: number;
	seq: number;
	ack?: number;
	flags: number;
	window?: number;
	options?: Uint8Array;
	payload?: Uint8Array;
}

export const flags = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ece: 64, cwr: 128 };

export function tcp(given: Tcp): Uint8Array {
	const options = given.options ?? u8();
	return joinedBytes(
		u16(given.src, given.dst),
		u32(given.seq, given.ack ?? 0),
		u16(((20 + options.length) / 4) * 4096 + given.flags, given.window ?? 0, 0, 0),
		options,
		given.payload ?? u8()
	);
}

export function udp(src: number, dst: number, payload: Uint8Array): Uint8Array {
	return joinedBytes(u16(src, dst, payload.length + 8, 0), payload);
}

/** An ICMP or ICMPv6 message; `rest` follows the checksum. */
export function icmp(type: number, code: number, rest: Uint8Array): Uint8Array {
	return joinedBytes(u8(type, code), u16(0), rest);
}

export function arp(operation: number, sender: string, target: string): Uint8Array {
	return joinedBytes(
		u16(1, ETHER_IP4),
		u8(6, 4),
		u16(operation),
		hardware.source,
		address(sender),
		operation === 1 ? filled(6) : hardware.destination,
		address(target)
	);
}
