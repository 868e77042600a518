import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import type { Sink } from '../format.ts';
import { putting, type ColumnCells } from './put.ts';
import type { When } from '../records/fields/when.ts';

/** One kind of row that records of a format become: its table, and where the columns come from. */
export class Row {
	readonly writer: EventWriter;
	readonly #put: () => void;

	/** @param loose as for {@link putting}: what is no address or port leaves its column null */
	constructor(sink: Sink, table: EventTableName, sources: ColumnCells, loose = false) {
		this.writer = sink.table(table);
		this.#put = putting(sink, this.writer, sources, loose);
	}

	/** Sets the columns from the record at hand, and its time. */
	set(ts: When | null): void {
		if (ts !== null) this.writer.ts.set(ts);
		this.#put();
	}
}
