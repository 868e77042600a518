import { textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import { lines } from '../../framing/lines.ts';
import type { Format, Head, Recognition, RecordReader, Sink } from '../../format.ts';

/**
 * The one-line alerts of Snort (`alert_fast`) and Suricata (`fast.log`). Suricata writes the year, Snort
 * does not unless told to; neither writes a zone.
 */
const shape =
	/^(\d\d\/\d\d(?:\/\d\d(?:\d\d)?)?-\d\d:\d\d:\d\d(?:\.\d+)?)\s+(?:\[(Drop|wDrop|Block)\]\s+)?\[\*\*\]\s+\[(\d+):(\d+):(\d+)\]\s*(.*?)\s*\[\*\*\]\s*(.*)$/;
const tail =
	/^(?:\[Classification: ([^\]]*)\]\s*)?(?:\[Priority: (\d+)\]\s*)?(?:\{([^}]+)\}\s+)?(\S+) -> (\S+)\s*$/;

const format: Format = {
	name: 'suricata-fast',
	title: 'Snort and Suricata fast alerts',
	tables: ['alerts'],
	cannotKnow: ['the sensor', 'whether the packet was dropped, unless the line says so'],
	recognise,
	open
};

export default format;

function recognise(head: Head): Recognition | null {
	const fitting = head.lines.filter((line) => shape.test(line)).length;
	if (fitting === 0) return null;
	const confidence = fitting / head.lines.length > 0.5 ? 0.95 : 0.6;
	return { confidence, because: 'a time, [**] and [gid:sid:rev] at the head of a line' };
}

function open(sink: Sink): RecordReader {
	const alerts = sink.table('alerts');
	const endpoints = {
		src: [alerts.srcIp, alerts.srcPort],
		dst: [alerts.dstIp, alerts.dstPort]
	} as const;
	const columns = {
		gid: alerts.int64('gid'),
		sid: alerts.int64('sid'),
		rev: alerts.int64('rev'),
		signature: alerts.text('signature'),
		classification: alerts.text('classification'),
		priority: alerts.int32('priority'),
		action: alerts.text('action')
	};

	function setEndpoint(side: 'src' | 'dst', text: string): void {
		const [address, port] = endpoints[side];
		const [host, service] = splitEndpoint(text);
		const bytes = new TextEncoder().encode(host);
		if (!address.read(bytes, 0, bytes.length))
			throw unreadable(`${side} address not readable`, host);
		if (service !== null && !port.set(Number(service)))
			throw unreadable(`${side} port out of range`, service);
	}

	return lines(sink, {
		line(bytes, start, end) {
			const head = shape.exec(textOf(bytes, start, end));
			if (head === null)
				throw unreadable('not a fast alert', textOf(bytes, start, Math.min(end, start + 60)));
			const rest = tail.exec(head[7]!);
			if (rest === null) throw unreadable('the line is cut behind the message', head[7]!);
			const ts = sink.time.monthDay(bytes, start, start + head[1]!.length);
			if (ts === null) throw unreadable('no such time', head[1]!);
			alerts.ts.set(ts);
			if (head[2] !== undefined) columns.action.set('blocked');
			columns.gid.set(Number(head[3]));
			columns.sid.set(Number(head[4]));
			columns.rev.set(Number(head[5]));
			columns.signature.set(head[6]!);
			if (rest[1] !== undefined) columns.classification.set(rest[1]);
			if (rest[2] !== undefined) columns.priority.set(Number(rest[2]));
			if (rest[3] !== undefined) alerts.proto.set(rest[3]);
			setEndpoint('src', rest[4]!);
			setEndpoint('dst', rest[5]!);
			alerts.commit();
		}
	});
}

function unreadable(what: string, value: string): Failure {
	return new Failure('record not readable', `${what}: ${value}`);
}

/** `1.2.3.4:80`, `[::1]:80`, `::1:80` (Suricata writes IPv6 bare), or an address alone. */
function splitEndpoint(text: string): [host: string, port: string | null] {
	const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text);
	if (bracketed !== null) return [bracketed[1]!, bracketed[2] ?? null];
	const last = text.lastIndexOf(':');
	if (last < 0) return [text, null];
	return [text.slice(0, last), text.slice(last + 1)];
}
