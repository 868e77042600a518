import { bytesOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { constant, summed, translated } from '../../records/fields/derived-cells.ts';
import type { Sender } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { holds, holdsOneOf } from '../../records/fields/holds.ts';
import type { PairRecord } from '../../records/pairs/pair-record.ts';
import { type ColumnCells } from '../../rows/put.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import { Row } from '../../rows/row.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime, timeIn } from '../../records/fields/record-time.ts';
import { began, SplitTime, type When } from '../../records/fields/when.ts';
import { alertActions, firewallActions, severities } from './words.ts';

const FIREWALL = bytesOf('Firewall');
const EVENT = bytesOf('Event');
const WEB = ['Content Filtering', 'WAF', 'Web'].map(bytesOf);

/** The kinds of row that records of SFOS (XG, XGS) become. */
export class SfosRows {
	readonly #sink: Sink;
	readonly #rows;
	readonly #cells;
	readonly #time: RecordTime;
	readonly #zoned: SplitTime;
	readonly #local: SplitTime;
	readonly #request: WebRequest;

	constructor(sink: Sink, record: PairRecord, sender: Sender) {
		this.#sink = sink;
		const cell = (name: string) => record.cell(name);
		const speaker = sender.speaker(cell('device_name'));
		const device = [speaker.name];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			alerts: new Row(sink, 'alerts', { ...ends, ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			host: new Row(sink, 'host', ofSpeaker(speaker, { ...ends, ...host(cell) }), true)
		};
		this.#cells = {
			type: cell('log_type'), durations: [cell('duration'), cell('con_duration')],
			url: cell('url'), zone: cell('timezone'),
			signatures: [cell('signature_msg'), cell('signature_id'), cell('virus'), cell('threatname')]
		}; // prettier-ignore
		const parts = { date: cell('date'), clock: cell('time') };
		this.#zoned = new SplitTime(sink.time, { ...parts, zone: this.#cells.zone });
		this.#local = new SplitTime(sink.time, parts);
		this.#time = new RecordTime(sink, [
			timeIn(sink.time, cell('timestamp')),
			{ name: this.#local.name, read: () => this.#splitTime() }
		]);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	/** Sets the row of the record at hand. */
	set(message: Message): Row {
		const ts = this.#time.read(message);
		const row = this.#rowFor();
		row.set(row === this.#rows.firewall ? this.#began(ts) : ts);
		if (row === this.#rows.web) setTarget(this.#request, this.#cells.url);
		return row;
	}

	#rowFor(): Row {
		const { type, signatures, url } = this.#cells;
		const { firewall, alerts, web, host } = this.#rows;
		if (holds(type, FIREWALL)) return firewall;
		if (holds(type, EVENT)) return host;
		if (signatures.some((signature) => signature.load())) return alerts;
		return url.load() && holdsOneOf(type, WEB) ? web : host;
	}

	#splitTime(): When | null | undefined {
		const ts = this.#zoned.read();
		if (ts !== null) return ts;
		const local = this.#local.read();
		if (local !== null && this.#cells.zone.load())
			this.#sink.note(
				'a timezone is named by letters that stand for more than one; it was not used'
			);
		return local;
	}

	#began(ts: When | null): When | null {
		const duration = this.#cells.durations.find((cell) => cell.load());
		return began(ts, (duration === undefined ? null : numberOf(duration)) ?? 0);
	}
}

type CellOf = (name: string) => FieldBytes;

function flow(cell: CellOf): ColumnCells {
	return {
		src_ip: [cell('src_ip'), cell('sourceip')],
		src_port: [cell('src_port'), cell('icmp_type')],
		dst_ip: [cell('dst_ip'), cell('localip')],
		dst_port: [cell('dst_port'), cell('icmp_code')],
		proto: [cell('protocol')]
	};
}

function firewall(cell: CellOf): ColumnCells {
	return {
		interface: [cell('in_interface')],
		action: ['log_subtype', 'status'].map((name) => translated(cell(name), firewallActions)),
		rule: [cell('fw_rule_name'), cell('fw_rule_id')],
		bytes: [
			summed(cell('sent_bytes'), cell('recv_bytes')),
			summed(cell('bytes_sent'), cell('bytes_received'))
		]
	};
}

function alerts(cell: CellOf): ColumnCells {
	return {
		sid: [cell('signature_id')],
		signature: [cell('signature_msg'), cell('virus'), cell('threatname')],
		classification: [cell('classification'), cell('log_component')],
		priority: [cell('rule_priority')],
		action: ['log_subtype', 'status'].map((name) => translated(cell(name), alertActions)),
		flow_id: [cell('con_id')]
	};
}

function web(cell: CellOf): ColumnCells {
	return {
		host: [cell('domain'), cell('domainname'), cell('server')],
		method: [cell('method'), cell('http_method')],
		status: [
			cell('httpresponsecode'),
			cell('status_code'),
			cell('httpstatus'),
			cell('http_status')
		],
		user: [cell('user_name'), cell('user')],
		user_agent: [cell('user_agent'), cell('useragent')],
		referer: [cell('referer')]
	};
}

function host(cell: CellOf): ColumnCells {
	return {
		product: [constant('SFOS')],
		event_id: [cell('log_id')],
		severity: [translated(cell('priority'), severities), translated(cell('severity'), severities)],
		category: [cell('log_component')],
		action: [cell('status'), cell('log_subtype')],
		user: [cell('user_name'), cell('user')],
		message: [cell('message')]
	};
}
