import type { Format, Head, Recognition } from '../../format.ts';
import { jsonParts, jsonRecords } from '../../records/json/json-records.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { isMessage } from './fields.ts';
import { WrappedMessages } from './reader.ts';

/** Messages of syslog as JSON, each read as the line that it would have been: by the first format that it fits. */
const format: Format = {
	name: 'syslog-json',
	title: 'Syslog messages in JSON (journald, rsyslog, syslog-ng)',
	tables: ['host'],
	cannotKnow: [
		'what a message means that no other format here reads: its text is kept, and nothing is taken out of it',
		'the facility, and the severity, where the record does not have them',
		'a text that journalctl left out since it is longer than 4 KB (--all keeps it)',
		'whether a machine is who it says: the name in a record is what the sender wrote'
	],
	recognise,
	parts: jsonParts,
	open: (sink, formats) => jsonRecords(sink, new WrappedMessages(sink, formats))
};

export default format;

function recognise(head: Head): Recognition | null {
	const because = 'JSON objects with the time, host, program and text of a message of syslog';
	return recogniseJson(head, (peeked) => isMessage((key) => peeked.has(key)), because);
}
