import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { configReader } from './config.ts';

/**
 * Rules of pf, as pf.conf of OpenBSD and FreeBSD has them and `pfctl -s rules` says them. A record is a rule, over as
 * many lines as it goes; lists, macros and literal tables are put in their places.
 */
const format: Format = {
	name: 'pf-conf',
	title: 'Rules of pf',
	tables: ['policy'],
	cannotKnow: [
		'the pass that pf gives a packet which no rule is about: no line says so, and so no row',
		'whether a rule holds that asks for more than addresses, protocol and destination port: it says unknown of what was understood',
		'rules of anchors and of other files, and members of tables that are filled while pf runs: what they may decide is unknown',
		'which interfaces are in a group, and which addresses an interface has',
		'what becomes of packets whose target is translated, of which rules speak by the other: they say unknown (rdr, binat, match with rdr-to)',
		'which sources the rules on the way out meet that are behind a translation of sources',
		'whether the rules were still in force later'
	],
	recognise,
	open: (sink: Sink): RecordReader => configReader(sink)
};

export default format;

const ruleLine =
	/^(?:@\d+(?:\(\d+\))?\s+)?(?:pass|block|match)(?:\s+(?:in|out|drop|return(?:-\w+)?|log|quick|on|inet6?|proto|from|to|all)\b|\s*$|\s+\()/;
const otherLine =
	/^(?:table\s*<[\w.-]+>|set (?:skip on|block-policy|limit|state-policy|optimization|loginterface|ruleset-optimization|timeout)\b|(?:no )?(?:nat|rdr|binat) (?:pass )?on\b|scrub (?:in|out|on|all)\b|antispoof (?:quick |log |for )|(?:\w+-)?anchor\s+"|[A-Za-z_]\w*\s*=\s*"[^"]*"\s*(?:#.*)?$)/;

function recognise(head: Head): Recognition | null {
	const rules = head.lines.filter((line) => ruleLine.test(line.trim())).length;
	const others = head.lines.filter((line) => otherLine.test(line.trim())).length;
	if (rules === 0 || rules + others < Math.min(2, head.lines.length)) return null;
	const stated = head.lines.filter((line) => !/^\s*#/.test(line)).length;
	return {
		confidence: rules + others > stated / 3 ? 0.95 : 0.6,
		because: 'rules that pass or block, and tables and macros of pf'
	};
}
