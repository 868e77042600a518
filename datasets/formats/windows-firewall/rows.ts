import { unreadable } from '#lib/unreadable.ts';
import { SPACE } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, textOf } from '#lib/bytes.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import { w3c } from '../../records/w3c/w3c.ts';
import type { W3cRow } from '../../records/w3c/w3c-row.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { constant, translated } from '../../records/fields/derived-cells.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { Row } from '../../rows/row.ts';
import { unless } from '../../records/fields/unless.ts';
import { SplitTime, type When } from '../../records/fields/when.ts';

const LOST = bytesOf('INFO-EVENTS-LOST');

/** Opening a connection is letting it pass; closing one is no decision. */
const actions = { allow: 'allow', open: 'allow', 'open-inbound': 'allow', drop: 'drop' };

const paths = { send: 'out', receive: 'in', forward: 'forward' };

/** Windows XP has no path for what it opens, but says who did. */
const opened = { open: 'out', 'open-inbound': 'in' };

/** Letters of TCP flags, the lowest bit first. */
const letters = bytesOf('FSRPAU');

export function open(sink: Sink): RecordReader {
	const native = { of: null as CsvNative | null };
	const rows = new FirewallRows(sink);
	const declare = sink.beside((_, names: readonly string[]) => {
		native.of = new CsvNative(sink, names);
	});
	return w3c(sink, {
		separator: SPACE,
		fields(names, row) {
			rows.begin(row);
			declare(names);
		},
		row(row) {
			rows.read(row);
			native.of?.commit(row);
		}
	});
}

/** Reads the rows below one header after the other. */
class FirewallRows {
	readonly #sink: Sink;
	readonly #flags;
	readonly #host: EventWriter;
	readonly #hostColumns;
	readonly #machine: LoggingMachine;
	#row: Row | null = null;
	#time: SplitTime | null = null;
	#cells: Readonly<Record<'date' | 'action' | 'flags' | 'info', FieldBytes>> | null = null;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#flags = sink.table('firewall').text('tcp_flags');
		this.#host = sink.table('host');
		this.#hostColumns = {
			product: this.#host.text('product'),
			eventId: this.#host.text('event_id'),
			message: this.#host.text('message')
		};
		this.#machine = new LoggingMachine(sink, this.#host);
	}

	begin(row: W3cRow): void {
		const { host } = this.#sink.settings;
		const [action, date, clock] = [row.cell('action'), row.cell('date'), row.cell('time')];
		this.#cells = { date, action, flags: row.cell('tcpflags'), info: row.cell('info') };
		this.#time = new SplitTime(this.#sink.time, { date, clock });
		this.#row = new Row(this.#sink, 'firewall', {
			src_ip: [row.cell('src-ip')],
			dst_ip: [row.cell('dst-ip')],
			src_port: [row.cell('src-port'), row.cell('icmptype')],
			dst_port: [row.cell('dst-port'), row.cell('icmpcode')],
			proto: [row.cell('protocol')],
			device: host === null ? [] : [constant(host)],
			direction: [translated(row.cell('path'), paths), translated(action, opened)],
			action: [translated(action, actions)],
			// No packet has a length of nought: that stands for none.
			bytes: [unless(row.cell('size'), ['0'])]
		});
	}

	read({ ends }: W3cRow): void {
		const { date, action } = this.#cells!;
		const ts = this.#time!.read() ?? null;
		if (ts === null && !date.load()) throw unreadable('the row has no date');
		if (ts === null) throw unfit('no such time', behindDate(date, ends[1]));
		if (!action.load()) throw unreadable('the row has no action');
		if (equalsBytes(action.bytes, action.start, action.end, LOST)) return this.#readLost(ts);
		this.#row!.set(ts);
		this.#setFlags();
		this.#row!.writer.commit();
	}

	#setFlags(): void {
		const { flags } = this.#cells!;
		if (!flags.load()) return;
		let bits = 0;
		for (let at = flags.start; at < flags.end; at++) {
			const bit = letters.indexOf(flags.bytes[at]!);
			if (bit >= 0) bits |= 1 << bit;
		}
		if (bits > 0) this.#flags.set(tcpFlagsText(bits));
	}

	/** A gap in the log is a fact about the machine, and no packet. How many it lost stands as information. */
	#readLost(ts: When): void {
		const { product, eventId, message } = this.#hostColumns;
		const { info } = this.#cells!;
		this.#sink.note(
			'the firewall says that it lost events: what it did with some packets is not here'
		);
		this.#host.ts.set(ts);
		product.set('Windows Firewall');
		eventId.setBytes(LOST, 0, LOST.length);
		if (info.load()) message.set(`events lost: ${textOf(info.bytes, info.start, info.end)}`);
		this.#machine.set(LOST, 0, 0);
		this.#host.commit();
	}
}

/** Date and time as they stand side by side. */
function behindDate(date: FieldBytes, end: number | undefined): FieldBytes {
	const { name, bytes, start } = date;
	return { name, bytes, start, end: Math.max(date.end, end ?? 0), load: () => true };
}
