import type { ColumnData } from './column.ts';
import type { EventTableName } from './event-tables.ts';

/**
 * Rows on their way from a reader to the engine; every column has `rows` values. They stand in the memory of the
 * reader, which goes on once whoever took them is done.
 */
export interface Batch {
	/** An event table, or `native` for records in the source's own columns. */
	table: EventTableName | 'native';
	rows: number;
	columns: ColumnData[];
	/** All of it as an Arrow IPC stream, where it was encoded already: the columns hold no values then. */
	ipc?: Uint8Array;
}

/** A batch on its way to another thread: its columns hold no values. */
export interface EncodedBatch extends Batch {
	ipc: Uint8Array<ArrayBuffer>;
}
