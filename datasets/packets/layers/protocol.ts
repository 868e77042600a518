import { protocolName } from '#lib/protocols.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer, Dissectable } from './layer.ts';

const carriers: Readonly<Record<number, Dissectable>> = {
	1: 'icmp',
	4: 'ip4',
	6: 'tcp',
	17: 'udp',
	41: 'ip6',
	47: 'gre',
	58: 'icmp6'
};

/** What an IP protocol says that comes next, up to `end`. */
export function carriedByProtocol(
	fields: HeaderFields,
	protocol: number,
	end: number
): CarriedLayer {
	const by = carriers[protocol];
	if (by !== undefined) return { ...fields.rest(by, end), isQuoted: fields.isQuoted };
	fields.remarks.push(`what it carries is not read here: ${protocolName(protocol)}`);
	return fields.rest('data', end);
}

export const saidProtocol = { meaning: (protocol: number) => protocolName(protocol) };

/** Where a packet of IP or UDP ends by the length that it states, as far as there are bytes; all of them for 0. */
export function statedEnd(fields: HeaderFields, stated: number): number {
	const there = fields.end - fields.start;
	return stated === 0 ? fields.end : fields.start + Math.min(stated, there);
}
