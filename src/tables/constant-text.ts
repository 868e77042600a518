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

/** A text column that says `prefix` and a whole number in every row. */
export function numberedText(
	name: string,
	prefix: string,
	numbers: { valueAt(row: number): number },
	rows: number
): ColumnData {
	const start = bytesOf(prefix);
	const values = new Uint8Array(rows * (start.length + MOST_DIGITS));
	const offsets = new Int32Array(rows + 1);
	let at = 0;
	for (let row = 0; row < rows; row++) {
		values.set(start, at);
		const digits = String(numbers.valueAt(row));
		at += start.length;
		for (let i = 0; i < digits.length; i++) values[at++] = digits.charCodeAt(i);
		offsets[row + 1] = at;
	}
	const validity = new Uint8Array((rows + 7) >> 3).fill(255);
	return { name, type: 'text', values: values.slice(0, at), offsets, validity, nulls: 0 };
}

/** Of a whole number that a double holds exactly. */
const MOST_DIGITS = 16;
