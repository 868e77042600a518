import { isV6, type Network } from '#lib/cidr.ts';

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
