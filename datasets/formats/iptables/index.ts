import type { Format, Head, Recognition } from '../../format.ts';
import { open } from './line.ts';

const shape = /IN=\S* OUT=\S* (?:\S+=\S* )*SRC=[0-9A-Fa-f.:]+ DST=[0-9A-Fa-f.:]+ LEN=\d+ /;

/** What netfilter's LOG target writes through the kernel log: iptables, nftables, ufw, firewalld. */
const format: Format = {
	name: 'iptables',
	title: 'iptables, nftables and ufw log (netfilter)',
	tables: ['firewall'],
	cannotKnow: [
		'what became of the packet, unless the log prefix says it',
		'whether a packet that was logged before routing was delivered or forwarded',
		'the year of the times, and their zone, unless the syslog header has them',
		'which rule logged the packet, beyond its prefix'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const fitting = head.lines.filter((line) => shape.test(line)).length;
	if (fitting === 0) return null;
	const confidence = fitting / head.lines.length > 0.5 ? 0.95 : 0.7;
	return { confidence, because: 'IN=, OUT=, SRC=, DST= and LEN= as netfilter logs a packet' };
}
