import { bytesOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition } from '../../format.ts';
import { lines } from '../../records/lines/lines.ts';
import { isHeader, looksLikeAlert } from './orders.ts';
import { CsvAlerts } from './reader.ts';

/**
 * The CSV of Snort 2 (`alert_csv`) in its default order and in that of pfSense, and that of Snort 3. None has a
 * header; where somebody put one in front, it gives the order.
 */
const format: Format = {
	name: 'snort-csv',
	title: 'Snort alerts in CSV',
	tables: ['alerts'],
	cannotKnow: [
		'the sensor, unless it is given at import',
		'the zone of the times, and the year unless Snort was told to write it',
		'the class and the priority, unless pfSense wrote the file',
		'what became of the packet, unless the line says so',
		'the text of the rule in the default order of Snort 3'
	],
	recognise,
	open: (sink) => lines(sink, new CsvAlerts(sink))
};

export default format;

function recognise(head: Head): Recognition | null {
	if (head.lines.length > 0 && isHeader(head.lines[0]!))
		return { confidence: 0.9, because: 'a header of the names that Snort gives its fields' };
	const fitting = head.lines.filter((line) => {
		const bytes = bytesOf(line);
		return looksLikeAlert(bytes, 0, bytes.length);
	}).length;
	if (fitting === 0) return null;
	return {
		confidence: fitting / head.lines.length > 0.5 ? 0.95 : 0.55,
		because: 'a time as Snort writes it, and as many fields behind it as one of its orders has'
	};
}
