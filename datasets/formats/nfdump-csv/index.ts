import { COMMA } from '#lib/ascii.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { SplitLine, splitTexts } from '../../records/csv/split-line.ts';
import { isHeader } from './fields.ts';
import { NfdumpReader } from './reader.ts';

/**
 * What `nfdump -o csv` prints: the columns of 1.6 and 1.7.1, those that later versions name, and those that
 * `-o csv:…` asks for. NetFlow knows flows of one direction, and each is a row of its own (`one_way`): the sender is
 * the source, and what came back stands in another row, or in `dst_packets` where nfdump has merged the two
 * (`-b`, `-B`), in whichever order they came: such a row is `undirected` until its flags and ports are looked at. The summary at the end is no record.
 */
const format: Format = {
	name: 'nfdump-csv',
	title: 'nfdump flows in CSV (NetFlow, IPFIX)',
	tables: ['sessions'],
	cannotKnow: [
		'who began a conversation: each direction is a flow of its own, whose sender stands as the source; in the database two that belong together become one session, of whom flags, times and ports show to have begun it, or undirected',
		'whether a flow was answered, but where both directions are there',
		'the order of TCP flags within a flow, and so the state',
		'payload bytes: the bytes of a flow count its headers too',
		'whether a row without ports is a sum (nfdump -A) or a fragment: neither is a session',
		'end and duration where the exporter reckoned below zero (softflowd 1.1.0 over IPFIX)',
		'the zone of the times',
		'the application protocol'
	],
	recognise,
	open: (sink) => lines(sink, new NfdumpReader(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	const line = new SplitLine();
	const found = head.lines.some((text) => {
		if (!/^["a-z]/i.test(text)) return false;
		const bytes = bytesOf(text);
		line.cut(bytes, 0, bytes.length, COMMA);
		return isHeader(splitTexts(line));
	});
	if (!found) return null;
	return { confidence: 0.95, because: 'a header of the column names that nfdump prints' };
}
