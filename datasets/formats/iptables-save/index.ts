import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { columnsOf } from './listing.ts';
import { tableReader } from './table-reader.ts';

/**
 * The rules of a Linux firewall as `iptables-save` and `ip6tables-save` write them, or as `iptables` lists them with
 * `-S` or `-L`. A record is a rule or the policy of a built-in chain. A rule for several addresses or ports becomes as
 * many rows, and so does one that packets meet on several ways.
 */
const format: Format = {
	name: 'iptables-save',
	title: 'Rules of iptables',
	tables: ['policy'],
	cannotKnow: [
		'which interface a packet came by, from which port, or of which kind an ICMP message was: where a rule asks for it, what is done is unknown',
		'what sets of ipset hold, and what a rule counts or remembers',
		'what the other family of addresses meets, IPv4 and IPv6 having rules of their own',
		'which addresses are the device’s own, unless the import says so or the inventory has them under its name',
		'tables that were not dumped, as those of `iptables -S`, which lists one of them',
		'what becomes of a packet whose target is changed by one of two chains that translate, or on its way out of the device, and by NETMAP: it is unknown',
		'whether the rules were still in force later'
	],
	recognise,
	open: (sink: Sink): RecordReader => tableReader(sink)
};

export default format;

const tableLine = /^\*(?:filter|nat|mangle|raw|security)$/;
const ruleLine = /^(?:\[\d+:\d+\] )?-A \S+ |^:\S+ (?:ACCEPT|DROP|REJECT|-)(?: |$)/;
const policyLine = /^-P (?:INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING) (?:ACCEPT|DROP)$/;
const listedLine = /^Chain \S+ \((?:policy (?:ACCEPT|DROP)|\d+ references?)/;

function recognise(head: Head): Recognition | null {
	const lines = head.lines.map((line) => line.trim());
	const rules = lines.filter((line) => ruleLine.test(line)).length;
	if (lines.some((line) => tableLine.test(line)) && rules > 0)
		return {
			confidence: rules > lines.length / 3 ? 0.97 : 0.7,
			because: 'a table with its chains and rules'
		};
	if (lines.some((line) => policyLine.test(line)))
		return { confidence: 0.95, because: 'policies of chains as commands of iptables' };
	const listed = lines.findIndex((line) => listedLine.test(line));
	if (listed < 0 || columnsOf(lines[listed + 1] ?? '') === null) return null;
	return { confidence: 0.95, because: 'chains with their policies and columns of rules' };
}
