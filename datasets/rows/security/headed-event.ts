import { SPACE } from '#lib/ascii.ts';
import { indexOfBytes } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import type { PairShape } from '../../records/pairs/pair-shape.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { Sender } from '../../records/fields/sender.ts';
import { PairRecord } from '../../records/pairs/pair-record.ts';
import { SecurityEvents, type EventCells } from './security-event.ts';
import { RecordTime, type OwnTime } from '../../records/fields/record-time.ts';

/** Bytes of a syslog header, of whatever shape, before the mark. */
const NEAR = 512;

/** Where the fields of an event's header are, and which of them hold escaped bytes. */
export interface EventHeader {
	starts: number[];
	ends: number[];
	escaped: boolean[];
	/** Where the pairs begin that follow it. */
	pairs: number;
}

export function emptyHeader(): EventHeader {
	return { starts: [], ends: [], escaped: [], pairs: 0 };
}

/**
 * Where an event begins, behind a mark like `CEF:` and a blank that may follow it; -1 where the line is none.
 * The mark stands at the line's beginning or behind its syslog header.
 */
export function eventStart({ bytes, lineStart, end }: Message, mark: Uint8Array): number {
	const found = indexOfBytes(bytes, mark, lineStart, Math.min(end, lineStart + NEAR));
	if (found < 0 || (found > lineStart && !isBefore(bytes[found - 1]!))) return -1;
	const start = found + mark.length;
	return bytes[start] === SPACE ? start + 1 : start;
}

/** A blank, `>` of a priority, `]` of structured data, or a byte-order mark. */
function isBefore(byte: number): boolean {
	return byte <= SPACE || byte === 62 || byte === 93 || byte === 0xbf;
}

/** What of an event the format says: names, in their order of trust. */
interface Names {
	/** Fields of the header. */
	header: readonly string[];
	/** The times that an event may hold. */
	times(cell: (name: string) => FieldBytes): readonly OwnTime[];
}

/** Reads events that are a header of fields by their place, and pairs of key and value behind it. */
export class HeadedEvents {
	readonly #record: PairRecord;
	readonly #sender: Sender;
	readonly #events: SecurityEvents;
	readonly #slots: readonly number[];
	readonly #time: RecordTime;

	/** @param cells where the columns of its rows come from, given the value under each name, and who sent it */
	constructor(
		sink: Sink,
		names: Names,
		cells: (cell: (name: string) => FieldBytes, sender: Sender) => EventCells
	) {
		this.#record = new PairRecord(sink, ['N/A', '-']);
		this.#sender = new Sender(sink);
		this.#slots = names.header.map((name) => this.#record.placed(name));
		const cell = (name: string) => this.#record.cell(name);
		this.#events = new SecurityEvents(sink, cells(cell, this.#sender));
		this.#time = new RecordTime(sink, names.times(cell));
	}

	/** Reads the event of a line by its header, and commits. */
	read(message: Message, header: EventHeader, shape: PairShape): void {
		const { starts, ends, escaped } = header;
		this.#sender.take(message);
		this.#record.begin(message.bytes, shape);
		for (let field = 0; field < this.#slots.length; field++)
			this.#record.pairs.add(this.#slots[field]!, starts[field]!, ends[field]!, escaped[field]);
		this.#record.scan(header.pairs, message.end);
		const row = this.#events.set(this.#time.read(message));
		this.#record.commit(row.writer);
	}
}
