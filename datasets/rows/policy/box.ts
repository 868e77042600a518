import { merged, type AddressRange } from '#lib/address-range.ts';
import { disjoint, MOST_PORT, otherPorts, type PortRange } from './match.ts';
import {
	commonProtocols,
	hasProtocols,
	isWithoutProtocol,
	type ProtocolSet
} from './protocol-set.ts';

export type Family = 'ip' | 'ip6';

/**
 * Packets by what is known of them: they are in the box where each of its sides holds. Null is every value. Addresses
 * imply their family; ranges are apart and in their order.
 */
export interface Box {
	family: Family | null;
	src: readonly AddressRange[] | null;
	dst: readonly AddressRange[] | null;
	protos: ProtocolSet | null;
	/** Source ports. */
	sports: readonly PortRange[] | null;
	/** Destination ports. */
	ports: readonly PortRange[] | null;
}

export const allPackets: Box = {
	family: null,
	src: null,
	dst: null,
	protos: null,
	sports: null,
	ports: null
};

/** The packets that are in both; null where there are none. */
export function meet(a: Box, b: Box): Box | null {
	if (a.family !== null && b.family !== null && a.family !== b.family) return null;
	const box: Box = {
		family: a.family ?? b.family,
		src: both(a.src, b.src, commonAddresses),
		dst: both(a.dst, b.dst, commonAddresses),
		protos:
			a.protos === null || b.protos === null
				? (a.protos ?? b.protos)
				: commonProtocols(a.protos, b.protos),
		sports: both(a.sports, b.sports, commonPorts),
		ports: both(a.ports, b.ports, commonPorts)
	};
	return isEmpty(box) ? null : box;
}

export function isEmpty({ src, dst, protos, sports, ports }: Box): boolean {
	if (protos !== null && isWithoutProtocol(protos)) return true;
	return [src, dst, sports, ports].some((side) => side !== null && side.length === 0);
}

function both<T>(
	a: readonly T[] | null,
	b: readonly T[] | null,
	common: (a: readonly T[], b: readonly T[]) => readonly T[]
): readonly T[] | null {
	return a === null || b === null ? (a ?? b) : common(a, b);
}

/** The addresses that are in both, each of them ranges that are apart and in their order. */
export function commonAddresses(
	a: readonly AddressRange[],
	b: readonly AddressRange[]
): AddressRange[] {
	const found: AddressRange[] = [];
	for (let i = 0, j = 0; i < a.length && j < b.length;) {
		const [one, other] = [a[i]!, b[j]!];
		if (one.isV6 !== other.isV6) {
			if (one.isV6) j++;
			else i++;
			continue;
		}
		const first = one.first > other.first ? one.first : other.first;
		const last = one.last < other.last ? one.last : other.last;
		if (first <= last) found.push({ isV6: one.isV6, first, last });
		if (one.last < other.last) i++;
		else j++;
	}
	return found;
}

function commonPorts(a: readonly PortRange[], b: readonly PortRange[]): PortRange[] {
	return a.flatMap((one) =>
		b
			.map(({ from, to }) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
			.filter(({ from, to }) => from <= to)
	);
}

/** Whether each packet of `inner` is one of `outer`. */
export function covers(outer: Box, inner: Box): boolean {
	if (outer.family !== null && outer.family !== inner.family) return false;
	return (
		hasAddresses(outer.src, inner.src) &&
		hasAddresses(outer.dst, inner.dst) &&
		(outer.protos === null ||
			(inner.protos !== null && hasProtocols(outer.protos, inner.protos))) &&
		hasPorts(outer.sports, inner.sports) &&
		hasPorts(outer.ports, inner.ports)
	);
}

function hasAddresses(
	outer: readonly AddressRange[] | null,
	inner: readonly AddressRange[] | null
): boolean {
	if (outer === null) return true;
	return inner !== null && hasAll(outer, inner);
}

/** Whether each range lies in one of `outer`, which are apart from each other. */
export function hasAll(outer: readonly AddressRange[], inner: readonly AddressRange[]): boolean {
	return inner.every(({ isV6, first, last }) =>
		outer.some((range) => range.isV6 === isV6 && range.first <= first && last <= range.last)
	);
}

function hasPorts(outer: readonly PortRange[] | null, inner: readonly PortRange[] | null): boolean {
	if (outer === null) return true;
	return (
		inner?.every(({ from, to }) => outer.some((range) => range.from <= from && to <= range.to)) ??
		false
	);
}

/** The packets that answer those of a box. */
export function answersTo(box: Box): Box {
	return { ...box, src: box.dst, dst: box.src, sports: box.ports, ports: box.sports };
}

/** Ranges of addresses as a side of a box. */
export function addresses(ranges: readonly AddressRange[]): AddressRange[] {
	return merged(ranges);
}

/** Ports as a side of a box; null where they are all. */
export function portsOf(ranges: readonly PortRange[], isNot: boolean): PortRange[] | null {
	const found = isNot ? otherPorts(ranges) : disjoint(ranges);
	const isAll = found.length === 1 && found[0]!.from === 0 && found[0]!.to === MOST_PORT;
	return isAll ? null : found;
}
