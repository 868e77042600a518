import { contains, isV6, type Network } from '#lib/cidr.ts';

export interface PortRange {
	from: number;
	to: number;
}

/** Which packets a rule is about, as far as the table `policy` can say it; null where every value is meant. */
export interface Match {
	src: Network | null;
	dst: Network | null;
	/** Lower-case name. */
	proto: string | null;
	/** Destination ports. */
	ports: readonly PortRange[] | null;
}

export const everything: Match = { src: null, dst: null, proto: null, ports: null };

export function isEverything({ src, dst, proto, ports }: Match): boolean {
	return src === null && dst === null && proto === null && ports === null;
}

/** The packets that both are about; null where there are none. */
export function intersection(a: Match, b: Match): Match | null {
	const src = networksIn(a.src, b.src);
	const dst = networksIn(a.dst, b.dst);
	if (src === 'none' || dst === 'none' || !canMeet(src, dst)) return null;
	if (a.proto !== null && b.proto !== null && a.proto !== b.proto) return null;
	const ports = portsIn(a.ports, b.ports);
	if (ports !== null && ports.length === 0) return null;
	return { src, dst, proto: a.proto ?? b.proto, ports };
}

/** Of two networks one lies in the other, or they have nothing in common. */
function networksIn(a: Network | null, b: Network | null): Network | null | 'none' {
	if (a === null || b === null) return a ?? b;
	if (contains(a, b)) return b;
	return contains(b, a) ? a : 'none';
}

function portsIn(
	a: readonly PortRange[] | null,
	b: readonly PortRange[] | null
): readonly PortRange[] | null {
	if (a === null || b === null) return a ?? b;
	return a.flatMap((one) =>
		b
			.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) }))
			.filter(({ from, to }) => from <= to)
	);
}

export const MOST_PORT = 65_535;

/** Ranges in their order, those that overlap made one. */
export function disjoint(ranges: readonly PortRange[]): PortRange[] {
	const found: PortRange[] = [];
	for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
		const last = found.at(-1);
		if (last === undefined || range.from > last.to) found.push({ ...range });
		else last.to = Math.max(last.to, range.to);
	}
	return found;
}

/** The ports that are in none of the ranges. */
export function otherPorts(ranges: readonly PortRange[]): PortRange[] {
	const others: PortRange[] = [];
	let from = 0;
	for (const range of disjoint(ranges)) {
		if (range.from > from) others.push({ from, to: range.from - 1 });
		from = range.to + 1;
	}
	return from > MOST_PORT ? others : [...others, { from, to: MOST_PORT }];
}

/** Whether a packet can have both addresses: they are of one family, or one of them may be any. */
export function canMeet(src: Network | null, dst: Network | null): boolean {
	return src === null || dst === null || isV6(src) === isV6(dst);
}
