import { carriedByType, saidEtherType } from './ether-type.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer } from './layer.ts';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;

/** RFC 2784 and RFC 2890; of the enhanced one of PPTP what it carries is not read. */
export function gre(fields: HeaderFields): CarriedLayer | null {
	fields.is('gre', 'GRE');
	const flags = fields.flags('gre.flags_and_version', 'Flags and version', 2, { hex: 4 }, [
		['gre.flags.checksum', 'Checksum', { shift: 15 }],
		['gre.flags.routing', 'Routing', { shift: 14 }],
		['gre.flags.key', 'Key', { shift: 13 }],
		['gre.flags.sequence_number', 'Sequence number', { shift: 12 }],
		['gre.flags.version', 'Version', { shift: 0, width: 3 }]
	]);
	const type = fields.number('gre.proto', 'Protocol', 2, saidEtherType);
	if ((flags & 7) !== 0 || (flags & ROUTING) !== 0) {
		fields.remarks.push(
			'what this version of it, or one with a source route, carries is not read here'
		);
		return fields.rest('data');
	}
	if ((flags & CHECKSUM) !== 0) {
		fields.number('gre.checksum', 'Checksum', 2, { hex: 4 });
		fields.number('gre.offset', 'Offset', 2);
	}
	if ((flags & KEY) !== 0) fields.number('gre.key', 'Key', 4, { hex: 8 });
	if ((flags & SEQUENCE) !== 0) fields.number('gre.sequence_number', 'Sequence number', 4);
	if (fields.left <= 0) return null;
	return carriedByType(fields, type);
}

/** RFC 7348. */
export function vxlan(fields: HeaderFields): CarriedLayer | null {
	fields.is('vxlan', 'VXLAN');
	fields.number('vxlan.flags', 'Flags', 2, { hex: 4 });
	fields.number('vxlan.gbp', 'Group policy', 2);
	const network = fields.number('vxlan.vni', 'Network', 3);
	fields.number('vxlan.reserved8', 'Reserved', 1);
	fields.summary = `network ${network}`;
	return fields.left > 0 ? fields.rest('ethernet') : null;
}
