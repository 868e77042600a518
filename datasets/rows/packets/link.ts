import { uint16, uint32 } from '#lib/binary.ts';
import { FIRST_ETHER_TYPE, loopbackFamily, SLL_802_2, versionOfFamily } from './link-numbers.ts';
import { describeOther } from './other.ts';
import type { Packet } from './packet.ts';

/** What the link layer of a packet says about what it carries. */
export interface Carried {
	/** 4 or 6 where it carries IP, null for anything else. */
	version: 4 | 6 | null;
	/** Where the carried header begins. */
	at: number;
	/** Facts of the link layer: tags, or what is carried where it is not IP. */
	remarks: string[];
}

const ETHER_IP4 = 0x0800;
const ETHER_IP6 = 0x86dd;
const ETHER_PPPOE_SESSION = 0x8864;
const vlanTypes = new Set([0x8100, 0x88a8, 0x9100, 0x9200]);
const mplsTypes = new Set([0x8847, 0x8848]);
const PPP_IP4 = 0x0021;
const PPP_IP6 = 0x0057;

type LinkReader = (packet: Packet) => Carried;

/**
 * | number | name | header |
 * | --- | --- | --- |
 * | 0, 108 | BSD loopback | address family, 4 bytes; of the host's byte order, or of the network's |
 * | 1 | Ethernet | two addresses, type or length |
 * | 9, 50, 51 | PPP | protocol, perhaps behind an HDLC or a PPPoE header |
 * | 12, 14, 101 | raw IP | none; the first half byte is the version |
 * | 113 | Linux cooked | 16 bytes, the type at 14 |
 * | 228, 229 | raw IPv4, raw IPv6 | none |
 * | 276 | Linux cooked, version 2 | 20 bytes, the type at 0 |
 */
const readers: Readonly<Record<number, LinkReader>> = {
	0: loopback,
	1: (packet) => etherType(packet, packet.start + 12),
	9: ppp,
	12: rawIp,
	14: rawIp,
	50: ppp,
	51: (packet) => pppoe(packet, packet.start, []),
	101: rawIp,
	108: loopback,
	113: (packet) => etherType(packet, packet.start + 14),
	228: rawIp,
	229: rawIp,
	276: cooked2
};

/** Finds the network header of a packet. */
export function carriedBy(packet: Packet): Carried {
	const reader = readers[packet.linkType];
	if (reader !== undefined) return reader(packet);
	return other(packet.start, [`link type ${packet.linkType} is not read`]);
}

function other(at: number, remarks: string[]): Carried {
	return { version: null, at, remarks };
}

function cutAt(at: number, remarks: string[]): Carried {
	return other(at, [...remarks, 'cut within the link header']);
}

function rawIp(packet: Packet): Carried {
	return byVersion(packet, packet.start, []);
}

function byVersion(packet: Packet, at: number, remarks: string[]): Carried {
	if (at >= packet.end) return cutAt(at, remarks);
	const version = packet.bytes[at]! >> 4;
	if (version === 4 || version === 6) return { version, at, remarks };
	return other(at, [...remarks, `neither IPv4 nor IPv6: version ${version}`]);
}

function loopback(packet: Packet): Carried {
	const { bytes, start, end } = packet;
	if (end - start < 4) return cutAt(start, []);
	const family = loopbackFamily(bytes, start);
	const version = versionOfFamily(family);
	if (version !== null) return { version, at: start + 4, remarks: [] };
	return other(start + 4, [`address family ${family}`]);
}

function cooked2(packet: Packet): Carried {
	const { start, end } = packet;
	if (end - start < 20) return cutAt(start, []);
	return typed(packet, uint16(packet.bytes, start), start + 20, []);
}

/** Reads the type at `at` and whatever stands behind it. */
function etherType(packet: Packet, at: number, remarks: string[] = []): Carried {
	if (at + 2 > packet.end) return cutAt(at, remarks);
	return typed(packet, uint16(packet.bytes, at), at + 2, remarks);
}

function typed(packet: Packet, type: number, at: number, remarks: string[]): Carried {
	if (type === ETHER_IP4) return { version: 4, at, remarks };
	if (type === ETHER_IP6) return { version: 6, at, remarks };
	if (vlanTypes.has(type)) return vlan(packet, at, remarks);
	if (mplsTypes.has(type)) return mpls(packet, at, remarks);
	if (type === ETHER_PPPOE_SESSION) return pppoe(packet, at, remarks);
	if (type < FIRST_ETHER_TYPE && isLogicalLink(packet, type))
		return logicalLink(packet, at, remarks);
	return other(at, [describeOther(packet, type, at), ...remarks]);
}

/** A length on Ethernet; a number of Linux's own in a cooked capture. */
function isLogicalLink(packet: Packet, type: number): boolean {
	return packet.linkType === 1 || type === SLL_802_2;
}

function vlan(packet: Packet, at: number, remarks: string[]): Carried {
	if (at + 4 > packet.end) return cutAt(at, remarks);
	const id = uint16(packet.bytes, at) & 0xfff;
	return etherType(packet, at + 2, [...remarks, `VLAN ${id}`]);
}

function mpls(packet: Packet, at: number, remarks: string[]): Carried {
	const labels: number[] = [];
	for (; at + 4 <= packet.end; at += 4) {
		const entry = uint32(packet.bytes, at);
		labels.push(Math.floor(entry / 4096));
		if ((entry & 0x100) !== 0)
			return byVersion(packet, at + 4, [...remarks, `MPLS ${labels.join(' ')}`]);
	}
	return cutAt(at, remarks);
}

function pppoe(packet: Packet, at: number, remarks: string[]): Carried {
	if (at + 8 > packet.end) return cutAt(at, remarks);
	const session = uint16(packet.bytes, at + 2);
	return pppProtocol(packet, at + 6, [...remarks, `PPPoE session ${session}`]);
}

/** PPP, with or without the address and control bytes of HDLC. */
function ppp(packet: Packet): Carried {
	const { bytes, start } = packet;
	const hdlc = bytes[start] === 0xff && bytes[start + 1] === 0x03;
	return pppProtocol(packet, hdlc ? start + 2 : start, []);
}

function pppProtocol(packet: Packet, at: number, remarks: string[]): Carried {
	if (at + 2 > packet.end) return cutAt(at, remarks);
	// An odd first byte is a protocol number that was compressed to one byte.
	const short = (packet.bytes[at]! & 1) === 1;
	const protocol = short ? packet.bytes[at]! : uint16(packet.bytes, at);
	const next = short ? at + 1 : at + 2;
	if (protocol === PPP_IP4) return { version: 4, at: next, remarks };
	if (protocol === PPP_IP6) return { version: 6, at: next, remarks };
	return other(next, [`PPP protocol 0x${protocol.toString(16).padStart(4, '0')}`, ...remarks]);
}

/** IEEE 802.2, whose SNAP header may hold an Ethernet type again. */
function logicalLink(packet: Packet, at: number, remarks: string[]): Carried {
	const { bytes, end } = packet;
	if (at + 3 > end) return cutAt(at, remarks);
	const snap = bytes[at] === 0xaa && bytes[at + 1] === 0xaa;
	if (!snap) return other(at, [logicalLinkName(bytes[at]!, bytes[at + 1]!), ...remarks]);
	if (at + 8 > end) return cutAt(at, remarks);
	const organisation = uint32(bytes, at + 2) & 0xffffff;
	const type = uint16(bytes, at + 6);
	if (organisation === 0 && type >= FIRST_ETHER_TYPE) return typed(packet, type, at + 8, remarks);
	const code = organisation.toString(16).padStart(6, '0');
	return other(at + 8, [`SNAP ${code} 0x${type.toString(16).padStart(4, '0')}`, ...remarks]);
}

function logicalLinkName(destination: number, source: number): string {
	if (destination === 0x42 && source === 0x42) return 'spanning tree';
	const hex = (value: number) => `0x${value.toString(16).padStart(2, '0')}`;
	return `LLC ${hex(destination)} ${hex(source)}`;
}
