import { equalsBytes } from '#lib/bytes.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../framing/json-records.ts';
import { JsonRecord } from '../../values/json-record.ts';
import { recogniseJson } from '../../values/peek-json.ts';
import { eveKinds } from './fields.ts';
import { eveRows } from './rows.ts';

/** Suricata's EVE (docs.suricata.io, "Eve JSON Format"), one object a line or as an array. */
const format: Format = {
	name: 'suricata-eve',
	title: 'Suricata EVE JSON',
	tables: [...new Set(Object.values(eveKinds).map((kind) => kind.table))],
	cannotKnow: [
		'which side began a flow: the addresses of an alert or a file are those of its packet',
		'payload bytes: the bytes of a flow count whole packets, headers too',
		'whether a flow over UDP and IPv4 was answered: an ICMP error counts as a packet to the client',
		'the order of TCP flags within a flow, and so the state where the order decides',
		'whether a TLS handshake was completed, and its cipher'
	],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	return recogniseJson(
		head,
		(peeked) => peeked.has('event_type') && peeked.has('timestamp'),
		'JSON objects with event_type and timestamp'
	);
}

function open(sink: Sink): RecordReader {
	const record = new JsonRecord(sink);
	const type = record.at('event_type');
	const rows = eveRows(sink, record);
	const readRow = () => {
		if (!type.load()) return false;
		const { bytes, start, end } = type;
		const row = rows.find((candidate) => equalsBytes(bytes, start, end, candidate.type));
		row?.read();
		return row !== undefined;
	};
	return jsonRecords(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			if (!readRow() || sink.settings.native) record.keepNative();
		},
		end: () => record.finish()
	});
}
