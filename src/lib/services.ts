import { ofBoth, ofTcp, ofUdp } from './service-names.ts';

/** Names that other lists of services give. */
const elsewhere: Readonly<Record<string, number>> = {
	pop2: 109, portmap: 111, rpcbind: 111, irc: 194, rip: 520, pptp: 1723, ssdp: 1900, nfsd: 2049,
	'ipsec-msft': 4500
}; // prettier-ignore

/** Ports that servers are met at so often that a flow to one of them is rather to the service than from it. */
export const servicePorts: ReadonlySet<number> = new Set([
	7, 9, 13, 19, 20, 21, 22, 23, 25, 37, 43, 49, 53, 67, 68, 69, 70, 79, 80, 88, 109, 110,
	111, 113, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 194, 389, 443, 445, 464, 500,
	514, 515, 554, 587, 631, 636, 993, 995, 1080, 1194, 1433, 1434, 1812, 1900, 2049, 3306,
	3389, 4500, 4899, 5060, 5353, 5432, 6000, 6667, 8080
]); // prettier-ignore

/** Lists that a name is looked up in, by protocol: that of the other one last, for not every program tells them apart. */
const lists = {
	tcp: [ofTcp, ofBoth, elsewhere, ofUdp],
	udp: [ofUdp, ofBoth, elsewhere, ofTcp]
};

/**
 * The port that a name of the list of services (/etc/services) stands for; null for a name that is in none.
 * @param proto which list is asked first
 */
export function portOfService(name: string, proto: 'tcp' | 'udp' = 'tcp'): number | null {
	const key = name.toLowerCase();
	const list = lists[proto].find((ports) => Object.hasOwn(ports, key));
	return list?.[key] ?? null;
}
