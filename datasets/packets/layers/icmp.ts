import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';
import { icmp6Types, icmpTypes } from './names.ts';

/** Types that carry the beginning of the packet which they are about. */
const errors = new Set([3, 4, 5, 11, 12]);
const errors6 = new Set([1, 2, 3, 4]);

/** RFC 792. */
export function icmp(fields: HeaderFields): CarriedLayer | null {
	fields.is('icmp', 'ICMP');
	const type = fields.number('icmp.type', 'Type', 1, { meaning: (value) => icmpTypes[value] });
	fields.summary = icmpTypes[type] ?? `type ${type}`;
	fields.number('icmp.code', 'Code', 1);
	fields.number('icmp.checksum', 'Checksum', 2, { hex: 4 });
	if (type === 0 || type === 8) return echo(fields, 'icmp.ident', 'icmp.seq');
	if (type === 5) fields.address('icmp.redir_gw', 'Better router', 4);
	else unused(fields);
	return behind(fields, errors.has(type), 'ip4');
}

/** RFC 4443. */
export function icmp6(fields: HeaderFields): CarriedLayer | null {
	fields.is('icmpv6', 'ICMPv6');
	const type = fields.number('icmpv6.type', 'Type', 1, { meaning: (value) => icmp6Types[value] });
	fields.summary = icmp6Types[type] ?? `type ${type}`;
	fields.number('icmpv6.code', 'Code', 1);
	fields.number('icmpv6.checksum', 'Checksum', 2, { hex: 4 });
	if (type === 128 || type === 129)
		return echo(fields, 'icmpv6.echo.identifier', 'icmpv6.echo.sequence_number');
	if (type === 135 || type === 136) return neighbour(fields, type);
	if (type === 2) fields.number('icmpv6.mtu', 'Largest packet', 4);
	else if (errors6.has(type)) unused(fields);
	return behind(fields, errors6.has(type), 'ip6');
}

function echo(fields: HeaderFields, identifier: string, sequence: string): CarriedLayer | null {
	const hex = identifier.startsWith('icmpv6') ? { hex: 4 } : {};
	fields.number(identifier, 'Identifier', 2, hex);
	const number = fields.number(sequence, 'Sequence number', 2);
	fields.summary += `, ${number}`;
	return fields.left > 0 ? fields.rest('data') : null;
}

function neighbour(fields: HeaderFields, type: number): CarriedLayer | null {
	unused(fields);
	const name = type === 135 ? 'icmpv6.nd.ns.target_address' : 'icmpv6.nd.na.target_address';
	fields.summary += `, ${fields.address(name, 'Target', 16)}`;
	return behind(fields, false, 'ip6');
}

function unused(fields: HeaderFields): void {
	fields.must(4, 'Rest of the header');
	fields.skip(4);
}

function behind(fields: HeaderFields, isError: boolean, by: 'ip4' | 'ip6'): CarriedLayer | null {
	if (fields.left <= 0) return null;
	return isError ? { ...fields.rest(by), isQuoted: true } : fields.rest('data');
}
