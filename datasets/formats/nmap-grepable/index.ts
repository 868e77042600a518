import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { grepableReader, hostLine, scanComment } from './reader.ts';

/**
 * What `nmap -oG` writes, and masscan after it. A record is a line that begins with `Host:`: the status of a
 * machine, or its ports, each of which becomes a row.
 */
const format: Format = {
	name: 'nmap-grepable',
	title: 'Port scan of nmap, grepable',
	tables: ['assets'],
	cannotKnow: [
		'ports that were not scanned',
		'which ports are among those that nmap only counts (Ignored State): they give no rows',
		'when each machine was seen: only the beginning of the scan is dated, without a zone',
		'what answered, where a firewall answers for the machine',
		'a slash in the name of a product: nmap writes a bar for it'
	],
	recognise,
	open: (sink: Sink): RecordReader => grepableReader(sink)
};

export default format;

function recognise(head: Head): Recognition | null {
	const telling = head.lines.filter((line) => hostLine.test(line) || scanComment.test(line)).length;
	if (telling === 0) return null;
	return {
		confidence: telling > head.lines.length / 2 ? 0.97 : 0.6,
		because: 'lines of a host, and of its status or ports'
	};
}
