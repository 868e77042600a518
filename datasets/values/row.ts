import { unreadable } from '#lib/unreadable.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import { Failure } from '#lib/failure.ts';
import type { Message, Sink } from '../format.ts';
import { putting, type Sources } from './put.ts';
import type { When } from './when.ts';

/** One kind of row that records of a format become: its table, and where the columns come from. */
export class Row {
	readonly writer: EventWriter;
	readonly #put: () => void;

	/** @param loose as for {@link putting}: what is no address or port leaves its column null */
	constructor(sink: Sink, table: EventTableName, sources: Sources, loose = false) {
		this.writer = sink.table(table);
		this.#put = putting(sink, this.writer, sources, loose);
	}

	/** Sets the columns from the record at hand, and its time. */
	set(ts: When | null): void {
		if (ts !== null) this.writer.ts.set(ts);
		this.#put();
	}
}

/** `record not readable` for a line, with its beginning. */
export function lineUnreadable(what: string, { bytes, lineStart, end }: Message): Failure {
	const line = textOf(bytes, lineStart, Math.min(end, lineStart + 80));
	return unreadable(`${what}: ${line}`);
}
