import {
	Bool,
	Float64,
	Int32,
	Int64,
	makeData,
	Null,
	Table,
	tableToIPC,
	TimestampMicrosecond,
	Utf8,
	Vector,
	type Data
} from 'apache-arrow';
import type { Batch, EncodedBatch } from './batch.ts';
import type { ColumnData } from './column.ts';

/** A batch as an Arrow IPC stream, for an engine that takes one. Values are not copied before encoding. */
export function ipcOf(batch: Batch): Uint8Array {
	if (batch.ipc !== undefined) return batch.ipc;
	const vectors = batch.columns.map((column) => [column.name, vectorOf(column, batch.rows)]);
	return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

const nothing = { values: new Uint8Array(0), offsets: null, validity: new Uint8Array(0), nulls: 0 };

/** A batch whose values are an Arrow IPC stream, for a thread that only hands it on. */
export function encoded(batch: Batch): EncodedBatch {
	const columns = batch.columns.map(({ name, type }) => ({ name, type, ...nothing }));
	return {
		table: batch.table,
		rows: batch.rows,
		columns,
		ipc: ipcOf(batch) as Uint8Array<ArrayBuffer>
	};
}

/** A column without a value has Arrow's type of nothing but nulls, and takes no room: most columns of a table are. */
function vectorOf(column: ColumnData, rows: number): Vector {
	if (column.nulls === rows) return new Vector([makeData({ type: new Null(), length: rows })]);
	return new Vector([dataOf[column.type](column, rows)]);
}

function commonOf(column: ColumnData, rows: number) {
	return { length: rows, nullCount: column.nulls, nullBitmap: column.validity };
}

function wide({ values }: ColumnData): BigInt64Array<ArrayBuffer> {
	return new BigInt64Array(values.buffer as ArrayBuffer, values.byteOffset, values.length / 2);
}

const dataOf: Record<ColumnData['type'], (column: ColumnData, rows: number) => Data> = {
	text: (column, rows) =>
		makeData({
			type: new Utf8(),
			...commonOf(column, rows),
			valueOffsets: column.offsets!,
			data: column.values as Uint8Array
		}),
	int32: (column, rows) =>
		makeData({ type: new Int32(), ...commonOf(column, rows), data: column.values as Int32Array }),
	int64: (column, rows) =>
		makeData({ type: new Int64(), ...commonOf(column, rows), data: wide(column) }),
	timestamp: (column, rows) =>
		makeData({ type: new TimestampMicrosecond(), ...commonOf(column, rows), data: wide(column) }),
	float64: (column, rows) =>
		makeData({
			type: new Float64(),
			...commonOf(column, rows),
			data: column.values as Float64Array
		}),
	boolean: (column, rows) =>
		makeData({ type: new Bool(), ...commonOf(column, rows), data: packed(column.values, rows) })
};

/** Arrow keeps a boolean in one bit, least significant first. */
function packed(flags: ArrayLike<number>, rows: number): Uint8Array {
	const bits = new Uint8Array((rows + 7) >> 3);
	for (let row = 0; row < rows; row++) if (flags[row] !== 0) bits[row >> 3]! |= 1 << (row & 7);
	return bits;
}
