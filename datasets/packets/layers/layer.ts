/** A field of a header: what stands in `[start, end)` of the packet's bytes. */
export interface PacketField {
	/** As Wireshark's display filter calls it, as `tcp.srcport`; empty where that has no name for it. */
	name: string;
	title: string;
	/** As Wireshark says it: numbers in decimal or with `0x`, bytes as `00:1a`, a bit as `0` or `1`; empty where it only holds others. */
	value: string;
	/** What the value is called or comes to, as `SYN,ACK`; null where there are no words for it. */
	meaning: string | null;
	start: number;
	end: number;
	/** What it is made of; empty for most. */
	fields: readonly PacketField[];
}

/** A header of a packet, or what is carried at the end of all headers. */
export interface PacketLayer {
	/** As Wireshark's display filter calls it, as `tcp`. */
	name: string;
	title: string;
	/** What matters of it, in a few words; empty where there is none. */
	summary: string;
	start: number;
	end: number;
	fields: readonly PacketField[];
	/** What is cut off, contradicts itself or was not understood, a sentence each without a full stop. */
	remarks: readonly string[];
}

/** What can be read, each by the name under which others say that they carry it. */
export type Dissectable =
	| 'ethernet' | 'vlan' | 'serviceVlan' | 'mpls' | 'pppoe' | 'ppp' | 'llc' | 'cooked' | 'cooked2'
	| 'loopback' | 'raw' | 'ip4' | 'ip6' | 'arp' | 'tcp' | 'udp' | 'icmp' | 'icmp6' | 'gre' | 'vxlan'
	| 'dns' | 'mdns' | 'llmnr' | 'dnsOverTcp' | 'tls' | 'http' | 'dhcp' | 'ntp' | 'data'; // prettier-ignore

/** What a header carries, and where: behind `end` nothing belongs to it. */
export interface CarriedLayer {
	by: Dissectable;
	start: number;
	end: number;
	/** Whether it is a packet that an error quotes, of which most was left away on purpose. */
	isQuoted?: boolean;
}
