import type { Batch } from '#tables/batch.ts';
import type { ColumnData } from '#tables/column.ts';
import { eventTables } from '#tables/event-tables.ts';
import { isNull, valueAt } from '#tables/value.ts';

/** The earliest and the latest time of the event rows. */
export class RowSpan {
	first: bigint | null = null;
	last: bigint | null = null;

	include(batch: Batch): void {
		if (batch.table === 'native' || eventTables[batch.table].standing) return;
		const ts = batch.columns.find((column) => column.name === 'ts');
		if (ts === undefined) return;
		const rows = { first: -1, last: -1 };
		for (let row = 0; row < batch.rows; row++) {
			if (isNull(ts, row)) continue;
			if (rows.first < 0 || isBefore(ts, row, rows.first)) rows.first = row;
			if (rows.last < 0 || isBefore(ts, rows.last, row)) rows.last = row;
		}
		if (rows.first < 0) return;
		const first = valueAt(ts, rows.first) as bigint;
		const last = valueAt(ts, rows.last) as bigint;
		if (this.first === null || first < this.first) this.first = first;
		if (this.last === null || last > this.last) this.last = last;
	}
}

/** Whether the 64-bit number of one row is less than that of another. */
function isBefore({ values }: ColumnData, row: number, other: number): boolean {
	const difference = values[row * 2 + 1]! - values[other * 2 + 1]!;
	return difference === 0 ? values[row * 2]! >>> 0 < values[other * 2]! >>> 0 : difference < 0;
}
