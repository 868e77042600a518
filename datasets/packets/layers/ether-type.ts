import type { HeaderFields } from './fields.ts';
import type { CarriedLayer, Dissectable } from './layer.ts';
import { etherTypes } from './names.ts';

const carriers: Readonly<Record<number, Dissectable>> = {
	0x0800: 'ip4',
	0x0806: 'arp',
	0x6558: 'ethernet',
	0x8100: 'vlan',
	0x88a8: 'serviceVlan',
	0x9100: 'vlan',
	0x86dd: 'ip6',
	0x8847: 'mpls',
	0x8848: 'mpls',
	0x8864: 'pppoe'
};

/** What an Ethernet type says that comes next; null where nothing does. */
export function carriedByType(fields: HeaderFields, type: number): CarriedLayer | null {
	const by = carriers[type];
	if (by !== undefined) return fields.rest(by);
	fields.remarks.push(`what it carries is not read here: ${etherTypeText(type)}`);
	return fields.rest('data');
}

function etherTypeText(type: number): string {
	return etherTypes[type] ?? `type 0x${type.toString(16).padStart(4, '0')}`;
}

/** Says an Ethernet type and what it is called. */
export const saidEtherType = { hex: 4, meaning: (type: number) => etherTypes[type] };
