import { bytesOf, textOf } from '#lib/bytes.ts';
import { fourOf, isAsciiWord, RememberedView, zeroMark } from '#lib/words.ts';
import { Column, grown, type ColumnData } from './base-column.ts';

/** Bytes of a value that is worth being copied by words. */
const WORTH_WORDS = 16;

/** UTF-8 text. Bytes that are not valid UTF-8 are replaced by U+FFFD and counted. */
export class TextColumn extends Column {
	readonly type = 'text';
	/** Values of all batches so far in which invalid UTF-8 was replaced. */
	replaced = 0;
	protected bytes = new Uint8Array(1024);
	#offsets = new Int32Array(257);
	readonly #given = new RememberedView();
	readonly #taken = new RememberedView();
	/** The last offset that is written; the rows behind it are empty so far. */
	#known = 0;

	set(text: string): void {
		const from = this.begin(text.length);
		const { bytes } = this;
		const stop = from + text.length;
		for (let i = 0, at = from; at < stop; i++, at++) {
			const code = text.charCodeAt(i);
			if (code > 127) return this.#setWide(text);
			bytes[at] = code;
		}
		this.end(stop);
	}

	#setWide(text: string): void {
		const bytes = bytesOf(text);
		this.setBytes(bytes, 0, bytes.length);
	}

	setBytes(source: Uint8Array, start: number, end: number): void {
		this.#copy(source, start, end, -1);
	}

	/** The same for a value without a byte of a kind; false for a value with it, which is to be set otherwise then. */
	setBytesWithout(byte: number, source: Uint8Array, start: number, end: number): boolean {
		return this.#copy(source, start, end, byte);
	}

	/** @param without a byte that the value must not have; -1 for none */
	#copy(source: Uint8Array, start: number, end: number, without: number): boolean {
		const from = this.begin(end - start);
		const { bytes } = this;
		let at = from;
		let i = start;
		let all = 0;
		if (end - start >= WORTH_WORDS) {
			const given = this.#given.of(source);
			const taken = this.#taken.of(bytes);
			const pattern = fourOf(without);
			let found = 0;
			for (const stop = end - 3; i < stop; i += 4, at += 4) {
				const word = given.getInt32(i, true);
				all |= word;
				found |= zeroMark(word ^ pattern);
				taken.setInt32(at, word, true);
			}
			if (found !== 0 && without >= 0) return false;
		}
		for (; i < end; i++, at++) {
			const byte = source[i]!;
			if (byte === without) return false;
			all |= byte;
			bytes[at] = byte;
		}
		if (isAsciiWord(all)) this.end(at);
		else this.#setEncoded(source, start, end);
		return true;
	}

	/** The bytes of the value at hand; valid until the next value is set. */
	get current(): Uint8Array {
		const { row } = this.cursor;
		if (!this.isSet) return this.bytes.subarray(0, 0);
		return this.bytes.subarray(this.#offsets[row]!, this.#offsets[row + 1]!);
	}

	#setEncoded(source: Uint8Array, start: number, end: number): void {
		const text = textOf(source, start, end);
		const bytes = bytesOf(text);
		if (text.includes('\ufffd') && !sameBytes(bytes, source, start, end)) this.replaced++;
		const from = this.begin(bytes.length);
		this.bytes.set(bytes, from);
		this.end(from + bytes.length);
	}

	/** Where the value of the row at hand begins in `bytes`, with room for `length` of them. */
	protected begin(length: number): number {
		const { row } = this.cursor;
		if (row + 1 >= this.#offsets.length) this.#offsets = grown(this.#offsets, row + 2);
		if (this.#known < row) {
			this.#offsets.fill(this.#offsets[this.#known]!, this.#known + 1, row + 1);
			this.#known = row;
		}
		const start = this.#offsets[row]!;
		if (start + length > this.bytes.length) this.bytes = grown(this.bytes, start + length);
		return start;
	}

	/** Ends the value that `begin` began. */
	protected end(stop: number): void {
		const { row } = this.cursor;
		this.#offsets[row + 1] = stop;
		this.#known = row + 1;
		this.validity.mark();
	}

	override drop(): void {
		const { row } = this.cursor;
		if (this.#known > row) this.#known = row;
		super.drop();
	}

	protected takeValues(rows: number): Pick<ColumnData, 'values' | 'offsets'> {
		if (rows >= this.#offsets.length) this.#offsets = grown(this.#offsets, rows + 1);
		const known = Math.min(this.#known, rows);
		const stop = this.#offsets[known]!;
		this.#offsets.fill(stop, known, rows + 1);
		this.#known = 0;
		return { values: this.bytes.subarray(0, stop), offsets: this.#offsets.subarray(0, rows + 1) };
	}
}

function sameBytes(bytes: Uint8Array, source: Uint8Array, start: number, end: number): boolean {
	if (bytes.length !== end - start) return false;
	return bytes.every((byte, i) => byte === source[start + i]);
}
