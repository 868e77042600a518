import type { NativeTextColumn } from '#tables/native-writer.ts';
import { bytesOf, equalsBytes, textOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../../format.ts';
import { kindOf } from '../native/native-kind.ts';
import { KeyValues, MAX_PAIRS } from './key-values.ts';
import type { PairShape } from './pair-shape.ts';
import type { FieldBytes } from '../fields/field-bytes.ts';

/** The records of a source that are pairs of key and value: their values by key, and their native columns. */
export class PairRecord {
	readonly pairs = new KeyValues();
	readonly #sink: Sink;
	readonly #keepBeside;
	readonly #nothing: readonly Uint8Array[];
	#scratch = new Uint8Array(256);
	readonly #columns = new Map<string, NativeTextColumn>();
	/** Names of values that stand under no key, by slot. */
	readonly #placed = new Map<number, string>();

	/** @param nothing what the format writes where it has no value, beside nothing at all */
	constructor(sink: Sink, nothing: readonly string[] = []) {
		this.#sink = sink;
		this.#keepBeside = sink.beside(() => this.keepNative());
		this.#nothing = nothing.map(bytesOf);
	}

	/** The value under a key. Ask before the first record is read. */
	cell(name: string): PairCell {
		return new PairCell(this, this.pairs.slot(name), name);
	}

	/** A slot for a value that the record has at a place of its own; native columns give it the name. */
	placed(name: string): number {
		const slot = this.pairs.slot(name);
		this.#placed.set(slot, name);
		return slot;
	}

	begin(bytes: Uint8Array, shape: PairShape): void {
		this.pairs.begin(bytes, shape);
	}

	/** Adds the pairs of a range of the record at hand; says so where they do not all get in. */
	scan(start: number, end: number): void {
		this.pairs.scan(start, end);
		if (this.pairs.cut)
			this.#sink.note('a line is cut within quotes; the value that they open was left out');
		if (this.pairs.count >= MAX_PAIRS)
			this.#sink.note(`a line has more than ${MAX_PAIRS} pairs; those behind them were left out`);
	}

	/** Reads the pairs of a range, and of nothing else, as the record at hand. */
	read(bytes: Uint8Array, range: { start: number; end: number }, shape: PairShape): void {
		this.begin(bytes, shape);
		this.scan(range.start, range.end);
	}

	/** Reads the message of a line. */
	readMessage({ bytes, start, end }: Message, shape: PairShape): void {
		this.read(bytes, { start, end }, shape);
	}

	/** Whether the format has no value in this range. */
	isNothing(bytes: Uint8Array, start: number, end: number): boolean {
		if (end <= start) return true;
		for (const word of this.#nothing) if (equalsBytes(bytes, start, end, word)) return true;
		return false;
	}

	/** The bytes of a value whose escapes stand for something, and how many of them it is. */
	unescaped(pair: number): { bytes: Uint8Array; length: number } {
		const room = this.pairs.ends[pair]! - this.pairs.starts[pair]!;
		if (room > this.#scratch.length) this.#scratch = new Uint8Array(room * 2);
		return { bytes: this.#scratch, length: this.pairs.unescape(pair, this.#scratch) };
	}

	/** Commits the record at hand as a row of native columns: each value that says something, by its key. */
	keepNative(): void {
		for (const [slot, name] of this.#placed) {
			const pair = this.pairs.pairOf(slot);
			if (pair >= 0 && this.pairs.keyStarts[pair]! < 0) this.#keep(pair, name);
		}
		for (let pair = 0; pair < this.pairs.count; pair++) {
			if (this.pairs.keyStarts[pair]! >= 0) this.#keep(pair, this.#keyOf(pair));
		}
		this.#sink.native.commit();
	}

	/** Commits the row of the record at hand; native columns too, where the settings ask for them. */
	commit(row: { commit(): void }): void {
		this.#keepBeside();
		row.commit();
	}

	#keyOf(pair: number): string {
		return textOf(this.pairs.bytes, this.pairs.keyStarts[pair], this.pairs.keyEnds[pair]);
	}

	#keep(pair: number, name: string): void {
		const column = this.#column(name);
		const { pairs } = this;
		const { bytes } = pairs;
		const [start, end] = [pairs.starts[pair]!, pairs.ends[pair]!];
		// Of a key that comes twice the first counts.
		if (column === null || column.isSet || this.isNothing(bytes, start, end)) return;
		if (pairs.isEscaped(pair)) {
			const value = this.unescaped(pair);
			column.widen('text');
			return column.setBytes(value.bytes, 0, value.length);
		}
		if (column.kind !== 'text') column.widen(kindOf(bytes, start, end));
		column.setBytes(bytes, start, end);
	}

	#column(name: string): NativeTextColumn | null {
		const known = this.#columns.get(name);
		if (known !== undefined) return known;
		if (this.#columns.size >= MAX_PAIRS) {
			this.#sink.note(
				`only ${MAX_PAIRS} keys become native columns; values of others are left out`
			);
			return null;
		}
		const column = this.#sink.native.column([name]);
		this.#columns.set(name, column);
		return column;
	}
}

/** The value under one key. A value by which the format says that it knows none is none. */
export class PairCell implements FieldBytes {
	readonly name: string;
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;
	readonly #record: PairRecord;
	readonly #slot: number;

	constructor(record: PairRecord, slot: number, name: string) {
		this.#record = record;
		this.#slot = slot;
		this.name = name;
	}

	load(): boolean {
		const { pairs } = this.#record;
		const pair = pairs.pairOf(this.#slot);
		if (pair < 0) return false;
		this.bytes = pairs.bytes;
		this.start = pairs.starts[pair]!;
		this.end = pairs.ends[pair]!;
		if (this.#record.isNothing(this.bytes, this.start, this.end)) return false;
		if (!pairs.isEscaped(pair)) return true;
		const { bytes, length } = this.#record.unescaped(pair);
		this.bytes = bytes;
		this.start = 0;
		this.end = length;
		return true;
	}
}
