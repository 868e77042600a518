import { unreadable } from '#lib/unreadable.ts';
import type { Int64Column } from '#tables/column.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { bytesOf, equalsBytes, startsWith, textOf, wholeNumber } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import type { LineHandler } from '../../records/lines/lines.ts';
import { packetAction } from '../../rows/alerts/packet-action.ts';
import { setEndpoint } from '../../rows/alerts/packet-endpoint.ts';
import { idsPutter } from '../../rows/alerts/rule-ids.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { CutLine } from './cut.ts';
import { orderOf, orderOfWidth, widths, type FieldName, type Order } from './orders.ts';

const NONE = bytesOf('none');
const HEADER = bytesOf('timestamp');
const TCP = 6;
const UDP = 17;
const QUOTED_HEADER = bytesOf('"timestamp"');

/** Where a line has the endpoints of a packet. */
const fieldsOf = {
	src: { both: 'src_ap', address: 'src', port: 'srcport', icmp: 'icmptype' },
	dst: { both: 'dst_ap', address: 'dst', port: 'dstport', icmp: 'icmpcode' }
} as const;

/** Reads one alert a line. */
export class CsvAlerts implements LineHandler {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #alerts: EventWriter;
	readonly #columns;
	readonly #putIds;
	readonly #line = new CutLine();
	/** What a header says; null where there is none. */
	#named: Order | null = null;
	#order!: Order;
	#bytes!: Uint8Array;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.#keepNative());
		this.#alerts = sink.table('alerts');
		this.#putIds = idsPutter(this.#alerts);
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			gid: this.#alerts.int64('gid'),
			sid: this.#alerts.int64('sid'),
			rev: this.#alerts.int64('rev'),
			signature: this.#alerts.text('signature'),
			classification: this.#alerts.text('classification'),
			priority: this.#alerts.int32('priority'),
			action: this.#alerts.text('action')
		};
	}

	skip(bytes: Uint8Array, start: number, end: number): boolean {
		if (!startsWith(bytes, HEADER, start, end) && !startsWith(bytes, QUOTED_HEADER, start, end))
			return false;
		this.#line.cut(bytes, start, end);
		const names = Array.from({ length: this.#line.count }, (_, i) => this.#line.text(bytes, i));
		this.#named = orderOf(names);
		return true;
	}

	line(bytes: Uint8Array, start: number, end: number): void {
		this.#bytes = bytes;
		this.#line.cut(bytes, start, end);
		this.#chooseOrder(bytes, start, end);
		this.#setTime();
		this.#setRule();
		this.#setPacket();
		this.#setRest();
		this.#columns.sensor.setGiven();
		this.#keepBeside();
		this.#alerts.commit();
	}

	#chooseOrder(bytes: Uint8Array, start: number, end: number): void {
		const { count, open } = this.#line;
		if (open) throw unreadable('the line is cut within quotes', excerpt(bytes, start, end));
		const order = this.#named ?? orderOfWidth(count);
		if (order === null) throw unreadable('fields', `${count}, where Snort writes ${widths}`);
		if (order.names.length !== count)
			throw unreadable('fields', `${count}, where the header has ${order.names.length}`);
		this.#order = order;
	}

	#setTime(): void {
		const field = this.#at('timestamp');
		if (field < 0) throw unreadable('no time', this.#order.names.join(' ').slice(0, 60));
		const [start, end] = this.#range(field);
		const ts = this.#sink.time.monthDay(this.#bytes, start, end);
		if (ts === null) throw unreadable('no such time', excerpt(this.#bytes, start, end));
		this.#alerts.ts.set(ts);
	}

	#setRule(): void {
		const { gid, sid, rev, signature } = this.#columns;
		const rule = this.#at('rule');
		if (rule >= 0 && !this.#putIds(this.#bytes, ...this.#range(rule)))
			throw unreadable('gid:sid:rev not readable', this.#text(rule));
		this.#putNumber('sig_generator', gid);
		this.#putNumber('sig_id', sid);
		this.#putNumber('sig_rev', rev);
		const msg = this.#at('msg');
		if (msg >= 0) this.#line.put(this.#bytes, msg, signature);
	}

	#setPacket(): void {
		const proto = this.#at('proto');
		if (proto >= 0) this.#alerts.proto.read(this.#bytes, ...this.#range(proto));
		this.#setSide('src', this.#alerts.srcIp, this.#alerts.srcPort);
		this.#setSide('dst', this.#alerts.dstIp, this.#alerts.dstPort);
	}

	#setSide(side: 'src' | 'dst', ip: AddressColumn, port: PortColumn): void {
		const both = this.#at(fieldsOf[side].both);
		if (both >= 0) this.#setBoth(side, both);
		const address = this.#at(fieldsOf[side].address);
		if (address >= 0 && !ip.read(this.#bytes, ...this.#range(address)))
			throw unreadable(`${side} address not readable`, this.#text(address));
		const number = this.#number(fieldsOf[side].port) ?? this.#number(fieldsOf[side].icmp);
		if (number !== null && !port.set(number))
			throw unreadable(`${side} port out of range`, String(number));
	} // prettier-ignore

	/** Snort 3 writes `:0` where there is no address, and port 0 where the protocol has none. */
	#setBoth(side: 'src' | 'dst', field: number): void {
		const [start, end] = this.#range(field);
		if (end - start === 2 && this.#text(field) === ':0') return;
		const { proto } = this.#alerts;
		const ports = proto.isSet && (proto.number === TCP || proto.number === UDP);
		const manner = { ports, portBehindV6: true };
		setEndpoint(this.#alerts, side, { bytes: this.#bytes, start, end }, manner);
	}

	#setRest(): void {
		const { classification, priority, action } = this.#columns;
		const named = this.#at('classification');
		if (named >= 0 && !equalsBytes(this.#bytes, ...this.#range(named), NONE))
			this.#line.put(this.#bytes, named, classification);
		const number = this.#number('priority');
		if (number !== null) priority.set(number);
		// Of pfSense, `action` is what the rule asks for, and `disposition` what was done.
		const done = this.#order.at.disposition === undefined ? 'action' : 'disposition';
		const word = this.#at(done) < 0 ? null : packetAction(this.#text(this.#at(done)));
		if (word !== null) action.set(word);
	}

	#keepNative(): void {
		const { native } = this.#sink;
		this.#order.names.forEach((name, field) => {
			if (this.#line.has(field)) native.text(name).set(this.#text(field));
		});
		native.commit();
	}

	/** Index of the field where the line has a value for it, or -1. */
	#at(name: FieldName): number {
		const field = this.#order.at[name] ?? -1;
		return this.#line.has(field) ? field : -1;
	}

	#range(field: number): [start: number, end: number] {
		return [this.#line.starts[field]!, this.#line.ends[field]!];
	}

	#text(field: number): string {
		return field < 0 ? '' : this.#line.text(this.#bytes, field);
	}

	#putNumber(name: FieldName, column: Int64Column): void {
		const number = this.#number(name);
		if (number !== null) column.set(number);
	}

	#number(name: FieldName): number | null {
		const field = this.#at(name);
		if (field < 0) return null;
		const [start, end] = this.#range(field);
		const number = end - start > 10 ? null : wholeNumber(this.#bytes, start, end);
		if (number === null || number < 0) throw unreadable(`${name} not readable`, this.#text(field));
		return number;
	}
}

function excerpt(bytes: Uint8Array, start: number, end: number): string {
	return textOf(bytes, start, Math.min(end, start + 60));
}
