import { tcpFlagsText } from '#lib/tcp-flags.ts';
import { countText } from '#lib/format-number.ts';
import type { HeaderFields } from './fields.ts';
import { appliedTo } from './content.ts';
import type { CarriedLayer } from './layer.ts';
import { tcpOptions } from './tcp-options.ts';

const SHORTEST = 20;
const DOMAIN = 53;

/** RFC 9293. */
export function tcp(fields: HeaderFields): CarriedLayer | null {
	fields.is('tcp', 'TCP');
	const from = fields.number('tcp.srcport', 'Source port', 2);
	const to = fields.number('tcp.dstport', 'Destination port', 2);
	fields.summary = `${from} to ${to}`;
	fields.number('tcp.seq_raw', 'Sequence number', 4);
	fields.number('tcp.ack_raw', 'Acknowledgement number', 4);
	const header = fields.peek(1) >> 4;
	fields.must(1, 'Header length');
	fields.list.push({
		name: 'tcp.hdr_len', title: 'Header length', value: String(header * 4), meaning: null,
		start: fields.at, end: fields.at + 1, fields: []
	}); // prettier-ignore
	const flags = readFlags(fields);
	fields.summary = `${from} to ${to}${flags === '' ? '' : `, ${flags}`}`;
	fields.number('tcp.window_size_value', 'Window', 2);
	fields.number('tcp.checksum', 'Checksum', 2, { hex: 4 });
	fields.number('tcp.urgent_pointer', 'Urgent pointer', 2);
	if (
		header * 4 < SHORTEST ||
		fields.start + header * 4 > fields.end + (fields.isQuoted ? 60 : 0)
	) {
		fields.remarks.push(`such a header length is not possible: ${header * 4}`);
		return null;
	}
	tcpOptions(fields, fields.start + header * 4);
	if (fields.left <= 0) return null;
	fields.summary += `, ${countText(fields.left, 'byte')}`;
	return appliedTo(fields, from === DOMAIN || to === DOMAIN ? 'dnsOverTcp' : null);
}

function readFlags(fields: HeaderFields): string {
	fields.must(2, 'Flags');
	const text = tcpFlagsText(fields.peek(2) & 0x1ff);
	fields.flags('tcp.flags', 'Flags', 2, {}, [
		['tcp.flags.res', 'Reserved', { shift: 9, width: 3 }],
		['tcp.flags.ae', 'Accurate congestion (NS)', { shift: 8 }],
		['tcp.flags.cwr', 'Congestion window reduced', { shift: 7 }],
		['tcp.flags.ece', 'Congestion echo', { shift: 6 }],
		['tcp.flags.urg', 'Urgent', { shift: 5 }],
		['tcp.flags.ack', 'Acknowledgement', { shift: 4 }],
		['tcp.flags.push', 'Push', { shift: 3 }],
		['tcp.flags.reset', 'Reset', { shift: 2 }],
		['tcp.flags.syn', 'Synchronise', { shift: 1 }],
		['tcp.flags.fin', 'Finish', { shift: 0 }]
	]);
	const field = fields.list.pop()!;
	const bits = (fields.bytes[field.start]! % 16) * 256 + fields.bytes[field.start + 1]!;
	const value = `0x${bits.toString(16).padStart(4, '0')}`;
	fields.list.push({ ...field, value, meaning: text === '' ? 'none' : text });
	return text;
}
