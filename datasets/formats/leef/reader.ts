import type { Message, MessageReader, Sink } from '../../format.ts';
import { pairShape, type PairShape } from '../../framing/pair-shape.ts';
import type { Cell } from '../../values/cell.ts';
import { Sender } from '../../values/derived-cells.ts';
import { PairRecord } from '../../values/pair-record.ts';
import { lineUnreadable } from '../../values/row.ts';
import { SecurityEvents } from '../../values/security-event.ts';
import { whenOf, type When } from '../../values/when.ts';
import { eventCells } from './fields.ts';
import { headerFields, readHeader, versionAt, type LeefHeader } from './header.ts';

/** Reads one event in LEEF. */
export class LeefLine implements MessageReader {
	readonly #sink: Sink;
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #events: SecurityEvents;
	readonly #header: LeefHeader = { starts: [], ends: [], attributes: 0, delimiter: 0 };
	readonly #slots: readonly number[];
	readonly #times: readonly Cell[];
	/** Shapes by their delimiter. */
	readonly #shapes = new Map<number, PairShape>();

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#record = new PairRecord(sink, ['N/A', '-']);
		this.#sender = new Sender(sink);
		this.#slots = headerFields.map((name) => this.#record.placed(name));
		const cell = (name: string) => this.#record.cell(name);
		this.#events = new SecurityEvents(sink, eventCells(cell, this.#sender));
		this.#times = [cell('devTime'), cell('startTime'), cell('eventTime'), cell('ReceiveTime')];
	}

	read(message: Message): void {
		const { bytes, end } = message;
		const version = versionAt(message);
		if (version < 0) throw lineUnreadable('not an event in LEEF', message);
		const header = this.#header;
		if (!readHeader(header, bytes, version, end))
			throw lineUnreadable('the header of LEEF has fewer than five fields', message);
		this.#sender.take(message);
		this.#record.begin(bytes, this.#shapeOf(header.delimiter));
		this.#slots.forEach((slot, field) =>
			this.#record.pairs.add(slot, header.starts[field]!, header.ends[field]!)
		);
		this.#record.scan(header.attributes, end);
		const row = this.#events.set(this.#when(message));
		this.#record.commit(row.writer);
	}

	#shapeOf(delimiter: number): PairShape {
		const known = this.#shapes.get(delimiter);
		if (known !== undefined) return known;
		const shape = pairShape('=', String.fromCharCode(delimiter));
		this.#shapes.set(delimiter, shape);
		return shape;
	}

	#when(message: Message): When {
		for (const cell of this.#times) {
			const ts = cell.load() ? whenOf(this.#sink.time, cell) : null;
			if (ts !== null) return ts;
		}
		if (message.ts === null) throw lineUnreadable('no time that can be read', message);
		return message.ts;
	}
}

/** Whether `LEEF:1.0|` or `LEEF:2.0|` stands in a line, at its beginning or behind its header. */
export function fits(message: Message): boolean {
	return versionAt(message) >= 0;
}
