import {
	FIRST_ETHER_TYPE,
	loopbackFamily,
	SLL_802_2,
	versionOfFamily
} from '../../rows/packets/link-numbers.ts';
import { carriedByType, saidEtherType } from './ether-type.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';

/** Headers of the link, and those that stand between it and a network header. */

export function ethernet(fields: HeaderFields): CarriedLayer | null {
	fields.is('eth', 'Ethernet');
	const destination = fields.raw('eth.dst', 'Destination', 6);
	const source = fields.raw('eth.src', 'Source', 6);
	fields.summary = `${source} to ${destination}`;
	return typeOrLength(fields, 'eth.type', 'eth.len');
}

/** The type of what comes next, or the length of an IEEE 802.3 frame, by the name that each has. */
function typeOrLength(fields: HeaderFields, type: string, length: string): CarriedLayer | null {
	fields.must(2, 'Type');
	if (fields.peek(2) >= FIRST_ETHER_TYPE)
		return carriedByType(fields, fields.number(type, 'Type', 2, saidEtherType));
	const stated = fields.number(length, 'Length', 2);
	return fields.rest('llc', Math.min(fields.end, fields.at + stated));
}

/** A tag of IEEE 802.1Q. */
export function vlan(fields: HeaderFields): CarriedLayer | null {
	return tag(fields.is('vlan', '802.1Q VLAN'), 'vlan.dei', 'vlan.etype');
}

/** The outer of two tags, IEEE 802.1ad. */
export function serviceVlan(fields: HeaderFields): CarriedLayer | null {
	return tag(fields.is('ieee8021ad', '802.1ad service VLAN'), 'ieee8021ad.dei', '');
}

function tag(fields: HeaderFields, eligible: string, type: string): CarriedLayer | null {
	const { name } = fields;
	fields.bits(`${name}.priority`, 'Priority', 2, { shift: 13, width: 3 });
	fields.bits(eligible, 'Drop eligible', 2, { shift: 12 });
	const id = fields.bits(`${name}.id`, 'VLAN', 2, { shift: 0, width: 12 });
	fields.skip(2);
	fields.summary = `VLAN ${id}`;
	return typeOrLength(fields, type, 'vlan.len');
}

export function mpls(fields: HeaderFields): CarriedLayer | null {
	fields.is('mpls', 'MPLS');
	const label = fields.bits('mpls.label', 'Label', 4, { shift: 12, width: 20 });
	fields.bits('mpls.exp', 'Traffic class', 4, { shift: 9, width: 3 });
	const isLast = fields.bits('mpls.bottom', 'Bottom of the stack', 4, { shift: 8 }) === 1;
	fields.bits('mpls.ttl', 'Time to live', 4, { shift: 0, width: 8 });
	fields.skip(4);
	fields.summary = `label ${label}`;
	return fields.rest(isLast ? 'raw' : 'mpls');
}

export function pppoe(fields: HeaderFields): CarriedLayer | null {
	fields.is('pppoes', 'PPPoE session');
	fields.bits('pppoe.version', 'Version', 1, { shift: 4, width: 4 });
	fields.bits('pppoe.type', 'Type', 1, { shift: 0, width: 4 });
	fields.skip(1);
	fields.number('pppoe.code', 'Code', 1, { hex: 2 });
	const session = fields.number('pppoe.session_id', 'Session', 2, { hex: 4 });
	fields.summary = `session ${session}`;
	const length = fields.number('pppoe.payload_length', 'Length of what it carries', 2);
	return fields.rest('ppp', Math.min(fields.end, fields.at + length));
}

const pppProtocols: Readonly<Record<number, string>> = {
	0x0021: 'IPv4', 0x0057: 'IPv6', 0xc021: 'link control', 0xc023: 'PAP', 0xc223: 'CHAP', 0x8021: 'IP control'
}; // prettier-ignore

/** PPP, with or without the address and control bytes of HDLC. */
export function ppp(fields: HeaderFields): CarriedLayer | null {
	fields.is('ppp', 'PPP');
	if (fields.left >= 2 && fields.peek(2) === 0xff03) {
		fields.number('ppp.address', 'Address', 1, { hex: 2 });
		fields.number('ppp.control', 'Control', 1, { hex: 2 });
	}
	fields.must(1, 'Protocol');
	// An odd first byte is a protocol number that was compressed to one byte.
	const size = fields.peek(1) % 2 === 1 ? 1 : 2;
	const said = { hex: 4, meaning: (value: number) => pppProtocols[value] };
	const protocol = fields.number('ppp.protocol', 'Protocol', size, said);
	if (protocol === 0x0021) return fields.rest('ip4');
	if (protocol === 0x0057) return fields.rest('ip6');
	fields.remarks.push('what it carries is not read here');
	return fields.rest('data');
}

/** IEEE 802.2, whose SNAP header may hold an Ethernet type again. */
export function llc(fields: HeaderFields): CarriedLayer | null {
	fields.is('llc', 'Logical link control');
	const destination = fields.number('llc.dsap', 'Destination service', 1, { hex: 2 });
	const source = fields.number('llc.ssap', 'Source service', 1, { hex: 2 });
	fields.must(1, 'Control');
	const size = fields.peek(1) % 4 === 3 ? 1 : 2;
	fields.number('llc.control', 'Control', size, { hex: 2 * size + 2 });
	if (destination === 0x42 && source === 0x42) fields.summary = 'spanning tree';
	if (destination !== 0xaa || source !== 0xaa) {
		fields.remarks.push('what it carries is not read here');
		return fields.rest('data');
	}
	const organisation = fields.number('llc.oui', 'Organisation', 3, {
		meaning: (code) => `0x${code.toString(16).padStart(6, '0')}`
	});
	if (organisation === 0)
		return carriedByType(fields, fields.number('llc.type', 'Type', 2, saidEtherType));
	fields.number('', 'Type', 2, { hex: 4 });
	fields.remarks.push('what this organisation carries so is not read here');
	return fields.rest('data');
}

const cookedTypes: Readonly<Record<number, string>> = {
	0: 'to this machine', 1: 'broadcast', 2: 'multicast', 3: 'to another machine', 4: 'sent by this machine'
}; // prettier-ignore
const saidCooked = { meaning: (type: number) => cookedTypes[type] };

export function cooked(fields: HeaderFields): CarriedLayer | null {
	fields.is('sll', 'Linux cooked capture');
	const way = fields.number('sll.pkttype', 'Which way', 2, saidCooked);
	fields.number('sll.hatype', 'Kind of link', 2);
	const size = fields.number('sll.halen', 'Length of the link address', 2);
	cookedAddress(fields, size);
	fields.summary = cookedTypes[way] ?? '';
	fields.must(2, 'Protocol');
	if (fields.peek(2) >= FIRST_ETHER_TYPE)
		return carriedByType(fields, fields.number('sll.etype', 'Protocol', 2, saidEtherType));
	const type = fields.number('sll.ltype', 'Protocol', 2, { hex: 4 });
	return fields.rest(type === SLL_802_2 ? 'llc' : 'data');
}

export function cooked2(fields: HeaderFields): CarriedLayer | null {
	fields.is('sll', 'Linux cooked capture, version 2');
	const type = fields.number('sll.etype', 'Protocol', 2, saidEtherType);
	fields.raw('', 'Reserved', 2);
	fields.number('sll.ifindex', 'Interface', 4);
	fields.number('sll.hatype', 'Kind of link', 2);
	const way = fields.number('sll.pkttype', 'Which way', 1, saidCooked);
	const size = fields.number('sll.halen', 'Length of the link address', 1);
	cookedAddress(fields, size);
	fields.summary = cookedTypes[way] ?? '';
	return type === SLL_802_2 ? fields.rest('llc') : carriedByType(fields, type);
}

/** Eight bytes, of which an address has the first. */
function cookedAddress(fields: HeaderFields, size: number): void {
	fields.must(8, 'Link address');
	const used = Math.min(size, 8);
	if (used === 6) fields.raw('sll.src.eth', 'Source', 6);
	else if (used > 0) fields.raw('sll.src.other', 'Source', used);
	if (used < 8) fields.raw('sll.unused', 'Not used', 8 - used);
}

export function loopback(fields: HeaderFields): CarriedLayer | null {
	fields.is('null', 'BSD loopback');
	fields.must(4, 'Family');
	const family = loopbackFamily(fields.bytes, fields.at);
	const version = versionOfFamily(family);
	fields.said(
		'null.family',
		'Family',
		4,
		String(family),
		version === null ? null : `IPv${version}`
	);
	if (version !== null) return fields.rest(version === 4 ? 'ip4' : 'ip6');
	fields.remarks.push('what it carries is not read here');
	return fields.rest('data');
}

/** No header: the first half byte is the version of IP. */
export function raw(fields: HeaderFields): CarriedLayer | null {
	fields.must(1, 'Version of IP');
	const version = fields.peek(1) >> 4;
	if (version === 4 || version === 6) return fields.rest(version === 4 ? 'ip4' : 'ip6');
	return fields.rest('data');
}
