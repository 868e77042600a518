import { countText } from '#lib/format-number.ts';
import type { HeaderFields } from './fields.ts';
import type { CarriedLayer, Dissectable } from './layer.ts';
import { statedEnd } from './protocol.ts';

const HEADER = 8;
/** The name system, and its kin on the link. */
const byPort: Readonly<Record<number, Dissectable>> = {
	53: 'dns', 5353: 'mdns', 5355: 'llmnr', 67: 'dhcp', 68: 'dhcp', 123: 'ntp', 4789: 'vxlan'
}; // prettier-ignore

/** RFC 768. */
export function udp(fields: HeaderFields): CarriedLayer | null {
	fields.is('udp', 'UDP');
	const from = fields.number('udp.srcport', 'Source port', 2);
	const to = fields.number('udp.dstport', 'Destination port', 2);
	fields.summary = `${from} to ${to}`;
	const length = fields.number('udp.length', 'Length', 2);
	fields.number('udp.checksum', 'Checksum', 2, { hex: 4 });
	if (length !== 0 && length < HEADER) {
		fields.remarks.push(`such a length is not possible: ${length}`);
		return null;
	}
	const end = statedEnd(fields, length);
	if (end <= fields.at) return null;
	fields.summary += `, ${countText(end - fields.at, 'byte')}`;
	return fields.rest(byPort[to] ?? byPort[from] ?? 'data', end);
}
