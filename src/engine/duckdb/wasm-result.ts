import {
	DataType,
	Precision,
	TimeUnit,
	type Decimal,
	type RecordBatch,
	type Schema,
	type Vector
} from 'apache-arrow';
import type { Value } from '#tables/value.ts';
import type { GivenColumn } from './as-text.ts';
import type { Result, ResultType } from './engine.ts';
import { dateText, decimalText, floatValue, momentValue } from './plain-values.ts';

/** The columns of Arrow's schema. */
export function columnsOf(schema: Schema): GivenColumn[] {
	return schema.fields.map(({ name, type }) => ({ name, type: resultType(type) }));
}

/** Arrow's batches as a {@link Result}; of a column without a type nothing can be read. */
export function resultOf(schema: Schema, batches: RecordBatch[]): Result {
	const rows: Value[][] = [];
	for (const batch of batches) appendRows(batch, rows);
	const columns = columnsOf(schema).map(({ name, type }) => ({ name, type: type ?? 'text' }));
	return { columns, rows };
}

function appendRows(batch: RecordBatch, rows: Value[][]): void {
	const read = batch.data.children.map((_, i) => readerOf(batch.getChildAt(i)!));
	for (let row = 0; row < batch.numRows; row++) rows.push(read.map((valueAt) => valueAt(row)));
}

function readerOf(vector: Vector): (row: number) => Value {
	const valueOf = converterOf(vector.type as DataType, vector);
	return (row) => (vector.isValid(row) ? valueOf(row) : null);
}

/** Arrow's own getters make numbers of days and moments that are too large for them: those are read raw. */
function converterOf(type: DataType, vector: Vector): (row: number) => Value {
	const { values } = vector.data[0] as { values: ArrayLike<never> };
	if (DataType.isTimestamp(type)) return (row) => momentValue(values[row]!);
	if (DataType.isDate(type)) return (row) => dateText(values[row]!);
	if (DataType.isDecimal(type)) return (row) => decimalValue(vector.get(row) as Uint32Array, type);
	if (DataType.isFloat(type)) {
		const single = type.precision === Precision.SINGLE;
		return (row) => floatValue(vector.get(row) as number, single);
	}
	if (resultType(type) === null) return (row) => String(vector.get(row));
	return (row) => vector.get(row) as Value;
}

/** Four words of 32 bits, the lowest first, in two's complement. HUGEINT comes as one without a fraction. */
function decimalValue(words: Uint32Array, { precision, scale }: Decimal): Value {
	const [a, b, c, d] = [...words].map(BigInt) as [bigint, bigint, bigint, bigint];
	const unscaled = BigInt.asIntN(128, a | (b << 32n) | (c << 64n) | (d << 96n));
	return scale === 0 ? unscaled : decimalText(unscaled, { width: precision, scale });
}

function resultType(type: DataType): ResultType | null {
	if (DataType.isTimestamp(type))
		return type.unit === TimeUnit.MICROSECOND && !type.timezone ? 'timestamp' : null;
	if (DataType.isBool(type)) return 'boolean';
	if (DataType.isUtf8(type) || DataType.isDate(type)) return 'text';
	return DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)
		? 'number'
		: null;
}
