import type { ColumnType } from './event-tables.ts';

/**
 * One column of a batch in Arrow's own layout, so that it can become an Arrow vector without a copy.
 * `values` of `timestamp` and `int64` are pairs of 32-bit words, low word first; of `boolean` one byte a
 * row; of `text` the UTF-8 bytes that `offsets` cuts.
 */
export interface ColumnData {
	name: string;
	type: ColumnType;
	values: Int32Array | Float64Array | Uint8Array;
	/** `rows + 1` offsets for `text`, null for all others. */
	offsets: Int32Array | null;
	/** One bit a row, least significant first; 1 says that there is a value. */
	validity: Uint8Array;
	nulls: number;
}

/** Number of the row at hand, which all columns of a table share: closing a row is one step for them all. */
export class RowCursor {
	row = 0;
}

/**
 * Which rows of a column have a value. Apart from the columns, so that the work of every value meets objects
 * of one shape alone, which an engine makes several times as fast.
 */
class Validity {
	readonly #cursor: RowCursor;
	/** So many rows from the first have values without a gap; only what comes behind a gap is kept in bits. */
	#full = 0;
	/** The last row behind a gap that has a value; -1 while there is none. */
	#last = -1;
	#bits = new Uint8Array(128);
	/** Bits that are set. */
	#count = 0;

	constructor(cursor: RowCursor) {
		this.#cursor = cursor;
	}

	get isSet(): boolean {
		const { row } = this.#cursor;
		return row < this.#full || this.#last === row;
	}

	mark(): void {
		const { row } = this.#cursor;
		if (row === this.#full) this.#full = row + 1;
		else if (row > this.#full && this.#last !== row) this.#markBehindGap(row);
	}

	#markBehindGap(row: number): void {
		this.#grow(row + 1);
		this.#bits[row >> 3]! |= 1 << (row & 7);
		this.#count++;
		this.#last = row;
	}

	drop(): void {
		const { row } = this.#cursor;
		if (row === this.#full - 1) this.#full = row;
		if (this.#last !== row) return;
		this.#bits[row >> 3]! &= ~(1 << (row & 7));
		this.#count--;
		// Which row had the value before is of no use; that it is not this one is.
		this.#last = row - 1;
	}

	take(): Pick<ColumnData, 'validity' | 'nulls'> {
		const { row } = this.#cursor;
		const full = Math.min(this.#full, row);
		this.#grow(Math.max(1, row));
		const bits = this.#bits;
		bits.fill(255, 0, full >> 3);
		for (let i = full & ~7; i < full; i++) bits[i >> 3]! |= 1 << (i & 7);
		const taken = { validity: bits.slice(0, (row + 7) >> 3 || 1), nulls: row - full - this.#count };
		bits.fill(0);
		this.#full = 0;
		this.#count = 0;
		this.#last = -1;
		return taken;
	}

	#grow(rows: number): void {
		const size = (rows + 7) >> 3;
		if (size > this.#bits.length) this.#bits = grown(this.#bits, size);
	}
}

/**
 * A column under construction. A value that is set belongs to the row at hand until the cursor moves on, or
 * `drop` takes it back; setting again replaces it. A row without a value costs nothing.
 */
export abstract class Column {
	readonly name: string;
	abstract readonly type: ColumnType;
	protected readonly cursor: RowCursor;
	protected readonly validity: Validity;

	constructor(name: string, cursor: RowCursor) {
		this.name = name;
		this.cursor = cursor;
		this.validity = new Validity(cursor);
	}

	/** Whether the row at hand has a value. */
	get isSet(): boolean {
		return this.validity.isSet;
	}

	/** Takes the value of the row at hand back. */
	drop(): void {
		this.validity.drop();
	}

	/**
	 * All rows before the one at hand; the column is empty afterwards, and the cursor is to be set back. The
	 * values are good until the next one is set.
	 */
	take(): ColumnData {
		const { name, type } = this;
		return { name, type, ...this.takeValues(this.cursor.row), ...this.validity.take() };
	}

	protected abstract takeValues(rows: number): Pick<ColumnData, 'values' | 'offsets'>;
}

/** A copy with room for at least `atLeast`, and twice as much as before. */
export function grown<T extends Uint8Array | Int32Array | Float64Array>(
	array: T,
	atLeast: number
): T {
	const larger = new (array.constructor as new (length: number) => T)(
		Math.max(array.length * 2, atLeast)
	);
	larger.set(array);
	return larger;
}
