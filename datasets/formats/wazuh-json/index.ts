import type { Format, Head, MessageFormat, Recognition } from '../../format.ts';
import { jsonParts } from '../../records/json/json-records.ts';
import { jsonMessages } from '../../records/json/json-messages.ts';
import { recogniseMessages } from '../../records/lines/messages.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { AlertReader } from './reader.ts';
import { fitsMessage, fitsPaths } from './shape.ts';

const messages: MessageFormat = {
	ofJson: true,
	fits: fitsMessage(),
	open: (sink) => new AlertReader(sink)
};

/**
 * The alerts and archives of Wazuh (alerts.json, archives.json) and of OSSEC (ossec.net, "JSON format"): what an
 * agent read in the logs of its machine. They are host log and not alerts of a network sensor, so each is a row
 * of `host`.
 */
const format: Format = {
	name: 'wazuh-json',
	title: 'Wazuh and OSSEC alerts',
	tables: ['host'],
	cannotKnow: [
		'whether an action that the log names had any effect',
		'which machine is meant where a log was collected for others: the address is that of the agent',
		'when an alert of OSSEC happened, where neither it nor a syslog header has a time'
	],
	recognise,
	parts: jsonParts,
	open: (sink) => jsonMessages(sink, messages.open(sink)),
	messages
};

export default format;

function recognise(head: Head): Recognition | null {
	const because = 'JSON objects with a rule, its level, and the agent or location that it is about';
	return (
		recogniseJson(head, (peeked) => fitsPaths((path) => peeked.has(path)), because) ??
		recogniseMessages(head, messages, `${because}, behind a syslog header`)
	);
}
