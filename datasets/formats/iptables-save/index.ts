import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { tableReader } from './table-reader.ts';

/**
 * The rules of a Linux firewall as `iptables-save` and `ip6tables-save` write them. A record is a rule or the
 * policy of a built-in chain of the table filter. A rule for several ports becomes as many rows.
 */
const format: Format = {
	name: 'iptables-save',
	title: 'Rules of iptables-save',
	tables: ['policy'],
	cannotKnow: [
		'rules that ask for more than addresses, protocol and destination port: they are rejected, not guessed',
		'what the other family of addresses meets, IPv4 and IPv6 having rules of their own',
		'whether the rules were still in force later'
	],
	recognise,
	open: (sink: Sink): RecordReader => tableReader(sink)
};

export default format;

const tableLine = /^\*(?:filter|nat|mangle|raw|security)$/;
const ruleLine = /^(?:\[\d+:\d+\] )?-A \S+ |^:\S+ (?:ACCEPT|DROP|REJECT|-)(?: |$)/;

function recognise(head: Head): Recognition | null {
	const isTable = head.lines.some((line) => tableLine.test(line.trim()));
	const rules = head.lines.filter((line) => ruleLine.test(line.trim())).length;
	if (!isTable || rules === 0) return null;
	return {
		confidence: rules > head.lines.length / 3 ? 0.97 : 0.7,
		because: 'a table with its chains and rules'
	};
}
