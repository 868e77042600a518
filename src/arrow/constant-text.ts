import { bytesOf } from '#lib/bytes.ts';
import type { ColumnData } from './column.ts';

/** A text column that says the same in every row. */
export function constantText(name: string, text: string, rows: number): ColumnData {
	const value = bytesOf(text);
	const values = new Uint8Array(value.length * rows);
	values.set(value);
	for (let there = value.length; there < values.length; there *= 2)
		values.copyWithin(there, 0, Math.min(there, values.length - there));
	const offsets = new Int32Array(rows + 1);
	for (let row = 1; row <= rows; row++) offsets[row] = row * value.length;
	const validity = new Uint8Array((rows + 7) >> 3).fill(255);
	return { name, type: 'text', values, offsets, validity, nulls: 0 };
}
