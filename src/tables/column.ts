import { Column, grown, type ColumnData, type RowCursor } from './base-column.ts';

export { Column, RowCursor, type ColumnData } from './base-column.ts';
export { TextColumn } from './text-column.ts';

/** A column of values of one size each. */
abstract class FlatColumn<T extends Int32Array | Float64Array | Uint8Array> extends Column {
	#values: T;

	constructor(name: string, cursor: RowCursor, values: T) {
		super(name, cursor);
		this.#values = values;
	}

	protected put(value: number): void {
		const { row } = this.cursor;
		if (row >= this.#values.length) this.#values = grown(this.#values, row + 1);
		this.#values[row] = value;
		this.validity.mark();
	}

	/** The value of a row that has one. */
	valueAt(row: number): number {
		return this.#values[row]!;
	}

	protected takeValues(rows: number): Pick<ColumnData, 'values' | 'offsets'> {
		if (rows > this.#values.length) this.#values = grown(this.#values, rows);
		return { values: this.#values.subarray(0, rows) as T, offsets: null };
	}
}

/** Whole numbers of 32 bits; anything outside the range must not be set. */
export class Int32Column extends FlatColumn<Int32Array> {
	readonly type = 'int32';

	constructor(name: string, cursor: RowCursor) {
		super(name, cursor, new Int32Array(256));
	}

	set(value: number): void {
		this.put(value);
	}
}

const WORD = 2 ** 32;

/** Whole numbers of 64 bits, set exactly up to 2^53 as a number and beyond as a bigint. */
export class Int64Column extends Column {
	readonly type: 'int64' | 'timestamp' = 'int64';
	#words = new Int32Array(512);

	set(value: number | bigint): void {
		const at = this.cursor.row * 2;
		if (at >= this.#words.length) this.#words = grown(this.#words, at + 2);
		if (typeof value === 'number') {
			const high = Math.floor(value / WORD);
			this.#words[at] = value - high * WORD;
			this.#words[at + 1] = high;
		} else {
			this.#words[at] = Number(BigInt.asIntN(32, value));
			this.#words[at + 1] = Number(value >> 32n);
		}
		this.validity.mark();
	}

	/** The value of a row, for numbers of less than 53 bits. */
	valueAt(row: number): number {
		return (this.#words[row * 2]! >>> 0) + this.#words[row * 2 + 1]! * WORD;
	}

	/** Adds to the values of all rows before the one at hand. */
	add(amount: number): void {
		if (amount === 0) return;
		for (let row = 0; row < this.cursor.row; row++) {
			const sum = this.valueAt(row) + amount;
			this.#words[row * 2] = sum % WORD;
			this.#words[row * 2 + 1] = Math.floor(sum / WORD);
		}
	}

	protected takeValues(rows: number): Pick<ColumnData, 'values' | 'offsets'> {
		if (rows * 2 > this.#words.length) this.#words = grown(this.#words, rows * 2);
		return { values: this.#words.subarray(0, rows * 2), offsets: null };
	}
}

/** Microseconds since 1970-01-01 00:00:00 UTC. */
export class TimestampColumn extends Int64Column {
	override readonly type = 'timestamp';
}

export class Float64Column extends FlatColumn<Float64Array> {
	readonly type = 'float64';

	constructor(name: string, cursor: RowCursor) {
		super(name, cursor, new Float64Array(256));
	}

	set(value: number): void {
		this.put(value);
	}
}

export class BooleanColumn extends FlatColumn<Uint8Array> {
	readonly type = 'boolean';

	constructor(name: string, cursor: RowCursor) {
		super(name, cursor, new Uint8Array(256));
	}

	set(value: boolean): void {
		this.put(value ? 1 : 0);
	}
}
