import { isoOf } from '#lib/time.ts';
import type { Batch } from './batch.ts';
import type { ColumnData } from './column.ts';
import { valueAt, type Value } from './value.ts';

/** A value as JSON has it. */
export type PlainValue = string | number | boolean | null;

/** A row by column name; a column without a value is there, as null. */
export type RowObject = Record<string, PlainValue>;

/**
 * The rows of a batch in their order. Timestamps are ISO 8601 in UTC with six decimals; a 64-bit number
 * that JSON cannot hold exactly is its digits as text. The parts of a nested native column's name are joined
 * by a full stop.
 */
export function rowObjects(batch: Batch): RowObject[] {
	const columns = batch.columns.map((column) => [plainName(column.name), column] as const);
	return Array.from({ length: batch.rows }, (_, row) =>
		Object.fromEntries(columns.map(([name, column]) => [name, plainValue(column, row)]))
	);
}

function plainName(name: string): string {
	return name.replaceAll('\u001f', '.');
}

function plainValue(column: ColumnData, row: number): PlainValue {
	const value: Value = valueAt(column, row);
	if (typeof value !== 'bigint') return value;
	if (column.type === 'timestamp') return isoOf(value);
	const number = Number(value);
	return Number.isSafeInteger(number) ? number : String(value);
}
