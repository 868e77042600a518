import { allPackets, type Box } from '../../rows/policy/box.ts';
import { protocols } from '../../rows/policy/protocol-set.ts';
import type { AddressKind } from '../../rows/policy/ruleset.ts';

/** What of a packet a rule looks at. */
export interface MatchField {
	kind:
		| 'src' | 'dst' | 'port' | 'sport' | 'proto' | 'family' | 'state' | 'status' | 'direction'
		| 'in' | 'out' | 'src-kind' | 'dst-kind' | 'open'; // prettier-ignore
	/** As it is written. */
	name: string;
	/** What a rule that looks at it says besides: `ip saddr` is of IPv4, `tcp dport` of TCP. */
	implied: Box;
	isV6: boolean | null;
}

const of4: Box = { ...allPackets, family: 'ip' };
const of6: Box = { ...allPackets, family: 'ip6' };

function ofProtocol(name: string): Box {
	return { ...allPackets, protos: protocols(name) };
}

type Short = readonly [kind: MatchField['kind'], implied: Box, isV6?: boolean];

/** Fields by the words that name them. */
const fields: Readonly<Record<string, Short>> = {
	'ip saddr': ['src', of4, false],
	'ip daddr': ['dst', of4, false],
	'ip6 saddr': ['src', of6, true],
	'ip6 daddr': ['dst', of6, true],
	'tcp dport': ['port', ofProtocol('tcp')],
	'tcp sport': ['sport', ofProtocol('tcp')],
	'udp dport': ['port', ofProtocol('udp')],
	'udp sport': ['sport', ofProtocol('udp')],
	'sctp dport': ['port', ofProtocol('sctp')],
	'sctp sport': ['sport', ofProtocol('sctp')],
	'dccp dport': ['port', ofProtocol('dccp')],
	'dccp sport': ['sport', ofProtocol('dccp')],
	'udplite dport': ['port', ofProtocol('udplite')],
	'udplite sport': ['sport', ofProtocol('udplite')],
	'th dport': ['port', allPackets],
	'th sport': ['sport', allPackets],
	'ip protocol': ['proto', of4],
	'ip6 nexthdr': ['proto', of6],
	'meta l4proto': ['proto', allPackets],
	'meta nfproto': ['family', allPackets],
	'meta protocol': ['family', allPackets],
	'ether type': ['family', allPackets],
	'ct state': ['state', allPackets],
	'ct status': ['status', allPackets],
	'ct direction': ['direction', allPackets],
	iif: ['in', allPackets],
	iifname: ['in', allPackets],
	'meta iif': ['in', allPackets],
	'meta iifname': ['in', allPackets],
	oif: ['out', allPackets],
	oifname: ['out', allPackets],
	'meta oif': ['out', allPackets],
	'meta oifname': ['out', allPackets],
	'fib saddr type': ['src-kind', allPackets],
	'fib daddr type': ['dst-kind', allPackets]
};

/** What no flow tells, by the word in front of the field's. */
const open: Readonly<Record<string, Box>> = {
	ip: of4,
	ip6: of6,
	tcp: ofProtocol('tcp'),
	udp: ofProtocol('udp'),
	udplite: ofProtocol('udplite'),
	sctp: ofProtocol('sctp'),
	dccp: ofProtocol('dccp'),
	icmp: { ...of4, protos: protocols('icmp') },
	icmpv6: { ...of6, protos: protocols('icmp6') },
	igmp: ofProtocol('igmp'),
	esp: ofProtocol('esp'),
	ah: ofProtocol('ah'),
	th: allPackets,
	meta: allPackets,
	ct: allPackets,
	ether: allPackets,
	vlan: allPackets,
	rt: allPackets,
	socket: allPackets,
	ipsec: allPackets
};

/** The field that the words begin with, and how many of them name it; null where they name none. */
export function fieldAt(words: readonly string[]): { field: MatchField; length: number } | null {
	for (const length of [3, 2, 1]) {
		const name = words.slice(0, length).join(' ');
		if (!Object.hasOwn(fields, name)) continue;
		const [kind, implied, isV6 = null] = fields[name]!;
		return { field: { kind, name, implied, isV6 }, length };
	}
	const [first = '', second = ''] = words;
	if (!Object.hasOwn(open, first) || !/^[a-z][a-z0-9-]*$/.test(second)) return null;
	const name = `${first} ${second}`;
	return { field: { kind: 'open', name, implied: open[first]!, isV6: null }, length: 2 };
}

/** The kind of address that `fib … type` names. */
export function kindsOf(word: string): AddressKind {
	return word === 'local' || word === 'multicast' || word === 'broadcast' ? word : 'other';
}
