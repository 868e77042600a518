import { bytesOf, indexOfBytes, skipWhite, startsWith } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { pairShape } from '../../records/pairs/pair-shape.ts';
import { Sender } from '../../records/fields/sender.ts';
import { HostMessage } from '../../rows/host/host-message.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import { Row } from '../../rows/row.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime, timeIn } from '../../records/fields/record-time.ts';
import { began, type When } from '../../records/fields/when.ts';
import { alerts, firewall, flow, screened, sessions, web } from './fields.ts';
import { FlowText } from './flow-text.ts';
import { findName, type RecordName } from './name.ts';

const structured = pairShape('=', ' ', { escapes: '"\\]' });
const screenText = pairShape(':', ',');

const FLOW = bytesOf('RT_FLOW_SESSION_');
const DENY = bytesOf('RT_FLOW_SESSION_DENY');
const CREATE = bytesOf('RT_FLOW_SESSION_CREATE');
const CLOSE = bytesOf('RT_FLOW_SESSION_CLOSE');
const TRACKED = bytesOf('APPTRACK_SESSION_CLOSE');
const WEB = bytesOf('WEBFILTER_URL_');
const SCREEN = bytesOf('RT_SCREEN_');
const ALERTS = ['RT_SCREEN_', 'IDP_ATTACK_LOG_EVENT', 'AV_VIRUS_DETECTED'].map(bytesOf);
const ATTACK_END = bytesOf('! ');

/** Reads one record of Junos. */
export class JuniperLine implements MessageReader {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #host: HostMessage;
	readonly #rows;
	readonly #cells;
	readonly #attack: number;
	readonly #flowText: FlowText;
	readonly #time: RecordTime;
	readonly #request: WebRequest;
	readonly #name: RecordName = {
		start: 0,
		end: 0,
		structuredStart: 0,
		structuredEnd: 0,
		textStart: 0
	};

	constructor(sink: Sink) {
		this.#record = new PairRecord(sink, ['N/A', 'UNKNOWN', 'unknown']);
		this.#sender = new Sender(sink);
		this.#host = new HostMessage(sink);
		const cell = (name: string) => this.#record.cell(name);
		const device = [this.#sender.speaker().name];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			sessions: new Row(sink, 'sessions', { ...ends, ...sessions(cell) }),
			alerts: new Row(sink, 'alerts', { ...screened(cell), ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			host: new Row(sink, 'host', { ...ends, user: [cell('username')] }, true)
		};
		this.#cells = {
			elapsed: cell('elapsed-time'), object: cell('obj'),
			attacks: [cell('attack-name'), cell('name')]
		}; // prettier-ignore
		this.#attack = this.#record.placed('attack-name');
		this.#flowText = new FlowText(this.#record);
		this.#time = new RecordTime(sink, [timeIn(sink.time, cell('epoch-time'))]);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	read(message: Message): void {
		const name = this.#name;
		if (!findName(message, name)) throw lineUnreadable('not a record of Junos', message);
		this.#sender.take(message);
		this.#readPairs(message);
		const row = this.#rowFor(message.bytes);
		const ts = message.ts ?? this.#time.read(message);
		row.set(row === this.#rows.firewall || row === this.#rows.sessions ? this.#began(ts) : ts);
		if (row === this.#rows.firewall) this.#setAction(message);
		if (row === this.#rows.sessions && ts !== null) row.writer.timestamp('end_ts').set(ts);
		if (row === this.#rows.web) setTarget(this.#request, this.#cells.object);
		if (row === this.#rows.host) this.#setHost(message);
		this.#record.commit(row.writer);
	}

	#readPairs(message: Message): void {
		const { bytes, end } = message;
		const { start, end: nameEnd, structuredStart, structuredEnd, textStart } = this.#name;
		const isStructured = structuredEnd > structuredStart;
		const isScreen = !isStructured && startsWith(bytes, SCREEN, start, nameEnd);
		this.#record.begin(bytes, isScreen ? screenText : structured);
		if (isStructured) this.#record.scan(structuredStart, structuredEnd);
		else if (isScreen) this.#readScreen(bytes, textStart, end);
		else if (startsWith(bytes, FLOW, start, nameEnd) && !this.#flowText.read(textStart, end))
			throw lineUnreadable('the line is cut before its endpoints', message);
	}

	/** `TCP sweep! source: 192.0.2.1:5, destination: …, action: drop`. */
	#readScreen(bytes: Uint8Array, start: number, end: number): void {
		const from = skipWhite(bytes, start, end);
		const mark = indexOfBytes(bytes, ATTACK_END, from, end);
		if (mark < 0) return;
		this.#record.pairs.add(this.#attack, from, mark + 1);
		this.#record.scan(mark + 1, end);
	}

	#rowFor(bytes: Uint8Array): Row {
		const { start, end } = this.#name;
		if (startsWith(bytes, FLOW, start, end)) return this.#rows.firewall;
		if (startsWith(bytes, TRACKED, start, end)) return this.#rows.sessions;
		if (startsWith(bytes, WEB, start, end)) return this.#rows.web;
		const isAlert = ALERTS.some((name) => startsWith(bytes, name, start, end));
		return isAlert && this.#cells.attacks.some((cell) => cell.load())
			? this.#rows.alerts
			: this.#rows.host;
	}

	#setAction({ bytes }: Message): void {
		const { start, end } = this.#name;
		const action = this.#rows.firewall.writer.text('action');
		const passed = startsWith(bytes, CREATE, start, end) || startsWith(bytes, CLOSE, start, end);
		if (startsWith(bytes, DENY, start, end)) action.set('deny');
		else if (passed) action.set('allow');
	}

	#setHost(message: Message): void {
		const { bytes } = message;
		const { start, end, structuredStart, structuredEnd } = this.#name;
		this.#host.set(message);
		this.#host.writer.text('event_id').setBytes(bytes, start, end);
		const text = this.#host.writer.text('message');
		if (!text.isSet && structuredEnd > structuredStart)
			text.setBytes(bytes, structuredStart, structuredEnd);
	}

	/** A session is logged when it has ended, with how many seconds it took. */
	#began(ts: When | null): When | null {
		const { elapsed } = this.#cells;
		return began(ts, (elapsed.load() ? numberOf(elapsed) : null) ?? 0);
	}
}

const scratch: RecordName = {
	start: 0,
	end: 0,
	structuredStart: 0,
	structuredEnd: 0,
	textStart: 0
};

/** Whether a line has structured data of Juniper, or the name of a record of its flow and security modules. */
export function fits(message: Message): boolean {
	return findName(message, scratch);
}
