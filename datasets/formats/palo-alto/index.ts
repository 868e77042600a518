import type { Format, Head, MessageFormat, Recognition, RecordReader, Sink } from '../../format.ts';
import { byFirstLine } from '../../records/by-first-line.ts';
import { openMessages, recogniseMessages } from '../../records/lines/messages.ts';
import { exportReader, isExportHeader } from './export.ts';
import { fits, LogLine } from './lines.ts';

const messages: MessageFormat = { fits, open: (sink) => new LogLine(sink) };

/**
 * Logs of Palo Alto Networks (PAN-OS): CSV by syslog, whose fields are known by their places, and the CSV of
 * the export button, whose header names them. Traffic is a row of `firewall`, allowed sessions too, since the
 * policy decided about each. Of threats, URLs are rows of `web`, files rows of `files`, all others alerts;
 * system and configuration are host log. Other types are kept in native columns.
 */
const format: Format = {
	name: 'palo-alto',
	title: 'Palo Alto log (PAN-OS)',
	tables: ['firewall', 'alerts', 'web', 'files', 'host'],
	cannotKnow: [
		'the zone of its times, where the release writes none (10.0 and later have it behind the other fields)',
		'that a session logged at its start and at its end is one: it is two records then',
		'whether a session that was allowed was answered',
		'type and code of ICMP messages'
	],
	recognise,
	open,
	messages
};

export default format;

function recognise(head: Head): Recognition | null {
	if (isExportHeader(head.lines[0] ?? ''))
		return {
			confidence: 0.97,
			because: 'the header that PAN-OS exports with: Domain, Receive Time, Serial #'
		};
	return recogniseMessages(
		head,
		messages,
		'fields of PAN-OS: a time, a serial number, and the type of log'
	);
}

function open(sink: Sink, formats: readonly Format[]): RecordReader {
	return byFirstLine(
		() => false,
		(line) => (isExportHeader(line) ? exportReader(sink) : openMessages(sink, messages, formats))
	);
}
