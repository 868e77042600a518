import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { MICROS_PER_SECOND } from '#lib/time.ts';
import type { Sink } from '../../format.ts';
import { putting } from '../../rows/put.ts';
import { countOf, numberOf, truthOf, wholeOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { targetPutter } from '../../rows/web/request-target.ts';
import { unless } from '../../records/fields/unless.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { answeredOf } from './answered.ts';
import type { ZeekFields, ZeekCell } from './cell.ts';
import type { ZeekLog } from './logs.ts';
import { timeIn } from './time.ts';

const ICMP = 1;
const ICMP6 = 58;

/** Sets columns of the row at hand from the record at hand. */
type RowSetter = () => void;

/** How a record of a log becomes a row of its event table, by the fields of that log. */
export function rowReader(sink: Sink, log: ZeekLog, fields: ZeekFields): RowSetter {
	const writer = sink.table(log.table);
	const sources = Object.fromEntries(
		Object.entries(log.columns).map(([column, names]) => [
			column,
			names.map((name) => {
				const cell = fields(name);
				return column === 'proto' ? unless(cell, ['unknown_transport']) : cell;
			})
		])
	);
	const row: Row = { writer, fields, sink, ts: 0 };
	const setters = [timeSetter(row), putting(sink, writer, sources)];
	const more = special[log.path]?.(row);
	if (more !== undefined) setters.push(more);
	return () => {
		for (const set of setters) set();
		writer.commit();
	};
}

/** Where a row of one log goes and comes from. */
interface Row {
	readonly writer: EventWriter;
	readonly fields: ZeekFields;
	readonly sink: Sink;
	/** When the record at hand began, in microseconds. */
	ts: number | bigint;
}

function timeSetter(row: Row): RowSetter {
	const { sink, writer } = row;
	const ts = row.fields('ts');
	return () => {
		if (!ts.load()) throw unreadable('the record has no ts');
		const time = timeIn(sink.time, ts);
		if (time === null) throw unfit('no such time', ts);
		writer.ts.set(time);
		row.ts = time;
	};
}

type Special = (row: Row) => RowSetter;

const special: Readonly<Record<string, Special>> = {
	conn: (row) => {
		const end = endSetter(row);
		const protocol = protocolSetter(row);
		const answered = answeredSetter(row);
		return () => {
			end();
			protocol();
			answered();
		};
	},
	http: ({ writer: web, fields }) => {
		const uri = fields('uri');
		const put = targetPutter(web);
		return () => {
			web.proto.set('tcp');
			if (uri.load()) put(uri);
		};
	},
	dns: ({ writer: dns, fields }) => {
		const list = fields('answers');
		const answers = dns.text('answers');
		return () => {
			const texts = list.texts();
			if (texts.length > 0) answers.set(texts.join(','));
		};
	},
	ssl: tlsSetter,
	files: fileSetter,
	notice: ({ writer: alerts, fields, sink }) => {
		const dropped = fields('dropped');
		const action = alerts.text('action');
		const sensor = new SpeakerColumn(sink, alerts.text('sensor'));
		return () => {
			if (dropped.load() && truthOf(dropped) === true) action.set('blocked');
			sensor.complete();
		};
	}
};

function endSetter(row: Row): RowSetter {
	const { writer: sessions, fields } = row;
	const duration = fields('duration');
	const endTs = sessions.timestamp('end_ts');
	return () => {
		const seconds = duration.load() ? numberOf(duration) : null;
		const micros = seconds === null ? null : Math.round(seconds * MICROS_PER_SECOND);
		if (micros === null || !Number.isSafeInteger(micros)) return;
		const end = BigInt(row.ts) + BigInt(micros);
		if (BigInt.asIntN(64, end) === end) endTs.set(end);
	};
}

/** Zeek calls ICMP of both families icmp; newer logs give the number too. */
function protocolSetter({ writer: sessions, fields }: Row): RowSetter {
	const number = fields('ip_proto');
	const { proto, srcIp } = sessions;
	return () => {
		const given = number.load() ? wholeOf(number) : null;
		if (typeof given === 'number' && given >= 0 && given <= 255) proto.setNumber(given);
		else if (proto.isSet && proto.number === ICMP && srcIp.isSet && srcIp.address.size === 16)
			proto.setNumber(ICMP6);
	};
}

function answeredSetter({ writer: sessions, fields }: Row): RowSetter {
	const [history, state] = [fields('history'), fields('conn_state')];
	const [packets, sent] = [fields('resp_pkts'), fields('orig_bytes')];
	const answered = sessions.boolean('answered');
	return () => {
		const truth = answeredOf({
			history: textIn(history),
			state: textIn(state),
			packets: countOf(packets),
			sentBytes: countOf(sent),
			proto: sessions.proto.isSet ? sessions.proto.number : -1
		});
		if (truth !== null) answered.set(truth);
	};
}

function textIn(cell: ZeekCell): string | null {
	return cell.load() ? textOf(cell.bytes, cell.start, cell.end) : null;
}

/** QUIC is TLS 1.3 over UDP and stands in the same log, so only older versions tell the protocol. */
function tlsSetter({ writer: tls, fields }: Row): RowSetter {
	const version = fields('version');
	const chain = fields('cert_chain_fps');
	const fingerprint = tls.text('fingerprint');
	return () => {
		const name = textIn(version) ?? '';
		if (/^DTLS/.test(name)) tls.proto.set('udp');
		else if (/^(SSLv|TLSv1[0-2]$)/.test(name)) tls.proto.set('tcp');
		const first = chain.texts()[0];
		if (first !== undefined) fingerprint.set(first);
	};
}

/** Before Zeek 5.1, a file had sets of senders, receivers and connections. */
function fileSetter({ writer: files, fields }: Row): RowSetter {
	const [senders, receivers] = [fields('tx_hosts'), fields('rx_hosts')];
	const isFromClient = fields('is_orig');
	const uids = fields('conn_uids');
	const uid = files.text('uid');
	const read = (column: EventWriter['srcIp'], host: string) => {
		const bytes = bytesOf(host);
		if (column.read(bytes, 0, bytes.length)) return;
		throw unreadable(`address not readable: ${host}`);
	};
	return () => {
		const carriers = uids.texts();
		if (!uid.isSet && carriers.length === 1) uid.set(carriers[0]!);
		const fromClient = isFromClient.load() ? truthOf(isFromClient) : null;
		if (fromClient === null || files.srcIp.isSet || files.dstIp.isSet) return;
		const [sender, receiver] = [soleOf(senders), soleOf(receivers)];
		const [client, server] = fromClient ? [sender, receiver] : [receiver, sender];
		if (client !== null) read(files.srcIp, client);
		if (server !== null) read(files.dstIp, server);
	};
}

function soleOf(cell: ZeekCell): string | null {
	const texts = cell.texts();
	return texts.length === 1 ? texts[0]! : null;
}
