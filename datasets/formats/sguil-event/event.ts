import { unreadable } from '#lib/unreadable.ts';
import type { AddressColumn, EventWriter, PortColumn } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import type { EventHandler } from './blocks.ts';
import { keepNative } from './native.ts';

/** An event says all but its payload within far less than this. */
const HEAD_CHARACTERS = 4096;

const opening =
	/^Count:\s*(\d{1,15})\s*Event#(\d{1,19}\.\d{1,19}?)\s*(\d{4}-\d\d-\d\d)\s*(\d\d:\d\d:\d\d)/;
const addresses = /(\d{1,4}(?:\.\d{1,3}){3})\s{0,9}->\s{0,9}(\d{1,3}(?:\.\d{1,3}){3})/;
const protocol = /Protocol:\s*(\d{1,5})/;
const ports = /sport=(\d{1,9})\s*->\s*dport=(\d{1,9})/;
const icmp = /Type=(\d{1,9})\s*Code=(\d{1,9})/i;

/** Reads one event. All of its times are UTC, as Sguil keeps them. */
export class EventReader implements EventHandler {
	readonly #sink: Sink;
	readonly #keepNative;
	readonly #alerts: EventWriter;
	readonly #columns;

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#keepNative = sink.beside(keepNative);
		this.#alerts = sink.table('alerts');
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			signature: this.#alerts.text('signature'),
			count: this.#alerts.int64('count')
		};
	}

	event(bytes: Uint8Array, start: number, end: number): void {
		const text = textOf(bytes, start, Math.min(end, start + HEAD_CHARACTERS));
		const head = opening.exec(text);
		if (head === null) throw unreadable('no event begins here', text);
		this.#readTime(`${head[3]} ${head[4]}`);
		this.#columns.count.set(Number(head[1]));
		const rest = text.slice(head[0].length);
		const pair = addresses.exec(rest);
		if (pair === null) throw unreadable('no addresses behind the message', rest);
		this.#setMessage(rest.slice(0, pair.index), rest, pair);
		setAddress(this.#alerts.srcIp, pair[1]!);
		setAddress(this.#alerts.dstIp, pair[2]!);
		const [header] = rest.slice(pair.index + pair[0].length).split('Payload:', 1);
		this.#readProtocol(header!);
		this.#columns.sensor.setGiven();
		this.#keepNative(head[2]!, header!, { bytes, start, end });
		this.#alerts.commit();
	}

	#readTime(text: string): void {
		const ts = this.#sink.time.isoText(`${text}Z`);
		if (ts === null) throw unreadable('no such time', text);
		this.#alerts.ts.set(ts);
	}

	#setMessage(message: string, rest: string, pair: RegExpExecArray): void {
		const signature = message.replace(/\s+/g, ' ').trim();
		if (signature !== '') this.#columns.signature.set(signature);
		if (signature === '' || /\s$/.test(message)) return;
		if (/\d$/.test(message) || /^0\d/.test(pair[1]!)) {
			throw unreadable('the message runs into the source address', rest.slice(0, pair.index + 20));
		}
		this.#sink.note(
			'a message runs into the source address; the address was taken to begin with its first digit'
		);
	}

	#readProtocol(header: string): void {
		const number = protocol.exec(header);
		if (number === null) return;
		if (Number(number[1]) > 255) throw unreadable('no such protocol', number[1]!);
		this.#alerts.proto.setNumber(Number(number[1]));
		const pair = ports.exec(header) ?? icmp.exec(header);
		if (pair === null) return;
		setPort(this.#alerts.srcPort, pair[1]!);
		setPort(this.#alerts.dstPort, pair[2]!);
	}
}

function setAddress(column: AddressColumn, text: string): void {
	if (!column.readText(text)) throw unreadable('address not readable', text);
}

function setPort(column: PortColumn, text: string): void {
	if (!column.set(Number(text))) throw unreadable('port out of range', text);
}
