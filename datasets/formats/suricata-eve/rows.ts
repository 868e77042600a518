import { unreadable } from '#lib/unreadable.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, textOf } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { Message, Sink } from '../../format.ts';
import type { JsonCell, JsonRecord } from '../../records/json/json-record.ts';
import { answeredOf, connStateOf } from '../../rows/sessions/flow-state.ts';
import { putting, type ColumnCells } from '../../rows/put.ts';
import { countOf, numberOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { targetPutter } from '../../rows/web/request-target.ts';
import { unless } from '../../records/fields/unless.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { dnsSetter } from './dns.ts';
import { eveKinds, type EveKind } from './fields.ts';

/** Words by which Suricata says that it found no protocol or version. */
const unknowns = ['failed', 'unknown', 'UNDETERMINED'];

const MICROS = 1_000_000;

/** Sets columns of the row at hand from the record at hand. */
type RowSetter = () => void;

/** The same for what the syslog header gives. */
type HeaderSetter = (message: Message) => void;

/** How a record of one `event_type` becomes a row. */
export interface EveRow {
	type: Uint8Array;
	read: HeaderSetter;
}

/** Readers of every `event_type` that has an event table. */
export function eveRows(sink: Sink, record: JsonRecord): EveRow[] {
	return Object.entries(eveKinds).map(([type, kind]) => {
		const writer = sink.table(kind.table);
		const setTime = timeSetter(sink, record, writer);
		const setters = [columnSetter(sink, record, kind)];
		const setSensor = 'sensor' in kind.columns ? sensorSetter(sink, writer, kind.table) : null;
		const more = special[type]?.(sink, record, writer);
		if (more !== undefined) setters.push(more);
		const read = (message: Message) => {
			setTime(message);
			for (const set of setters) set();
			setSensor?.(message);
			writer.commit();
		};
		return { type: bytesOf(type), read };
	});
}

function columnSetter(sink: Sink, record: JsonRecord, kind: EveKind): RowSetter {
	const sources: ColumnCells = Object.fromEntries(
		Object.entries(kind.columns).map(([column, paths]) => [
			column,
			paths.map((path) => {
				const cell = record.at(path);
				return column === 'service' || column === 'version' ? unless(cell, unknowns) : cell;
			})
		])
	);
	return putting(sink, sink.table(kind.table), sources);
}

function timeOf(sink: Sink, cell: JsonCell): number | bigint | null {
	if (!cell.load()) return null;
	const time = sink.time.iso(cell.bytes, cell.start, cell.end);
	if (time === null) throw unfit('no such time', cell);
	return time;
}

function timeSetter(sink: Sink, record: JsonRecord, writer: EventWriter): HeaderSetter {
	const timestamp = record.at('timestamp');
	return (message) => {
		const time = timeOf(sink, timestamp) ?? message.ts;
		if (time === null) throw unreadable('the record has no timestamp');
		writer.ts.set(time);
	};
}

/**
 * Where the record does not name its sensor: the machine that sent it; of an alert else what the settings say. Of what
 * else a sensor saw they say nothing: who names a machine for several files does not mean that one sensor wrote them.
 */
function sensorSetter(sink: Sink, writer: EventWriter, table: EventTableName): HeaderSetter {
	const column = writer.text('sensor');
	if (table !== 'alerts')
		return ({ bytes, hostStart, hostEnd }) => {
			if (!column.isSet && hostEnd > hostStart) column.setBytes(bytes, hostStart, hostEnd);
		};
	const sensor = new SpeakerColumn(sink, column);
	return ({ bytes, hostStart, hostEnd }) => sensor.complete(bytes, hostStart, hostEnd);
}

const special: Readonly<
	Record<string, (sink: Sink, record: JsonRecord, writer: EventWriter) => RowSetter>
> = {
	flow: (sink, record, sessions) => {
		const span = spanSetter(sink, record, sessions, 'flow');
		const state = stateSetter(record, sessions);
		return () => {
			span();
			state();
		};
	},
	netflow: (sink, record, sessions) => {
		const span = spanSetter(sink, record, sessions, 'netflow');
		const sent = record.at('tcp.tcp_flags');
		const [oneWay, flags] = [sessions.boolean('one_way'), sessions.text('tcp_flags')];
		return () => {
			span();
			oneWay.set(true);
			const bits = flagsOf(sent);
			if (bits !== null && bits > 0) flags.set(tcpFlagsText(bits));
		};
	},
	http: (_sink, record, web) => {
		const url = record.at('http.url');
		const put = targetPutter(web);
		return () => {
			if (url.load()) put(url);
		};
	},
	dns: dnsSetter
};

/** A flow is logged when it ends; its row begins when its first packet was seen. */
function spanSetter(
	sink: Sink,
	record: JsonRecord,
	sessions: EventWriter,
	object: string
): RowSetter {
	const [start, end, age] = ['start', 'end', 'age'].map((key) => record.at(`${object}.${key}`));
	const endTs = sessions.timestamp('end_ts');
	const duration = sessions.float64('duration');
	return () => {
		const first = timeOf(sink, start!);
		const last = timeOf(sink, end!);
		if (first !== null) sessions.ts.set(first);
		if (last !== null) endTs.set(last);
		if (first !== null && last !== null)
			duration.set(Number(BigInt(last) - BigInt(first)) / MICROS);
		else if (age!.load()) {
			const seconds = numberOf(age!);
			if (seconds !== null) duration.set(seconds);
		}
	};
}

/** An ICMP error about an IPv4 flow is a packet of that flow for Suricata (`FlowGetHash`). */
function stateSetter(record: JsonRecord, sessions: EventWriter): RowSetter {
	const packets = record.at('flow.pkts_toclient');
	const client = record.at('tcp.tcp_flags_ts');
	const server = record.at('tcp.tcp_flags_tc');
	const state = sessions.text('conn_state');
	const answered = sessions.boolean('answered');
	return () => {
		const facts = {
			proto: sessions.proto.isSet ? sessions.proto.number : -1,
			countsErrors: !sessions.srcIp.isSet || sessions.srcIp.address.size !== 16,
			packetsToClient: countOf(packets),
			clientFlags: flagsOf(client),
			serverFlags: flagsOf(server)
		};
		const word = connStateOf(facts);
		if (word !== null) state.set(word);
		const truth = answeredOf(facts);
		if (truth !== null) answered.set(truth);
	};
}

/** Flags are written as two hexadecimal digits. */
function flagsOf(cell: JsonCell): number | null {
	if (!cell.load()) return null;
	const text = textOf(cell.bytes, cell.start, cell.end);
	return /^[0-9a-f]{1,4}$/i.test(text) ? parseInt(text, 16) & 0xff : null;
}
