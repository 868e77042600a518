import { unreadable } from '#lib/unreadable.ts';
import {
	allAddresses,
	rangeOf,
	readRange,
	without,
	type AddressRange
} from '#lib/address-range.ts';
import { readNetwork } from '#lib/cidr.ts';
import { protocolName } from '#lib/protocols.ts';
import { addresses, allPackets, meet, portsOf, type Box } from '../../rows/policy/box.ts';
import { MOST_PORT, type PortRange } from '../../rows/policy/match.ts';
import type { ProtocolSet } from '../../rows/policy/protocol-set.ts';
import { protocolIn } from '../../rows/policy/protocols.ts';
import type { Condition } from '../../rows/policy/ruleset.ts';
import { portOf } from '../../rows/policy/services.ts';
import { kindsOf, type MatchField } from './fields.ts';

/** What a match asks for: packets of a box for which all conditions hold. */
export interface MatchPart {
	box: Box;
	conditions: readonly Condition[];
}

/** How a field is held against values; `=` is one of them. */
export type MatchRelation = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** The alternatives that a field with such values asks for. Throws `record not readable` for a value that is none. */
export function partsOf(
	field: MatchField,
	values: readonly string[],
	relation: MatchRelation
): MatchPart[] {
	const isNot = relation === '!=';
	// What every other element of a list leaves is nothing; where there is no other, it is all.
	if (values.includes('*')) return isNot ? [] : [{ box: field.implied, conditions: [] }];
	switch (field.kind) {
		case 'src':
		case 'dst':
			return within(field, { [field.kind]: addressSide(field, values, relation) });
		case 'port':
			return within(field, { ports: portSide(values, relation) });
		case 'sport':
			return within(field, { sports: portSide(values, relation) });
		case 'proto':
			return within(field, { protos: protocolSide(values, relation) });
		case 'family':
			return values.flatMap((value) =>
				within(field, { family: familyOf(value) !== isNot ? 'ip6' : 'ip' })
			);
		default:
			return conditionParts(field, values, relation);
	}
}

function within({ implied }: MatchField, side: Partial<Box>): MatchPart[] {
	const box = meet(implied, { ...allPackets, ...side });
	return box === null ? [] : [{ box, conditions: [] }];
}

function conditionParts(
	field: MatchField,
	values: readonly string[],
	relation: MatchRelation
): MatchPart[] {
	const isNot = relation === '!=';
	const box = field.implied;
	if (field.kind === 'in' || field.kind === 'out') {
		const { kind: side } = field;
		const conditions = values.map((name) => ({ kind: 'interface', side, name, isNot }) as const);
		return isNot ? [{ box, conditions }] : conditions.map((one) => ({ box, conditions: [one] }));
	}
	return [{ box, conditions: [conditionOf(field, values, isNot)] }];
}

function conditionOf(field: MatchField, values: readonly string[], isNot: boolean): Condition {
	switch (field.kind) {
		case 'state':
			return {
				kind: 'state',
				opens: values.some((word) => hasState(word, 'new', NEW_BIT)) !== isNot,
				answers: values.some((word) => hasState(word, 'established', ESTABLISHED_BIT)) !== isNot,
				untracked: values.some((word) => hasState(word, 'untracked', UNTRACKED_BIT)) !== isNot
			};
		case 'src-kind':
		case 'dst-kind': {
			const side = field.kind === 'src-kind' ? 'src' : 'dst';
			return { kind: 'address', side, kinds: values.map(kindsOf), isNot };
		}
		case 'status':
			if (values.join() === 'dnat') return { kind: 'translated', isNot };
			break;
		case 'direction': {
			const opens = /^(?:original|0)$/.test(values.join()) !== isNot;
			return { kind: 'state', opens, answers: !opens, untracked: false };
		}
	}
	return { kind: 'open', what: field.name };
}

/** The bits of states that `nft -n` writes. */
const ESTABLISHED_BIT = 2;
const NEW_BIT = 8;
const UNTRACKED_BIT = 64;

function hasState(word: string, name: string, bit: number): boolean {
	return /^0x[0-9a-f]{1,8}$/.test(word) ? (parseInt(word, 16) & bit) !== 0 : word === name;
}

function addressSide(field: MatchField, values: readonly string[], relation: MatchRelation) {
	const isV6 = field.isV6!;
	const every = allAddresses.filter((range) => range.isV6 === isV6);
	const ranges = values.map((value) => related(addressRange(value, isV6), relation, every[0]!));
	const found = relation === '!=' ? without(every, ranges) : addresses(ranges);
	return without(every, found).length === 0 ? null : found;
}

function related(range: AddressRange, relation: MatchRelation, every: AddressRange): AddressRange {
	const { first, last } = range;
	if (relation === '<') return { ...range, first: every.first, last: first - 1n };
	if (relation === '<=') return { ...range, first: every.first, last };
	if (relation === '>') return { ...range, first: last + 1n, last: every.last };
	return relation === '>=' ? { ...range, first, last: every.last } : range;
}

function addressRange(text: string, isV6: boolean): AddressRange {
	const network = readNetwork(text);
	const range = network === null ? readRange(text) : rangeOf(network);
	if (range === null || range.isV6 !== isV6) throw unreadable('not an address', text);
	return range;
}

function portSide(values: readonly string[], relation: MatchRelation): PortRange[] | null {
	const ranges = values.map((value) => {
		const { from, to } = portRange(value);
		if (relation === '<') return { from: 0, to: from - 1 };
		if (relation === '<=') return { from: 0, to };
		if (relation === '>') return { from: to + 1, to: MOST_PORT };
		return relation === '>=' ? { from, to: MOST_PORT } : { from, to };
	});
	return portsOf(
		ranges.filter(({ from, to }) => from <= to),
		relation === '!='
	);
}

function portRange(text: string): PortRange {
	const only = portOf(text);
	if (only !== null) return { from: only, to: only };
	const parts = /^(\d{1,5})-(\d{1,5})$/.exec(text);
	const [from, to] = [Number(parts?.[1] ?? NaN), Number(parts?.[2] ?? NaN)];
	if (!(from <= to && to <= MOST_PORT)) throw unreadable('no such port', text);
	return { from, to };
}

function protocolSide(values: readonly string[], relation: MatchRelation): ProtocolSet {
	if (relation !== '=' && relation !== '!=')
		throw unreadable('protocols have no order', values.join());
	const names = values.flatMap(protocolsOf);
	return { names, isNot: relation === '!=' };
}

function protocolsOf(text: string): string[] {
	const range = /^(\d{1,3})-(\d{1,3})$/.exec(text);
	if (range !== null) {
		const [from, to] = [Number(range[1]), Number(range[2])];
		if (from > to || to > 255) throw unreadable('no such protocol', text);
		return Array.from({ length: to - from + 1 }, (_, i) => protocolName(from + i));
	}
	const name = protocolIn(text);
	if (name === null) throw unreadable('no such protocol', text);
	return [name];
}

const families: Readonly<Record<string, boolean>> = {
	ipv4: false,
	ip: false,
	'2': false,
	'0x0800': false,
	ipv6: true,
	ip6: true,
	'10': true,
	'0x86dd': true
};

/** True for IPv6. */
function familyOf(value: string): boolean {
	if (!Object.hasOwn(families, value)) throw unreadable('no such family', value);
	return families[value]!;
}
