import type { Message, MessageReader, Sink } from '../../format.ts';
import { pairShape } from '../../framing/pair-shape.ts';
import type { Cell } from '../../values/cell.ts';
import { Sender } from '../../values/derived-cells.ts';
import { PairRecord } from '../../values/pair-record.ts';
import { lineUnreadable } from '../../values/row.ts';
import { SecurityEvents } from '../../values/security-event.ts';
import { whenOf, type When } from '../../values/when.ts';
import { eventCells } from './fields.ts';
import { emptyHeader, headerFields, readHeader, versionAt } from './header.ts';

const extension = pairShape('=', ' ', { escapes: '=\\|nr', open: true });

/**
 * When the event began, was received by the device, and ended; behind them what FortiGate writes in place of
 * all three.
 */
const times = [
	'start', 'rt', 'deviceReceiptTime', 'end', 'FTNTFGTeventtime', 'FortinetFortiGateeventtime'
]; // prettier-ignore

/** Reads one event in CEF. */
export class CefLine implements MessageReader {
	readonly #sink: Sink;
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #events: SecurityEvents;
	readonly #header = emptyHeader();
	readonly #slots: readonly number[];
	readonly #times: readonly Cell[];

	constructor(sink: Sink) {
		this.#sink = sink;
		this.#record = new PairRecord(sink, ['N/A', '-']);
		this.#sender = new Sender(sink);
		this.#slots = headerFields.map((name) => this.#record.placed(name));
		const cell = (name: string) => this.#record.cell(name);
		this.#events = new SecurityEvents(sink, eventCells(cell, this.#sender));
		this.#times = times.map(cell);
	}

	read(message: Message): void {
		const { bytes, end } = message;
		const version = versionAt(message);
		if (version < 0) throw lineUnreadable('not an event in CEF', message);
		if (!readHeader(this.#header, bytes, version, end))
			throw lineUnreadable('the header of CEF has fewer than seven fields', message);
		this.#sender.take(message);
		this.#record.begin(bytes, extension);
		const { starts, ends, escaped } = this.#header;
		this.#slots.forEach((slot, field) =>
			this.#record.pairs.add(slot, starts[field]!, ends[field]!, escaped[field])
		);
		this.#record.scan(this.#header.extension, end);
		const row = this.#events.set(this.#when(message));
		this.#record.commit(row.writer);
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

/** Whether `CEF:0|` stands in a line, at its beginning or behind its header. */
export function fits(message: Message): boolean {
	return versionAt(message) >= 0;
}
