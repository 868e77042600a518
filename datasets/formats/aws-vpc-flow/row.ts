import { unreadable } from '#lib/unreadable.ts';
import type { EventWriter, PortColumn } from '#tables/event-writer.ts';
import { wholeNumber } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { Sink } from '../../format.ts';
import type { NamedLine, SplitCell } from '../../records/csv/split-line.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { putting } from '../../rows/put.ts';
import { countOf } from '../../records/fields/numbers.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { SessionSpan } from '../../rows/sessions/span.ts';
import type { VpcFlowKey } from './fields.ts';

const withPorts = new Set([6, 17, 33, 132, 136]);
const actions: Readonly<Record<string, string>> = { ACCEPT: 'allow', REJECT: 'deny' };
const directions: Readonly<Record<string, string>> = { ingress: 'in', egress: 'out' };

/** Takes the record at hand into a row of one table, all but its commit. */
export interface FlowRow {
	readonly writer: EventWriter;
	read(): void;
}

/** How a record with an action becomes a row: what security groups and network ACLs decided. */
export function firewallRow(sink: Sink, named: NamedLine<VpcFlowKey>): FlowRow {
	const firewall = sink.table('firewall');
	const common = commonSetter(sink, named, firewall, { bytes: [named.cell('bytes')] });
	const action = firewall.text('action');
	const device = new SpeakerColumn(sink, firewall.text('device'));
	const eni = named.cell('interface');
	const [direction, flags] = [firewall.text('direction'), firewall.text('tcp_flags')];
	return {
		writer: firewall,
		read() {
			firewall.ts.set(common());
			const decided = named.cell('action').text();
			if (decided !== null) action.set(wordOf(actions, decided, 'action'));
			const way = named.cell('direction').text();
			if (way !== null) direction.set(wordOf(directions, way, 'flow-direction'));
			const bits = countOf(named.cell('flags'));
			if (bits !== null && bits > 0 && bits < 512) flags.set(tcpFlagsText(bits));
			device.setCell(eni);
		}
	};
}

/**
 * How a record without an action becomes a row: a flow of one direction. Of its flags AWS logs SYN, FIN and RST
 * alone, so that they do not say what was sent; they stay in the native columns.
 */
export function sessionRow(sink: Sink, named: NamedLine<VpcFlowKey>): FlowRow {
	const sessions = sink.table('sessions');
	const span = new SessionSpan(sessions);
	const oneWay = sessions.boolean('one_way');
	const common = commonSetter(sink, named, sessions, {
		src_bytes: [named.cell('bytes')],
		src_packets: [named.cell('packets')]
	});
	return {
		writer: sessions,
		read() {
			const start = common();
			const end = named.cell('end');
			span.set(start, end.load() ? timeOf(sink, end) : null, null);
			oneWay.set(true);
		}
	};
}

/** Sets addresses, ports and protocol, and answers when the flow began. */
function commonSetter(
	sink: Sink,
	named: NamedLine<VpcFlowKey>,
	writer: EventWriter,
	more: Readonly<Record<string, SplitCell[]>>
): () => number | bigint {
	const cell = (key: VpcFlowKey) => named.cell(key);
	const put = putting(sink, writer, {
		src_ip: [cell('packetSrc'), cell('srcAddr')],
		dst_ip: [cell('packetDst'), cell('dstAddr')],
		proto: [cell('protocol')],
		...more
	});
	return () => {
		put();
		putPort(writer, writer.srcPort, cell('srcPort'));
		putPort(writer, writer.dstPort, cell('dstPort'));
		const start = cell('start').load() ? cell('start') : cell('end');
		if (!start.load()) throw unreadable('the record has no time');
		return timeOf(sink, start);
	};
}

/** AWS writes 0 where a protocol has no ports, ICMP among them. */
function putPort({ proto }: EventWriter, column: PortColumn, cell: SplitCell): void {
	if (!cell.load()) return;
	const port = wholeNumber(cell.bytes, cell.start, cell.end);
	if (port === 0 && proto.isSet && proto.number >= 0 && !withPorts.has(proto.number)) return;
	if (port === null || !column.set(port)) throw unfit('port out of range', cell);
}

/** @throws `record not readable` */
export function timeOf(sink: Sink, cell: SplitCell): number | bigint {
	const { bytes, start, end } = cell;
	const time = sink.time.epoch(bytes, start, end) ?? sink.time.iso(bytes, start, end);
	if (time === null) throw unfit('no such time', cell);
	return time;
}

function wordOf(words: Readonly<Record<string, string>>, text: string, what: string): string {
	const word = Object.hasOwn(words, text) ? words[text] : undefined;
	if (word === undefined) throw unreadable(`${what} not known: ${text.slice(0, 60)}`);
	return word;
}
