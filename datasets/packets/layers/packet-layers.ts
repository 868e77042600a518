import { countText } from '#lib/format-number.ts';
import { arp } from './arp.ts';
import { data } from './data.ts';
import { dhcp } from './dhcp.ts';
import { dns, dnsOverTcp, llmnr, mdns } from './dns.ts';
import { HeaderFields } from './fields.ts';
import { HeaderCut } from './header-bytes.ts';
import { http } from './http.ts';
import { icmp, icmp6 } from './icmp.ts';
import { ip4 } from './ip4.ts';
import { ip6 } from './ip6.ts';
import type { CarriedLayer, Dissectable, PacketLayer } from './layer.ts';
import * as link from './link.ts';
import { ntp } from './ntp.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';
import { gre, vxlan } from './tunnels.ts';
import { udp } from './udp.ts';

/** Reads the fields of one header, and answers what it carries; null for nothing, or nothing that can be told. */
type Dissector = (fields: HeaderFields) => CarriedLayer | null;

const dissectors: Readonly<Record<Dissectable, Dissector>> = {
	...link, arp, ip4, ip6, tcp, udp, icmp, icmp6, gre, vxlan, dns, mdns, llmnr, dnsOverTcp, tls, http, dhcp, ntp, data
}; // prettier-ignore

/** Numbers of the LINKTYPE registry, each by what a packet of it begins with. */
const linkTypes: Readonly<Record<number, Dissectable>> = {
	0: 'loopback', 1: 'ethernet', 9: 'ppp', 12: 'raw', 14: 'raw', 50: 'ppp', 51: 'pppoe', 101: 'raw',
	108: 'loopback', 113: 'cooked', 228: 'ip4', 229: 'ip6', 276: 'cooked2'
}; // prettier-ignore

/** Nobody tunnels that deep; a packet that does is an attack on the reader. */
const MOST_LAYERS = 32;

/** A packet as a capture holds it. */
export interface CapturedBytes {
	/** Number of the LINKTYPE registry. */
	linkType: number;
	/** What was captured of it. */
	bytes: Uint8Array;
	/** Bytes that were on the wire; more where a limit was set. */
	wireLength: number;
}

/**
 * The layers of a packet, from the link up to what nobody here reads further. Names of layers and fields are those of
 * Wireshark's display filter; ranges count bytes of the packet. What is cut off, contradicts itself or is not
 * understood is a remark of the layer that it was found in: no bytes make it throw. Each packet is read by itself:
 * fragments and streams are not put together here.
 */
export function packetLayers(packet: CapturedBytes): PacketLayer[] {
	const layers: PacketLayer[] = [];
	const { linkType, bytes } = packet;
	const by = linkTypes[linkType];
	let next: CarriedLayer | null = { by: by ?? 'data', start: 0, end: bytes.length };
	while (next !== null && layers.length < MOST_LAYERS) {
		const read = dissected(packet, next);
		if (read.layer.name !== '') layers.push(read.layer);
		next = read.next;
	}
	const remark = by === undefined ? `link type ${linkType} is not read here` : null;
	return [...said(layers, remark), ...behind(packet, layers)];
}

function said([first, ...others]: readonly PacketLayer[], remark: string | null): PacketLayer[] {
	if (first === undefined) return [];
	return [remark === null ? first : { ...first, remarks: [remark, ...first.remarks] }, ...others];
}

function dissected(packet: CapturedBytes, carried: CarriedLayer) {
	const fields = new HeaderFields(packet.bytes, carried);
	let next: CarriedLayer | null = null;
	try {
		next = dissectors[carried.by](fields);
	} catch (error) {
		if (!(error instanceof HeaderCut)) throw error;
		fields.remarks.push(cutText(packet, fields, error));
		fields.at = fields.end;
	}
	const { name, title, summary, start, remarks } = fields;
	const end = next === null ? Math.min(fields.at, fields.end) : next.start;
	return { layer: { name, title, summary, start, end, fields: fields.list, remarks }, next };
}

function cutText(
	{ bytes, wireLength }: CapturedBytes,
	fields: HeaderFields,
	{ title }: HeaderCut
): string {
	const before = `cut before ${title}`;
	if (fields.isQuoted) return `${before}: the error quotes no more of the packet`;
	if (fields.end < bytes.length || wireLength <= bytes.length)
		return `${before}: the packet ends here`;
	return `${before}: ${bytes.length} of ${countText(wireLength, 'byte')} were captured`;
}

/** Bytes that belong to no layer, as the padding of a short frame. */
function behind({ bytes }: CapturedBytes, layers: readonly PacketLayer[]): PacketLayer[] {
	const start = layers.reduce((end, layer) => Math.max(end, layer.end), 0);
	const left = bytes.length - start;
	if (left <= 0) return [];
	const isCut = layers.some(({ remarks }) => remarks.length > 0);
	const title = isCut ? 'Not read' : 'Padding or trailer';
	const summary = countText(left, 'byte');
	return [
		{ name: 'eth.padding', title, summary, start, end: bytes.length, fields: [], remarks: [] }
	];
}
