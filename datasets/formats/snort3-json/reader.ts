import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { jsonStart } from '../../records/json/json-messages.ts';
import { JsonRecord, type JsonCell } from '../../records/json/json-record.ts';
import { packetAction } from '../../rows/alerts/packet-action.ts';
import { setEndpoint } from '../../rows/alerts/packet-endpoint.ts';
import { putting } from '../../rows/put.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { idsPutter } from '../../rows/alerts/rule-ids.ts';
import { unless } from '../../records/fields/unless.ts';
import { SpeakerColumn } from '../../rows/speaker-column.ts';
import { timeSetter } from './time.ts';

const TCP = 6;
const UDP = 17;

/** Reads one alert, on a line of its own or behind a syslog header. */
export class JsonAlerts implements MessageReader {
	readonly #alerts: EventWriter;
	readonly #record: JsonRecord;
	readonly #setTime: (message: Message) => void;
	readonly #put: () => void;
	readonly #putIds;
	readonly #rule: JsonCell;
	readonly #action: JsonCell;
	readonly #both: { src: JsonCell; dst: JsonCell };
	readonly #columns;

	constructor(sink: Sink) {
		const record = new JsonRecord(sink);
		this.#record = record;
		this.#alerts = sink.table('alerts');
		this.#setTime = timeSetter(sink, record, this.#alerts);
		this.#putIds = idsPutter(this.#alerts);
		this.#rule = record.at('rule');
		this.#action = record.at('action');
		this.#both = { src: record.at('src_ap'), dst: record.at('dst_ap') };
		this.#columns = {
			sensor: new SpeakerColumn(sink, this.#alerts.text('sensor')),
			action: this.#alerts.text('action')
		};
		this.#put = putting(sink, this.#alerts, {
			proto: [record.at('proto')],
			src_ip: [record.at('src_addr')],
			src_port: [record.at('src_port'), record.at('icmp_type')],
			dst_ip: [record.at('dst_addr')],
			dst_port: [record.at('dst_port'), record.at('icmp_code')],
			gid: [record.at('gid')],
			sid: [record.at('sid')],
			rev: [record.at('rev')],
			signature: [record.at('msg')],
			classification: [unless(record.at('class'), ['none'])],
			priority: [record.at('priority')]
		});
	}

	read(message: Message): void {
		this.#record.read(message.bytes, jsonStart(message), message.end);
		this.#setTime(message);
		this.#put();
		this.#setRule();
		this.#setSide('src');
		this.#setSide('dst');
		this.#setAction();
		this.#setSensor(message);
		this.#alerts.commit();
		this.#record.keepBeside();
	}

	end(): void {
		this.#record.finish();
	}

	#setRule(): void {
		const rule = this.#rule;
		if (!rule.load()) return;
		if (!this.#putIds(rule.bytes, rule.start, rule.end))
			throw unfit('gid:sid:rev not readable', rule);
	}

	/** Address and port in one; `:0` stands for a packet without an address. */
	#setSide(side: 'src' | 'dst'): void {
		const cell = this.#both[side];
		if (!cell.load() || cell.end - cell.start <= 2) return;
		const { proto } = this.#alerts;
		// For protocols without ports Snort writes port 0.
		const ports = proto.isSet && (proto.number === TCP || proto.number === UDP);
		const manner = { ports, portBehindV6: true };
		setEndpoint(this.#alerts, side, cell, manner);
	}

	#setAction(): void {
		const action = this.#action;
		const word = action.load()
			? packetAction(textOf(action.bytes, action.start, action.end))
			: null;
		if (word !== null) this.#columns.action.set(word);
	}

	#setSensor({ bytes, hostStart, hostEnd }: Message): void {
		this.#columns.sensor.set(bytes, hostStart, hostEnd);
	}
}
