import { saidEtherType } from './ether-type.ts';
import type { HeaderFields } from './fields.ts';

const operations: Readonly<Record<number, string>> = { 1: 'request', 2: 'reply' };

/** Who has an address of the network on this link. */
export function arp(fields: HeaderFields): null {
	fields.is('arp', 'ARP');
	fields.number('arp.hw.type', 'Kind of link', 2, {
		meaning: (type) => (type === 1 ? 'Ethernet' : null)
	});
	const protocol = fields.number('arp.proto.type', 'Protocol', 2, saidEtherType);
	const hardware = fields.number('arp.hw.size', 'Length of a link address', 1);
	const size = fields.number('arp.proto.size', 'Length of an address', 1);
	const operation = fields.number('arp.opcode', 'Operation', 2, {
		meaning: (code) => operations[code]
	});
	if (protocol !== 0x0800 || hardware !== 6 || size !== 4) {
		fields.remarks.push('its addresses are not of Ethernet and IPv4, and not read');
		return null;
	}
	const from = fields.raw('arp.src.hw_mac', 'Link address of the sender', 6);
	const sender = fields.address('arp.src.proto_ipv4', 'Address of the sender', 4);
	fields.raw('arp.dst.hw_mac', 'Link address of the target', 6);
	const target = fields.address('arp.dst.proto_ipv4', 'Address of the target', 4);
	if (operation === 1) fields.summary = `who has ${target}, tell ${sender}`;
	if (operation === 2) fields.summary = `${sender} is at ${from}`;
	return null;
}
