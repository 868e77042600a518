import { COMMA, EQUALS, QUOTE } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, wordEnd } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { hasKeys, keyAt } from '../../records/pairs/key-search.ts';
import { pairShape, type PairShape } from '../../records/pairs/pair-shape.ts';
import { Sender } from '../../records/fields/sender.ts';
import { holds } from '../../records/fields/holds.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import { type Row } from '../../rows/row.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime, timeIn } from '../../records/fields/record-time.ts';
import { began, SplitTime, type When } from '../../records/fields/when.ts';
import { rowsOf, type Rows } from './rows.ts';

const blanks = pairShape('=', ' ', { escapes: '"\\' });
const commas = pairShape('=', ',', { escapes: '"\\' });

/** Reads one record of FortiOS. */
export class FortigateLine implements MessageReader {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #rows: Rows;
	readonly #cells;
	readonly #time: RecordTime;
	readonly #request: WebRequest;

	constructor(sink: Sink) {
		this.#record = new PairRecord(sink, ['N/A', 'n/a', '(null)', 'undefined']);
		this.#sender = new Sender(sink);
		this.#rows = rowsOf(sink, this.#record, this.#sender);
		const cell = (name: string) => this.#record.cell(name);
		this.#cells = {
			type: cell('type'), subtype: cell('subtype'), attack: cell('attack'),
			attackname: cell('attackname'), virus: cell('virus'), url: cell('url'), query: cell('qname'),
			duration: cell('duration')
		}; // prettier-ignore
		const local = { date: cell('date'), clock: cell('time'), zone: cell('tz') };
		this.#time = new RecordTime(sink, [
			// UTC, whatever the zone of the device is.
			timeIn(sink.time, cell('eventtime')),
			timeIn(sink.time, cell('timestamp')),
			new SplitTime(sink.time, local)
		]);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	read(message: Message): void {
		this.#sender.take(message);
		this.#record.readMessage(message, shapeOf(message));
		if (!this.#cells.type.load()) throw lineUnreadable('not a FortiGate record', message);
		const row = this.#rowFor();
		const ts = this.#time.read(message);
		if (row === null) return this.#record.keepNative();
		const { firewall, sessions, web } = this.#rows;
		row.set(row === firewall || row === sessions ? this.#began(ts) : ts);
		if (row === sessions && ts !== null) sessions.writer.timestamp('end_ts').set(ts);
		if (row === web) setTarget(this.#request, this.#cells.url);
		this.#record.commit(row.writer);
	}

	/** Null for records of profiles that name neither signature nor request: no event table fits them. */
	#rowFor(): Row | null {
		const { type, subtype, attack, attackname, virus, url, query } = this.#cells;
		// A sniffer sees packets that the device decides nothing about.
		if (holds(type, TRAFFIC))
			return holds(subtype, SNIFFER) ? this.#rows.sessions : this.#rows.firewall;
		if (holds(type, EVENT)) return this.#rows.host;
		if (attack.load() || attackname.load() || virus.load()) return this.#rows.alerts;
		const isWeb = holds(subtype, WEBFILTER) || holds(type, WEBFILTER);
		if (isWeb && url.load()) return this.#rows.web;
		return holds(subtype, DNS) && query.load() ? this.#rows.dns : null;
	}

	/** A session is logged when it has ended, with how many seconds it took. */
	#began(ts: When | null): When | null {
		const { duration } = this.#cells;
		return began(ts, (duration.load() ? numberOf(duration) : null) ?? 0);
	}
}

const TRAFFIC = bytesOf('traffic');
const EVENT = bytesOf('event');
const SNIFFER = bytesOf('sniffer');
const WEBFILTER = bytesOf('webfilter');
const DNS = bytesOf('dns');

/** Pairs are divided by blanks, or by commas where the device or FortiAnalyzer writes CSV. */
function shapeOf({ bytes, start, end }: Message): PairShape {
	if (bytes[start] === QUOTE) return commas;
	const first = indexOfByte(bytes, EQUALS, start, end);
	const word = wordEnd(bytes, first, end);
	return first >= 0 && indexOfByte(bytes, COMMA, first, word) >= 0 ? commas : blanks;
}

const always = ['type=', 'subtype='].map(bytesOf);
const ids = ['logid=', 'log_id=', 'devid=', 'device_id='].map(bytesOf);
const devices = ['level=', 'pri=', 'vd='].map(bytesOf);

/** Whether a line names its type, subtype and level, and the id of its kind or of the device, as FortiOS does. */
export function fits({ bytes, start, end }: Message): boolean {
	if (indexOfByte(bytes, EQUALS, start, Math.min(end, start + 24)) < 0) return false;
	const there = (key: Uint8Array) => keyAt(bytes, key, start, end) >= 0;
	return hasKeys(bytes, always, { start, end }) && ids.some(there) && devices.some(there);
}
