import type { Format, Head, MessageFormat, Recognition } from '../../format.ts';
import { jsonParts } from '../../records/json/json-records.ts';
import { jsonMessages } from '../../records/json/json-messages.ts';
import { recogniseMessages } from '../../records/lines/messages.ts';
import { recogniseJson } from '../../records/json/peek-json.ts';
import { eveKinds } from './fields.ts';
import { fitsEve, isEve } from './fingerprint.ts';
import { EveReader } from './reader.ts';

const messages: MessageFormat = {
	ofJson: true,
	fits: fitsEve(),
	open: (sink) => new EveReader(sink)
};

/** Suricata's EVE (docs.suricata.io, "Eve JSON Format"), one object a line (also behind a syslog header), or as an array. */
const format: Format = {
	name: 'suricata-eve',
	title: 'Suricata EVE JSON',
	tables: [...new Set(Object.values(eveKinds).map((kind) => kind.table))],
	cannotKnow: [
		'which side began a flow: the addresses of an alert or a file are those of its packet',
		'both directions of a netflow record in one row: each is a record of its own, whose sender is the source, until the database pairs them',
		'payload bytes: the bytes of a flow count whole packets, headers too',
		'whether a flow over UDP and IPv4 was answered: an ICMP error counts as a packet to the client',
		'the order of TCP flags within a flow, and so the state where the order decides',
		'whether a TLS handshake was completed, and its cipher'
	],
	recognise,
	parts: jsonParts,
	open: (sink) => jsonMessages(sink, messages.open(sink)),
	messages
};

export default format;

function recognise(head: Head): Recognition | null {
	const because = 'JSON objects with event_type, timestamp, and a flow or an object of that type';
	return (
		recogniseJson(head, isEve, because) ??
		recogniseMessages(head, messages, `${because} behind a syslog header`)
	);
}
