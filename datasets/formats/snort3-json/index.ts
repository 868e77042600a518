import type { Format, Head, MessageFormat, Recognition } from '../../format.ts';
import { jsonParts } from '../../records/json/json-records.ts';
import { jsonMessages } from '../../records/json/json-messages.ts';
import { recogniseMessages } from '../../records/lines/messages.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { JsonAlerts } from './reader.ts';
import { fitsMessage, fitsPaths } from './shape.ts';

const messages: MessageFormat = {
	ofJson: true,
	fits: fitsMessage(),
	open: (sink) => new JsonAlerts(sink)
};

/** The alerts of Snort 3 as JSON (`alert_json`), whose fields are a choice of whoever set it up. */
const format: Format = {
	name: 'snort3-json',
	title: 'Snort 3 alerts in JSON',
	tables: ['alerts'],
	cannotKnow: [
		'what a record leaves out: Snort writes the fields that it was told to, by default not even the text of the rule',
		'the zone of the times, and their year, where neither seconds nor a year were asked for',
		'the sensor, unless a syslog header names its host or it is given at import'
	],
	recognise,
	parts: jsonParts,
	open: (sink) => jsonMessages(sink, messages.open(sink)),
	messages
};

export default format;

function recognise(head: Head): Recognition | null {
	const because =
		'JSON objects with the number of a rule, a time and the names that Snort 3 gives its fields';
	return (
		recogniseJson(head, (peeked) => fitsPaths((path) => peeked.has(path)), because) ??
		recogniseMessages(head, messages, `${because}, behind a syslog header`)
	);
}
