import { unreadable } from '#lib/unreadable.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import type { Sink } from '../../format.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';

/** What one event says, as it is written. */
export interface Written {
	status: string;
	count: string;
	sensor: string;
	/** Number of the sensor and of the event, with a full stop between. */
	event: string;
	time: string;
	srcIp: string;
	srcPort: string;
	dstIp: string;
	dstPort: string;
	/** IANA number. */
	proto: string;
	message: string;
}

/** Where the database has no value: Tcl writes `{}` for an empty one. */
const nothing = new Set(['', '{}', '-', 'NULL', 'N/A']);

/** Writes the row of one event. */
export class SguilAlert {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #alerts: EventWriter;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepBeside = sink.beside((_, written: Written) => this.#keepNative(written));
		this.#alerts = sink.table('alerts');
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			signature: this.#alerts.text('signature'),
			count: this.#alerts.int64('count')
		};
	}

	write(written: Written): void {
		const ts = this.#sink.time.isoText(`${written.time}Z`);
		if (ts === null) throw unreadable('no such time', written.time);
		this.#alerts.ts.set(ts);
		setAddress(this.#alerts.srcIp, 'source', written.srcIp);
		setAddress(this.#alerts.dstIp, 'destination', written.dstIp);
		this.#setProtocol(written.proto);
		setPort(this.#alerts.srcPort, 'source', written.srcPort);
		setPort(this.#alerts.dstPort, 'destination', written.dstPort);
		if (!/^\d{1,15}$/.test(written.count)) throw unreadable('count not readable', written.count);
		this.#columns.count.set(Number(written.count));
		this.#columns.sensor.setText(nothing.has(written.sensor) ? '' : written.sensor);
		if (!nothing.has(written.message)) this.#columns.signature.set(written.message);
		this.#keepBeside(written);
		this.#alerts.commit();
	}

	#setProtocol(text: string): void {
		if (nothing.has(text)) return;
		if (!/^\d{1,3}$/.test(text) || Number(text) > 255) throw unreadable('no such protocol', text);
		this.#alerts.proto.setNumber(Number(text));
	}

	#keepNative(written: Written): void {
		for (const [name, value] of Object.entries(written)) {
			if (nothing.has(value)) continue;
			this.#sink.native.text(columnNames[name as keyof Written]).set(value);
		}
		this.#sink.native.commit();
	}
}

/** Names of native columns: those of Sguil's header. */
const columnNames: Readonly<Record<keyof Written, string>> = {
	status: 'STATUS',
	count: 'COUNT',
	sensor: 'Sensor',
	event: 'sid.cid',
	time: 'Date/Time',
	srcIp: 'Source IP',
	srcPort: 'Source Port',
	dstIp: 'Dest IP',
	dstPort: 'Dest Port',
	proto: 'Protocol',
	message: 'Event Message'
};

function setAddress(column: AddressColumn, side: string, text: string): void {
	if (nothing.has(text)) return;
	if (!column.readText(text)) throw unreadable(`${side} address not readable`, text);
}

function setPort(column: PortColumn, side: string, text: string): void {
	if (nothing.has(text)) return;
	if (!/^\d{1,9}$/.test(text) || !column.set(Number(text)))
		throw unreadable(`${side} port out of range`, text);
}
