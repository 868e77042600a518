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

/** Bytes that a batch holds. */
export function sizeOf(batch: Batch): number {
	return buffersOf(batch).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** The buffers of a batch, to hand over to another thread without a copy. */
export function buffersOf(batch: Batch): ArrayBuffer[] {
	if (batch.ipc !== undefined) return [batch.ipc.buffer as ArrayBuffer];
	const arrays = batch.columns.flatMap((column) => [
		column.values,
		column.offsets,
		column.validity
	]);
	return arrays.filter((array) => array !== null).map((array) => array.buffer as ArrayBuffer);
}
