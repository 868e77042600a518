import { textOf } from '#lib/bytes.ts';
import type { ColumnData } from './column.ts';

/** A value of a column: text, number, boolean, null; a bigint for whole numbers of 64 bits or more, and microseconds. */
export type Value = string | number | bigint | boolean | null;

export function isNull(column: ColumnData, row: number): boolean {
	return (column.validity[row >> 3]! & (1 << (row & 7))) === 0;
}

/** The value at `row`. A timestamp is microseconds since 1970 UTC, as bigint. */
export function valueAt(column: ColumnData, row: number): Value {
	if (isNull(column, row)) return null;
	const { values, offsets } = column;
	switch (column.type) {
		case 'text':
			return textOf(values as Uint8Array, offsets![row]!, offsets![row + 1]!);
		case 'int64':
		case 'timestamp':
			return (BigInt(values[row * 2 + 1]!) << 32n) | BigInt(values[row * 2]! >>> 0);
		case 'boolean':
			return values[row] === 1;
		default:
			return values[row]!;
	}
}
