/** IP protocol names in lower case, as Zeek and Suricata write them, by IANA number. */
const names: Readonly<Record<number, string>> = {
	0: 'hopopt',
	1: 'icmp',
	2: 'igmp',
	4: 'ipip',
	6: 'tcp',
	8: 'egp',
	17: 'udp',
	27: 'rdp',
	33: 'dccp',
	41: 'ipv6',
	43: 'ipv6-route',
	44: 'ipv6-frag',
	46: 'rsvp',
	47: 'gre',
	50: 'esp',
	51: 'ah',
	58: 'icmp6',
	59: 'ipv6-nonxt',
	60: 'ipv6-opts',
	88: 'eigrp',
	89: 'ospf',
	94: 'ipip',
	103: 'pim',
	112: 'vrrp',
	132: 'sctp',
	136: 'udplite',
	137: 'mpls-in-ip'
};

const numbers = new Map<string, number>([
	...Object.entries(names).map(([number, name]) => [name, Number(number)] as const),
	['ipip', 4],
	['icmpv6', 58],
	['ipv6-icmp', 58],
	['icmp6', 58]
]);

/** Lower-case name of an IP protocol number; a number without a name stays a number in text. */
export function protocolName(number: number): string {
	return names[number] ?? String(number);
}

/** IANA number of a protocol given by name (any case) or by number; null where it is neither. */
export function protocolNumber(text: string): number | null {
	if (/^\d{1,3}$/.test(text)) return Number(text) <= 255 ? Number(text) : null;
	return numbers.get(text.toLowerCase()) ?? null;
}
