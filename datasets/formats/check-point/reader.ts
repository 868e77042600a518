import { bytesOf, textOf } from '#lib/bytes.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import type { Message, MessageReader, Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { translated } from '../../records/fields/derived-cells.ts';
import { Sender } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { holds } from '../../records/fields/holds.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { Row } from '../../rows/row.ts';
import { lineUnreadable } from '../../records/lines/unreadable-line.ts';
import { setTarget } from '../../rows/web/target.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { RecordTime, timeIn } from '../../records/fields/record-time.ts';
import type { When } from '../../records/fields/when.ts';
import { alerts, firewall, firewallActions, flow, host, web } from './fields.ts';
import { bodyOf } from './shape.ts';

const INBOUND = bytesOf('inbound');

/** Reads one log of Check Point. */
export class CheckPointLine implements MessageReader {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #rows;
	readonly #cells;
	readonly #time: RecordTime;
	readonly #request: WebRequest;

	constructor(sink: Sink) {
		this.#record = new PairRecord(sink, ['N/A']);
		this.#sender = new Sender(sink);
		const cell = (name: string) => this.#record.cell(name);
		const speaker = this.#sender.speaker(cell('origin'), cell('orig'));
		const device = [speaker.name];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			alerts: new Row(sink, 'alerts', { ...ends, ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			host: new Row(sink, 'host', ofSpeaker(speaker, host(cell)), true)
		};
		this.#cells = {
			source: cell('src'), target: cell('dst'), resource: cell('resource'),
			action: translated(cell('action'), firewallActions),
			signatures: [cell('protection_name'), cell('attack_info'), cell('attack')],
			direction: cell('ifdir'), oldDirection: cell('i/f_dir'),
			interface: cell('ifname'), oldInterface: cell('i/f_name'),
			own: ['loguid', 'product', 'origin', 'orig', 'action', 'src'].map(cell)
		}; // prettier-ignore
		this.#time = new RecordTime(sink, [timeIn(sink.time, cell('time'), oldTime)]);
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	read(message: Message): void {
		const body = bodyOf(message);
		if (body === null) throw lineUnreadable('not a log of Check Point', message);
		this.#sender.take(message);
		this.#record.read(message.bytes, body, body.shape);
		// Pairs stand in lines of others too, as in the URL of a request.
		if (!this.#cells.own.some((cell) => cell.load()))
			throw lineUnreadable('not a log of Check Point', message);
		const row = this.#rowFor();
		row.set(this.#time.read(message));
		if (row === this.#rows.firewall) this.#setInterface();
		if (row === this.#rows.web) setTarget(this.#request, this.#cells.resource);
		this.#record.commit(row.writer);
	}

	/** A protection makes an alert, a resource a request, both ends and what was done with them a decision. */
	#rowFor(): Row {
		const { source, target, resource, action, signatures } = this.#cells;
		const { firewall, alerts, web, host } = this.#rows;
		if (!source.load()) return host;
		if (signatures.some((signature) => signature.load())) return alerts;
		if (resource.load()) return web;
		return target.load() && action.load() ? firewall : host;
	}

	/** The interface that a log names is the one that received the packet only where it came in. */
	#setInterface(): void {
		const { direction, oldDirection, interface: name, oldInterface } = this.#cells;
		if (!holds(direction, INBOUND) && !holds(oldDirection, INBOUND)) return;
		const found = name.load() ? name : oldInterface.load() ? oldInterface : null;
		if (found === null) return;
		this.#rows.firewall.writer.text('interface').setBytes(found.bytes, found.start, found.end);
	}
}

/** `1Mar2024 10:15:05`, as older tools write a time. */
function oldTime(time: TimeReader, { bytes, start, end }: FieldBytes): When | null {
	const text = textOf(bytes, start, Math.min(end, start + 32)).trim();
	const parts = /^(\d{1,2})([A-Z][a-z]{2})(\d{4}) +(\d\d:\d\d:\d\d)$/.exec(text);
	if (parts === null) return null;
	const [, day, month, year, clock] = parts;
	const written = bytesOf(`${month} ${day!.padStart(2, ' ')} ${year} ${clock}`);
	return time.syslog(written, 0, written.length);
}
