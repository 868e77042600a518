import { DataType, type RecordBatch, type Schema, type Vector } from 'apache-arrow';
import type { Value } from '#arrow/value.ts';
import type { Result, ResultType } from './engine.ts';

/** Arrow's batches as a {@link Result}. */
export function resultOf(schema: Schema, batches: RecordBatch[]): Result {
	const rows: Value[][] = [];
	for (const batch of batches) appendRows(batch, rows);
	const columns = schema.fields.map(({ name, type }) => ({ name, type: resultType(type) }));
	return { columns, rows };
}

function appendRows(batch: RecordBatch, rows: Value[][]): void {
	const read = batch.schema.fields.map((field, i) => readerOf(field.type, batch.getChildAt(i)!));
	for (let row = 0; row < batch.numRows; row++) rows.push(read.map((valueAt) => valueAt(row)));
}

function readerOf(type: DataType, vector: Vector): (row: number) => Value {
	if (DataType.isTimestamp(type)) {
		const { values } = vector.data[0] as { values: ArrayLike<bigint> };
		return (row) => (vector.isValid(row) ? values[row]! : null);
	}
	if (resultType(type) !== 'text' || DataType.isUtf8(type)) return (row) => vector.get(row);
	return (row) => nested(vector.get(row));
}

/** Lists, structs, intervals and the like have no shape of their own here: they are shown as text. */
function nested(value: unknown): Value {
	if (value === null || value === undefined) return null;
	return JSON.stringify(value, (_, part: unknown) =>
		typeof part === 'bigint' ? String(part) : part
	);
}

function resultType(type: DataType): ResultType {
	if (DataType.isTimestamp(type)) return 'timestamp';
	if (DataType.isBool(type)) return 'boolean';
	return DataType.isInt(type) || DataType.isFloat(type) ? 'number' : 'text';
}
