import { unreadable } from '#lib/unreadable.ts';
import { SLASH } from '#lib/ascii.ts';
import { bytesOf, indexOfByte, textOf } from '#lib/bytes.ts';
import type { Sink } from '../../format.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import type { Sender } from '../../records/fields/sender.ts';
import { ofSpeaker } from '../../rows/host/speaker-sources.ts';
import { holds } from '../../records/fields/holds.ts';
import { Row } from '../../rows/row.ts';
import { WebRequest } from '../../rows/web/web-request.ts';
import { whenOf, type When } from '../../records/fields/when.ts';
import { alerts, files, firewall, flow, host, web } from './fields.ts';
import type { PanRecord } from './record.ts';

const URL = bytesOf('url');
const FILE = bytesOf('file');
/** `2024/03/01 10:15:02` and `+01:00` */
const SECONDS_LENGTH = 19;
const ZONE_LENGTH = 6;

/** Makes rows of records whose fields are cut. */
export class PanRows {
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #record: PanRecord;
	readonly #rows;
	readonly #cells;
	readonly #request: WebRequest;
	readonly #scratch = new Uint8Array(SECONDS_LENGTH + ZONE_LENGTH);

	constructor(sink: Sink, record: PanRecord, sender: Sender) {
		this.#sink = sink;
		this.#record = record;
		this.#keepBeside = sink.beside(() => record.keepNative());
		const cell = (name: string) => record.cell(name);
		const speaker = sender.speaker(cell('device_name'));
		const device = [speaker.name, cell('serial')];
		const ends = flow(cell);
		this.#rows = {
			firewall: new Row(sink, 'firewall', { ...ends, ...firewall(cell), device }),
			alerts: new Row(sink, 'alerts', { ...ends, ...alerts(cell), sensor: device }),
			web: new Row(sink, 'web', { ...ends, ...web(cell) }),
			files: new Row(sink, 'files', { ...ends, ...files(cell) }),
			host: new Row(sink, 'host', { ...ofSpeaker(speaker, host(cell)), host: device }, true)
		};
		this.#cells = {
			type: cell('type'), subtype: cell('subtype'), generated: cell('time_generated'),
			received: cell('receive_time'), start: cell('start'), misc: cell('misc'), threat: cell('threatid')
		}; // prettier-ignore
		this.#request = new WebRequest(this.#rows.web.writer);
	}

	/** Commits the record at hand, whose type is given. */
	commit(type: string): void {
		const row = this.#rowFor(type);
		const ts = this.#when(type);
		if (row === null) return this.#record.keepNative();
		row.set(ts);
		if (row === this.#rows.web) this.#setTarget(this.#cells.misc);
		this.#keepBeside();
		row.writer.commit();
	}

	/** Null for types that no event table fits. */
	#rowFor(type: string): Row | null {
		const { subtype, threat } = this.#cells;
		if (type === 'TRAFFIC') return this.#rows.firewall;
		if (type === 'SYSTEM' || type === 'CONFIG') return this.#rows.host;
		if (type !== 'THREAT') return null;
		if (holds(subtype, URL)) return this.#rows.web;
		if (holds(subtype, FILE)) return this.#rows.files;
		return threat.load() ? this.#rows.alerts : null;
	}

	/** When a session began, or when the log was made. */
	#when(type: string): When {
		const { start, generated, received } = this.#cells;
		const cells: FieldBytes[] =
			type === 'TRAFFIC' ? [start, generated, received] : [generated, received];
		let shown = '';
		for (const cell of cells) {
			if (!cell.load()) continue;
			const ts = this.#zoned(cell) ?? whenOf(this.#sink.time, cell);
			if (ts !== null) return ts;
			shown ||= textOf(cell.bytes, cell.start, Math.min(cell.end, cell.start + 60));
		}
		throw unreadable(`no such time: ${shown}`);
	}

	/** The time of a cell in the zone that the record names elsewhere; null where it names none. */
	#zoned({ bytes, start, end }: FieldBytes): When | null {
		const field = this.#record.zonedTimeAt();
		if (field < 0 || end - start !== SECONDS_LENGTH) return null;
		const zone = this.#record.record.ends[field]! - ZONE_LENGTH;
		this.#scratch.set(bytes.subarray(start, end));
		this.#scratch.set(this.#record.record.bytes.subarray(zone, zone + ZONE_LENGTH), SECONDS_LENGTH);
		return this.#sink.time.iso(this.#scratch, 0, SECONDS_LENGTH + ZONE_LENGTH);
	}

	/** A URL is written without its scheme, so that it begins with the host. */
	#setTarget(url: FieldBytes): void {
		if (!url.load()) return;
		const { bytes, start, end } = url;
		const slash = indexOfByte(bytes, SLASH, start, end);
		this.#request.authority(bytes, start, slash < 0 ? end : slash);
		if (slash >= 0) this.#request.target(bytes, slash, end);
		this.#rows.web.writer.text('url').setBytes(bytes, start, end);
	}
}
