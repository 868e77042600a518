import { uint16 } from '#lib/binary.ts';
import type { Packet } from './packet.ts';
import { wireEnd } from './packet.ts';

/**
 * What an IP header says. Fields that were cut off are null. Of a packet in a tunnel (GRE, IP in IP, GTP,
 * Teredo) this is the outer header: it is what the sensor's neighbours saw.
 */
export interface IpHeader {
	/** Where the addresses stand, and how long each is. */
	source: number | null;
	destination: number | null;
	size: 4 | 16;
	ttl: number | null;
	/** IPv4 only. */
	id: number | null;
	/** Of the header behind IPv6's extensions. */
	protocol: number | null;
	/** Where the transport header begins; null where it is in another fragment, or not to be found. */
	transport: number | null;
	/** Bytes behind the IP header and its extensions, as the header counts them. */
	length: number;
	remarks: string[];
}

const LATER_FRAGMENT = 0x1fff;
const MORE_FRAGMENTS = 0x2000;
const IP4_HEADER = 20;
const IP6_HEADER = 40;

const HOP_BY_HOP = 0;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
/** Hop by hop, routing, destination options, mobility, HIP and Shim6: all of one shape. */
const extensions = new Set([HOP_BY_HOP, 43, 60, 135, 139, 140]);
/** No sender has more; a chain that goes on is an attack on the reader. */
const MOST_EXTENSIONS = 32;

/** Reads the IP header at `at`; what is cut or contradicts itself becomes a remark. */
export function readNetwork(packet: Packet, version: 4 | 6, at: number): IpHeader {
	return version === 4 ? readIp4(packet, at) : readIp6(packet, at);
}

/**
 * | byte | field |
 * | --- | --- |
 * | 0 | version, header length in words of 4 bytes |
 * | 2 | total length; 0 where the sender's card was to cut the packet |
 * | 4 | identification |
 * | 6 | flags, fragment offset in words of 8 bytes |
 * | 8, 9 | time to live, protocol |
 * | 12, 16 | addresses |
 */
function readIp4(packet: Packet, at: number): IpHeader {
	const { bytes, end } = packet;
	const network = fieldsOf(packet, at, { size: 4, source: 12, ttl: 8, protocol: 9 });
	if (at + 6 <= end) network.id = uint16(bytes, at + 4);
	if (!isWhole(packet, at, 4, IP4_HEADER, network)) return network;
	const header = (bytes[at]! & 15) * 4;
	const total = believed(packet, at, uint16(bytes, at + 2), network);
	const fragment = uint16(bytes, at + 6);
	network.length = Math.max(0, total - header);
	if (header < IP4_HEADER || header > total) {
		network.remarks.push(`IPv4 header length ${header} is not possible`);
	} else {
		network.transport = at + header;
		markFragment(network, (fragment & LATER_FRAGMENT) * 8, (fragment & MORE_FRAGMENTS) !== 0);
	}
	return network;
}

function readIp6(packet: Packet, at: number): IpHeader {
	const network = fieldsOf(packet, at, { size: 16, source: 8, ttl: 7, protocol: 6 });
	if (!isWhole(packet, at, 6, IP6_HEADER, network)) {
		if (isExtension(network.protocol)) network.protocol = null;
		return network;
	}
	const payload = uint16(packet.bytes, at + 4);
	const stated = payload === 0 ? 0 : payload + IP6_HEADER;
	network.length = believed(packet, at, stated, network) - IP6_HEADER;
	network.transport = at + IP6_HEADER;
	followExtensions(packet, network);
	return network;
}

interface Positions {
	size: 4 | 16;
	source: number;
	ttl: number;
	protocol: number;
}

/** The fields that stand at fixed positions, as far as they were captured. */
function fieldsOf({ bytes, end }: Packet, at: number, positions: Positions): IpHeader {
	const { size, source, ttl, protocol } = positions;
	const destination = source + size;
	return {
		source: at + source + size <= end ? at + source : null,
		destination: at + destination + size <= end ? at + destination : null,
		size,
		ttl: at + ttl < end ? bytes[at + ttl]! : null,
		id: null,
		protocol: at + protocol < end ? bytes[at + protocol]! : null,
		transport: null,
		length: 0,
		remarks: []
	};
}

function isWhole(
	{ bytes, end }: Packet,
	at: number,
	version: 4 | 6,
	header: number,
	network: IpHeader
): boolean {
	if (at + header > end) network.remarks.push(`cut within the IPv${version} header`);
	else if (bytes[at]! >> 4 !== version)
		network.remarks.push(`an IPv${version} header of version ${bytes[at]! >> 4}`);
	else return true;
	return false;
}

/** The total length that a header states, as far as the frame can hold it; all of the frame for 0. */
function believed(packet: Packet, at: number, stated: number, network: IpHeader): number {
	const room = wireEnd(packet) - at;
	if (stated > room) network.remarks.push(`IP length ${stated} is more than the frame's ${room}`);
	return stated === 0 ? room : Math.min(stated, room);
}

function markFragment(network: IpHeader, offset: number, more: boolean): void {
	if (offset > 0) {
		network.transport = null;
		network.remarks.unshift(`fragment at ${offset} len=${network.length}`);
	} else if (more) network.remarks.push('first fragment');
}

/** Walks IPv6's extension headers until a transport header, a later fragment or the end of the bytes. */
function followExtensions(packet: Packet, network: IpHeader): void {
	const { bytes, end } = packet;
	for (let seen = 0; network.transport !== null; seen++) {
		const at = network.transport;
		const kind = network.protocol!;
		if (!isExtension(kind)) return;
		const length = at + 8 <= end ? extensionLength(bytes, at, kind) : Infinity;
		if (length > network.length || seen === MOST_EXTENSIONS) {
			network.transport = null;
			network.protocol = null;
			network.remarks.push('the extension headers of IPv6 are cut');
			return;
		}
		network.protocol = bytes[at]!;
		network.transport = at + length;
		network.length -= length;
		if (kind === FRAGMENT) {
			const field = uint16(bytes, at + 2);
			markFragment(network, field & 0xfff8, (field & 1) !== 0);
		}
	}
}

function isExtension(kind: number | null): boolean {
	return kind === FRAGMENT || kind === AUTHENTICATION || (kind !== null && extensions.has(kind));
}

function extensionLength(bytes: Uint8Array, at: number, kind: number): number {
	if (kind === FRAGMENT) return 8;
	return kind === AUTHENTICATION ? (bytes[at + 1]! + 2) * 4 : (bytes[at + 1]! + 1) * 8;
}
