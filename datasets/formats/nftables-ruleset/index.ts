import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { rulesetReader } from './config.ts';

/**
 * What `nft list ruleset` writes. A record is a rule, or what a base chain does with packets that no rule decides
 * about. Sets, maps and intervals are put in their places, jumps and translations are followed, and at a hook without a
 * chain everything goes on.
 */
const format: Format = {
	name: 'nftables-ruleset',
	title: 'Rules of nftables',
	tables: ['policy'],
	cannotKnow: [
		'which interface a packet came by, from which port, or of which kind an ICMP message was: where a rule asks for it, what is done is unknown',
		'which addresses are the device’s own, unless the import says so or the inventory has them under its name',
		'elements that came to a set later, or went',
		'what tables do that the file does not list',
		'what becomes of a packet whose target is changed by one of two chains that translate, or on its way out of the device: it is unknown',
		'whether the rules were still in force later'
	],
	recognise,
	open: (sink: Sink): RecordReader => rulesetReader(sink)
};

export default format;

const tableLine = /^table (?:(?:ip6?|inet|arp|bridge|netdev) )?\S+ \{/;
const innerLine = /^(?:chain|set|map) \S+ \{|^type \S+ hook \S+|^elements = \{/;

function recognise(head: Head): Recognition | null {
	const lines = head.lines.map((line) => line.trim());
	if (!lines.some((line) => tableLine.test(line)) || !lines.some((line) => innerLine.test(line)))
		return null;
	return { confidence: 0.96, because: 'a table in braces, with its chains or sets' };
}
