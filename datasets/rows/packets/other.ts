import { Address } from '#lib/address.ts';
import { uint16 } from '#lib/binary.ts';
import type { Packet } from './packet.ts';

const ARP = 0x0806;
/** Where ARP for IPv4 over Ethernet keeps its addresses, and how long it is. */
const ARP_SENDER = 14;
const ARP_TARGET = 24;
const ARP_LENGTH = 28;

const names: Readonly<Record<number, string>> = {
	0x0806: 'ARP',
	0x0842: 'wake on LAN',
	0x8035: 'RARP',
	0x809b: 'AppleTalk',
	0x80f3: 'AppleTalk ARP',
	0x8137: 'IPX',
	0x8808: 'Ethernet flow control',
	0x8809: 'slow protocols',
	0x8863: 'PPPoE discovery',
	0x888e: 'EAPOL',
	0x88cc: 'LLDP',
	0x88e5: 'MACsec',
	0x88f7: 'PTP',
	0x9000: 'loopback test'
};

const address = new Address();

/** One line about a packet of an Ethernet type that is not IP and whose content begins at `at`. */
export function describeOther(packet: Packet, type: number, at: number): string {
	if (type === ARP && at + ARP_LENGTH <= packet.end) return arp(packet.bytes, at);
	return names[type] ?? `Ethernet type 0x${type.toString(16).padStart(4, '0')}`;
}

function arp(bytes: Uint8Array, at: number): string {
	const overIp4 = uint16(bytes, at + 2) === 0x0800 && bytes[at + 4] === 6 && bytes[at + 5] === 4;
	const operation = uint16(bytes, at + 6);
	if (!overIp4) return `ARP operation ${operation}`;
	const sender = ip4(bytes, at + ARP_SENDER);
	const target = ip4(bytes, at + ARP_TARGET);
	if (operation === 1) return `ARP who has ${target}, tell ${sender}`;
	if (operation === 2) return `ARP ${sender} is at ${hardware(bytes, at + 8)}`;
	return `ARP operation ${operation} ${sender} ${target}`;
}

function ip4(bytes: Uint8Array, at: number): string {
	address.take(bytes, at, 4);
	return address.text;
}

function hardware(bytes: Uint8Array, at: number): string {
	const parts = Array.from(bytes.subarray(at, at + 6));
	return parts.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
