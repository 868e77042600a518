import type { ColumnData } from './column.ts';
import type { EventTableName } from './event-tables.ts';

/** Rows on their way from a reader to the engine; every column has `rows` values. */
export interface Batch {
	/** An event table, or `native` for records in the source's own columns. */
	table: EventTableName | 'native';
	rows: number;
	columns: ColumnData[];
}

/** The buffers of a batch, to hand over to another thread without a copy. */
export function buffersOf(batch: Batch): ArrayBuffer[] {
	const arrays = batch.columns.flatMap((column) => [
		column.values,
		column.offsets,
		column.validity
	]);
	return arrays.filter((array) => array !== null).map((array) => array.buffer as ArrayBuffer);
}
