import { bytesOf, textOf } from '#lib/bytes.ts';
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

/**
 * A column under construction. A value that is set belongs to the row at hand until `finish` closes the
 * row (with null where nothing was set) or `drop` takes it back; setting again replaces it.
 */
export abstract class Column {
	readonly name: string;
	abstract readonly type: ColumnType;
	protected row = 0;
	protected pending = false;
	#validity = new Uint8Array(128);
	#nulls = 0;

	constructor(name: string) {
		this.name = name;
	}

	/** Whether the row at hand has a value. */
	get isSet(): boolean {
		return this.pending;
	}

	finish(): void {
		if (this.row >> 3 >= this.#validity.length) this.#validity = grown(this.#validity);
		if (this.pending) this.#validity[this.row >> 3]! |= 1 << (this.row & 7);
		else {
			this.#nulls++;
			this.appendNull();
		}
		this.pending = false;
		this.row++;
	}

	drop(): void {
		this.pending = false;
	}

	/** Moves on by `count` rows that are null. */
	protected skipRows(count: number): void {
		this.row += count;
		this.#nulls += count;
		while (this.row >> 3 >= this.#validity.length) this.#validity = grown(this.#validity);
	}

	/** The finished rows; the column is empty afterwards. */
	take(): ColumnData {
		const data = {
			name: this.name,
			type: this.type,
			...this.takeValues(),
			validity: this.#validity,
			nulls: this.#nulls
		};
		this.#validity = new Uint8Array(128);
		this.#nulls = 0;
		this.row = 0;
		return data;
	}

	protected abstract appendNull(): void;
	protected abstract takeValues(): Pick<ColumnData, 'values' | 'offsets'>;
}

function grown<T extends Uint8Array | Int32Array | Float64Array>(array: T, atLeast = 0): T {
	const larger = new (array.constructor as new (length: number) => T)(
		Math.max(array.length * 2, atLeast)
	);
	larger.set(array);
	return larger;
}

/** UTF-8 text. Bytes that are not valid UTF-8 are replaced by U+FFFD and counted. */
export class TextColumn extends Column {
	readonly type = 'text';
	/** Values of all batches so far in which invalid UTF-8 was replaced. */
	replaced = 0;
	#bytes = new Uint8Array(1024);
	#offsets = new Int32Array(257);
	#end = 0;

	set(text: string): void {
		const from = this.#offsets[this.row]!;
		const stop = from + text.length;
		if (stop > this.#bytes.length) this.#bytes = grown(this.#bytes, stop);
		for (let i = 0, at = from; at < stop; i++, at++) {
			const code = text.charCodeAt(i);
			if (code > 127) return this.#setWide(text);
			this.#bytes[at] = code;
		}
		this.#close(stop);
	}

	#setWide(text: string): void {
		const bytes = bytesOf(text);
		this.#store(bytes, 0, bytes.length);
	}

	setBytes(source: Uint8Array, start: number, end: number): void {
		this.#store(source, start, end);
	}

	#store(source: Uint8Array, start: number, end: number): void {
		const from = this.#offsets[this.row]!;
		const stop = from + end - start;
		if (stop > this.#bytes.length) this.#bytes = grown(this.#bytes, stop);
		for (let i = start, at = from; i < end; i++, at++) {
			const byte = source[i]!;
			if (byte > 127) return this.#setEncoded(source, start, end);
			this.#bytes[at] = byte;
		}
		this.#close(stop);
	}

	/** Closes rows without a value until `row` is the row at hand, in which a value may be set already. */
	skipTo(row: number): void {
		const from = this.row;
		if (row <= from) return;
		while (row >= this.#offsets.length) this.#offsets = grown(this.#offsets);
		this.#offsets.fill(this.#offsets[from]!, from + 1, row + 1);
		this.skipRows(row - from);
	}

	/** The bytes of the value at hand; valid until the next value is set. */
	get current(): Uint8Array {
		return this.#bytes.subarray(
			this.#offsets[this.row]!,
			this.pending ? this.#end : this.#offsets[this.row]!
		);
	}

	#setEncoded(source: Uint8Array, start: number, end: number): void {
		const text = textOf(source, start, end);
		const bytes = bytesOf(text);
		if (text.includes('\ufffd') && !sameBytes(bytes, source, start, end)) this.replaced++;
		const from = this.#offsets[this.row]!;
		if (from + bytes.length > this.#bytes.length) {
			this.#bytes = grown(this.#bytes, from + bytes.length);
		}
		this.#bytes.set(bytes, from);
		this.#close(from + bytes.length);
	}

	#close(end: number): void {
		this.#end = end;
		this.pending = true;
	}

	override finish(): void {
		if (this.row + 1 >= this.#offsets.length) this.#offsets = grown(this.#offsets);
		this.#offsets[this.row + 1] = this.pending ? this.#end : this.#offsets[this.row]!;
		super.finish();
	}

	protected appendNull(): void {
		// An empty range of bytes, which `finish` has already written.
	}

	protected takeValues(): Pick<ColumnData, 'values' | 'offsets'> {
		const offsets = this.#offsets.slice(0, this.row + 1);
		const values = this.#bytes.slice(0, offsets[this.row]);
		this.#offsets = new Int32Array(this.#offsets.length);
		return { values, offsets };
	}
}

function sameBytes(bytes: Uint8Array, source: Uint8Array, start: number, end: number): boolean {
	if (bytes.length !== end - start) return false;
	return bytes.every((byte, i) => byte === source[start + i]);
}

/** A column of values of one size each. */
abstract class FlatColumn<T extends Int32Array | Float64Array | Uint8Array> extends Column {
	#values: T;

	constructor(name: string, values: T) {
		super(name);
		this.#values = values;
	}

	protected put(value: number): void {
		this.#reserve();
		this.#values[this.row] = value;
		this.pending = true;
	}

	protected appendNull(): void {
		this.#reserve();
	}

	#reserve(): void {
		if (this.row >= this.#values.length) this.#values = grown(this.#values);
	}

	protected takeValues(): Pick<ColumnData, 'values' | 'offsets'> {
		return { values: this.#values.slice(0, this.row), offsets: null };
	}
}

/** Whole numbers of 32 bits; anything outside the range must not be set. */
export class Int32Column extends FlatColumn<Int32Array> {
	readonly type = 'int32';

	constructor(name: string) {
		super(name, new Int32Array(256));
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
		this.#reserve();
		const at = this.row * 2;
		if (typeof value === 'number') {
			const high = Math.floor(value / WORD);
			this.#words[at] = value - high * WORD;
			this.#words[at + 1] = high;
		} else {
			this.#words[at] = Number(BigInt.asIntN(32, value));
			this.#words[at + 1] = Number(value >> 32n);
		}
		this.pending = true;
	}

	protected appendNull(): void {
		this.#reserve();
	}

	#reserve(): void {
		if (this.row * 2 + 1 >= this.#words.length) this.#words = grown(this.#words);
	}

	protected takeValues(): Pick<ColumnData, 'values' | 'offsets'> {
		return { values: this.#words.slice(0, this.row * 2), offsets: null };
	}
}

/** Microseconds since 1970-01-01 00:00:00 UTC. */
export class TimestampColumn extends Int64Column {
	override readonly type = 'timestamp';
}

export class Float64Column extends FlatColumn<Float64Array> {
	readonly type = 'float64';

	constructor(name: string) {
		super(name, new Float64Array(256));
	}

	set(value: number): void {
		this.put(value);
	}
}

export class BooleanColumn extends FlatColumn<Uint8Array> {
	readonly type = 'boolean';

	constructor(name: string) {
		super(name, new Uint8Array(256));
	}

	set(value: boolean): void {
		this.put(value ? 1 : 0);
	}
}
