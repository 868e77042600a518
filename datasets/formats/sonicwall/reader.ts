import { bytesOf } from '#lib/bytes.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import { hasKeys } from '../../records/pairs/key-search.ts';
import { pairShape } from '../../records/pairs/pair-shape.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { Sender } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { holdsOneOf } from '../../records/fields/holds.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { numberOf } from '../../records/fields/numbers.ts';
import { Row } from '../../rows/row.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime, timeIn } from '../../records/fields/record-time.ts';
import { began, type When } from '../../records/fields/when.ts';
import { alerts, firewall, firewallAction, flow, host, web } from './fields.ts';

const shape = pairShape('=', ' ', { escapes: '"' });
const ALERTS = ['608', '609', '793', '794', '795', '809'].map(bytesOf);
const MILLISECONDS = 1000;
const ICMP = 1;
const ICMP6 = 58;

/** Reads one record of SonicOS. */
export class SonicwallLine implements MessageReader {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #rows;
	readonly #cells;
	readonly #time: RecordTime;
	readonly #actions: FieldBytes[];
	readonly #request: WebRequest;

	constructor(sink: Sink) {
		this.#record = new PairRecord(sink, ['N/A', 'NA', '-']);
		this.#sender = new Sender(sink);
		const cell = (name: string) => this.#record.cell(name);
		const speaker = this.#sender.speaker(cell('fw'));
		const device = [speaker.name];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			alerts: new Row(sink, 'alerts', { ...ends, ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			host: new Row(sink, 'host', ofSpeaker(speaker, { ...ends, ...host(cell) }), true)
		};
		this.#cells = {
			id: cell('m'), source: cell('src'), target: cell('dst'), arg: cell('arg'),
			name: cell('dstname'), ips: cell('ipscat'), spy: cell('spycat'), milliseconds: cell('cdur')
		}; // prettier-ignore
		this.#time = new RecordTime(sink, [timeIn(sink.time, cell('time'))]);
		this.#actions = firewallAction(cell);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	read(message: Message): void {
		this.#sender.take(message);
		this.#record.readMessage(message, shape);
		if (!this.#cells.id.load()) throw lineUnreadable('not a SonicWall record', message);
		const row = this.#rowFor();
		const ts = this.#time.read(message);
		row.set(row === this.#rows.firewall ? this.#began(ts) : ts);
		dropPortsOfIcmp(row);
		if (row === this.#rows.web) setTarget(this.#request, this.#cells.arg);
		this.#record.commit(row.writer);
	}

	#rowFor(): Row {
		const { id, source, target, arg, name, ips, spy } = this.#cells;
		const { firewall, alerts, web, host } = this.#rows;
		if (ips.load() || spy.load() || holdsOneOf(id, ALERTS)) return alerts;
		if (name.load() && arg.load()) return web;
		if (!source.load() || !target.load()) return host;
		return this.#actions.some((action) => action.load()) ? firewall : host;
	}

	/** A connection that is closed says how long it was open. */
	#began(ts: When | null): When | null {
		const { milliseconds } = this.#cells;
		return began(ts, ((milliseconds.load() ? numberOf(milliseconds) : null) ?? 0) / MILLISECONDS);
	}
}

/** What stands in the place of ports of ICMP is not documented to be its type and code. */
function dropPortsOfIcmp({ writer }: Row): void {
	const { number, isSet } = writer.proto;
	if (!isSet || (number !== ICMP && number !== ICMP6)) return;
	writer.srcPort.drop();
	writer.dstPort.drop();
}

const keys = ['id=', 'sn=', 'time=', 'fw=', 'm='].map(bytesOf);

/** Whether a line has what each record of SonicOS begins with. */
export function fits({ bytes, start, end }: Message): boolean {
	return hasKeys(bytes, keys, { start, end: Math.min(end, start + 256) });
}
