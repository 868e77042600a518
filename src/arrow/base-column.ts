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
 * A column under construction. A value that is set belongs to the row at hand until the cursor moves on, or
 * `drop` takes it back; setting again replaces it. A row without a value costs nothing.
 */
export abstract class Column {
	readonly name: string;
	abstract readonly type: ColumnType;
	protected readonly cursor: RowCursor;
	/** The last row with a value; -1 while there is none. */
	protected last = -1;
	#validity = new Uint8Array(128);
	#count = 0;

	constructor(name: string, cursor: RowCursor) {
		this.name = name;
		this.cursor = cursor;
	}

	/** Whether the row at hand has a value. */
	get isSet(): boolean {
		return this.last === this.cursor.row;
	}

	/** Takes the value of the row at hand back. */
	drop(): void {
		const { row } = this.cursor;
		if (this.last !== row) return;
		this.#validity[row >> 3]! &= ~(1 << (row & 7));
		this.#count--;
		// Which row had the value before is of no use; that it is not this one is.
		this.last = row - 1;
	}

	/** Says that the row at hand has a value. */
	protected mark(): void {
		const { row } = this.cursor;
		if (this.last === row) return;
		if (row >> 3 >= this.#validity.length) this.#validity = grown(this.#validity, (row >> 3) + 1);
		this.#validity[row >> 3]! |= 1 << (row & 7);
		this.#count++;
		this.last = row;
	}

	/** All rows before the one at hand; the column is empty afterwards, and the cursor is to be set back. */
	take(): ColumnData {
		const rows = this.cursor.row;
		const size = Math.max(1, (rows + 7) >> 3);
		if (size > this.#validity.length) this.#validity = grown(this.#validity, size);
		const validity = this.#validity.slice(0, size);
		const nulls = rows - this.#count;
		const data = { name: this.name, type: this.type, ...this.takeValues(rows), validity, nulls };
		this.#validity.fill(0);
		this.#count = 0;
		this.last = -1;
		return data;
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
