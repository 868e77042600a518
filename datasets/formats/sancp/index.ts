import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { separatorOf } from './fields.ts';
import { headerOf, SancpReader } from './reader.ts';

/**
 * Sessions that SANCP, cxtracker or PRADS recorded for Sguil: the fields of Sguil's sancp.conf, separated by
 * bars, or those that a header names. IPv4 addresses are written as one number, IPv6 as text; times named
 * gmt are UTC, whatever the settings say.
 */
const format: Format = {
	name: 'sancp',
	title: 'SANCP sessions',
	tables: ['sessions'],
	cannotKnow: [
		'the order of TCP flags within a session, and so the state where the order decides',
		'type and code of ICMP',
		'whether the bytes count headers too',
		'the application protocol',
		'times below the second'
	],
	recognise,
	open: (sink) => lines(sink, new SancpReader(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	if (head.lines.some((line) => headerOf(line) !== null))
		return { confidence: 0.95, because: 'a header of the field names of SANCP' };
	const fitting = head.lines.filter((line) => separatorOf(line) !== null).length;
	if (fitting === 0) return null;
	return {
		confidence: fitting / head.lines.length > 0.5 ? 0.95 : 0.6,
		because: 'the fifteen fields of Sguil’s sancp.conf'
	};
}
