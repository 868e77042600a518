import { bytesOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { delimiterOf } from '../../records/csv/csv.ts';
import { lines } from '../../records/lines/lines.ts';
import { SplitLine, splitTexts } from '../../records/csv/split-line.ts';
import { isHeader } from './fields.ts';
import { ArgusReader } from './reader.ts';

/**
 * What Argus's `ra` and its relatives print with a field separator (`-c ,`), in whatever columns; data sets
 * that were made with it (`.binetflow`) too. A time of day without a date makes no event row. TCP flows whose
 * arrow points left are turned, so that the source began them.
 */
const format: Format = {
	name: 'argus-csv',
	title: 'Argus flows in CSV (ra)',
	tables: ['sessions'],
	cannotKnow: [
		'the whole of a long flow in one row: Argus reports it piece by piece, unless records were merged',
		'who began a flow whose direction is marked with a question mark, unless its ports tell; over IPv6 not even the ports',
		'who sent the last FIN or reset, and so the state, unless State gives the flags of both sides',
		'payload bytes, unless SAppBytes and DAppBytes are among the columns and were counted (argus -A): the others count headers too',
		'the date, where ra prints the time of day alone',
		'the application protocol, but for RTP and UDT'
	],
	recognise,
	open: (sink) => lines(sink, new ArgusReader(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	const line = new SplitLine();
	const found = head.lines.some((text) => {
		if (!text.includes('SrcAddr')) return false;
		const bytes = bytesOf(text);
		line.cut(bytes, 0, bytes.length, delimiterOf(text));
		return isHeader(splitTexts(line));
	});
	if (!found) return null;
	return { confidence: 0.95, because: 'a header that names SrcAddr and DstAddr, as ra prints it' };
}
