import type { Format, MessageFormat } from '../../format.ts';
import { everyLine } from '../../framing/every-line.ts';
import { messages as inLines, recogniseMessages } from '../../framing/messages.ts';
import { fits, PacketLine } from './line.ts';

const messages: MessageFormat = { fits, open: (sink) => new PacketLine(sink) };

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
	recognise: (head) =>
		recogniseMessages(head, messages, 'IN=, OUT=, SRC=, DST= and LEN= as netfilter logs a packet'),
	parts: everyLine,
	open: (sink) => inLines(sink, messages.open(sink)),
	messages
};

export default format;
