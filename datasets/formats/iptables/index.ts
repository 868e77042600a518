import type { Format } from '../../format.ts';
import { ofMessages } from '../../records/lines/messages.ts';
import { tornBy } from '../../records/lines/torn-lines.ts';
import { fits, PacketLine } from './line.ts';

/**
 * What netfilter's LOG target writes through the kernel log: iptables, nftables, ufw, firewalld, OpenWrt, VyOS,
 * UniFi; and the same packet in the file that Proxmox keeps of its firewall.
 */
const format: Format = {
	name: 'iptables',
	title: 'iptables, nftables, ufw, UniFi and Proxmox log (netfilter)',
	tables: ['firewall'],
	cannotKnow: [
		'what became of the packet, unless the log prefix says it',
		'whether a packet that was logged before routing was delivered or forwarded',
		'the year of the times, and their zone, unless the syslog header has them',
		'which rule logged the packet, beyond its prefix'
	],
	...ofMessages(
		{
			fits,
			torn: tornBy(/^$/, / SRC=\S* DST=|IN=\S*(?: OUT=|$)/),
			open: (sink) => new PacketLine(sink)
		},
		'IN=, OUT=, SRC=, DST= and LEN= as netfilter logs a packet'
	)
};

export default format;
