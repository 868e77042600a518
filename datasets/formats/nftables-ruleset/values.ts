import {
	allAddresses,
	networksOf,
	rangeOf,
	readRange,
	without,
	type AddressRange
} from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { unreadable } from '../../framing/named-csv.ts';
import { disjoint, MOST_PORT, otherPorts, type Match, type PortRange } from '../../policy/match.ts';
import { portOf } from '../../policy/services.ts';

/** What of a packet a rule looks at. */
export interface Field {
	kind: 'src' | 'dst' | 'port' | 'proto' | 'family' | 'state';
	/** What a rule that looks at it says besides: `ip saddr` is of IPv4, `tcp dport` of TCP. */
	implied: Partial<Match>;
	isV6: boolean | null;
}

/** A part of a match; several of them are alternatives. */
export type Part = Partial<Match>;

const every4 = readNetwork('0.0.0.0/0')!;
const every6 = readNetwork('::/0')!;

function everyOf(isV6: boolean): Part {
	return { src: isV6 ? every6 : every4 };
}

/** The parts that a rule asks for where a field has one of some values, or none of them. */
export function partsOf(field: Field, values: readonly string[], isNot: boolean): Part[] {
	if (field.kind === 'src' || field.kind === 'dst') return addressParts(field, values, isNot);
	if (field.kind === 'port') {
		const ranges = values.map(portRange);
		return [{ ...field.implied, ports: isNot ? otherPorts(ranges) : disjoint(ranges) }];
	}
	if (field.kind === 'family') return familyParts(values, isNot);
	if (isNot) throw unreadable('every protocol but', values.join(', '));
	return values.map((value) => ({ ...field.implied, proto: protocolOf(value) }));
}

function addressParts({ kind, isV6 }: Field, values: readonly string[], isNot: boolean): Part[] {
	const ranges = values.map((value) => addressRange(value, isV6!));
	const every = allAddresses.filter((range) => range.isV6 === isV6);
	const meant = isNot ? without(every, ranges) : ranges;
	return meant
		.flatMap(networksOf)
		.map((network) => (kind === 'src' ? { src: network } : { dst: network }));
}

function addressRange(text: string, isV6: boolean): AddressRange {
	const network = readNetwork(text);
	const range = network === null ? readRange(text) : rangeOf(network);
	if (range === null || range.isV6 !== isV6) throw unreadable('not an address', text);
	return range;
}

function portRange(text: string): PortRange {
	const only = portOf(text);
	if (only !== null) return { from: only, to: only };
	const parts = /^(\d{1,5})-(\d{1,5})$/.exec(text);
	const [from, to] = [Number(parts?.[1] ?? NaN), Number(parts?.[2] ?? NaN)];
	if (!(from <= to && to <= MOST_PORT)) throw unreadable('no such port', text);
	return { from, to };
}

function protocolOf(text: string): string {
	const number = protocolNumber(text);
	if (number === null && !/^[a-z][a-z0-9-]*$/.test(text))
		throw unreadable('no such protocol', text);
	return number === null ? text : protocolName(number);
}

const families: Readonly<Record<string, boolean>> = {
	ipv4: false,
	ip: false,
	'2': false,
	ipv6: true,
	ip6: true,
	'10': true
};

function familyParts(values: readonly string[], isNot: boolean): Part[] {
	return values.map((value) => {
		if (!Object.hasOwn(families, value)) throw unreadable('no such family', value);
		return everyOf(families[value]! !== isNot);
	});
}

/** Fields by the words that name them. */
const fields: Readonly<Record<string, Field>> = {
	'ip saddr': { kind: 'src', implied: {}, isV6: false },
	'ip daddr': { kind: 'dst', implied: {}, isV6: false },
	'ip6 saddr': { kind: 'src', implied: {}, isV6: true },
	'ip6 daddr': { kind: 'dst', implied: {}, isV6: true },
	'tcp dport': { kind: 'port', implied: { proto: 'tcp' }, isV6: null },
	'udp dport': { kind: 'port', implied: { proto: 'udp' }, isV6: null },
	'sctp dport': { kind: 'port', implied: { proto: 'sctp' }, isV6: null },
	'dccp dport': { kind: 'port', implied: { proto: 'dccp' }, isV6: null },
	'udplite dport': { kind: 'port', implied: { proto: 'udplite' }, isV6: null },
	'th dport': { kind: 'port', implied: {}, isV6: null },
	'ip protocol': { kind: 'proto', implied: everyOf(false), isV6: null },
	'ip6 nexthdr': { kind: 'proto', implied: everyOf(true), isV6: null },
	'meta l4proto': { kind: 'proto', implied: {}, isV6: null },
	'meta nfproto': { kind: 'family', implied: {}, isV6: null },
	'meta protocol': { kind: 'family', implied: {}, isV6: null },
	'ct state': { kind: 'state', implied: {}, isV6: null }
};

/** The field that two words name; null where they name none that is known. */
export function fieldOf(words: string): Field | null {
	return Object.hasOwn(fields, words) ? fields[words]! : null;
}
