import { textOf } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { scanReader } from './scan-reader.ts';

/**
 * What `nmap -oX` writes. A record is a port, or a host of which no port is listed. Ports that nmap folds into
 * a count ("extraports") are not listed one by one, and so are no records.
 */
const format: Format = {
	name: 'nmap-xml',
	title: 'Port scan of nmap in XML',
	tables: ['assets'],
	cannotKnow: [
		'ports that were not scanned',
		'which ports are among those that nmap only counts (extraports): they give no rows, so that a port without a row may be closed, filtered or not scanned',
		'what answered, where a firewall answers for the machine',
		'what a machine is for, and who answers for it'
	],
	recognise,
	open: (sink: Sink): RecordReader => scanReader(sink)
};

export default format;

function recognise(head: Head): Recognition | null {
	const text = textOf(head.bytes);
	if (!/^\ufeff?\s*</.test(text) || !/<nmaprun[\s>]/.test(text)) return null;
	return { confidence: 0.97, because: 'the element nmaprun' };
}
