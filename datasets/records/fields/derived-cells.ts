import { bytesOf, indexOfByte, textOf } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';
import { wholeOf } from './numbers.ts';

/** A cell whose value is worked out of others. */
export abstract class DerivedCell implements FieldBytes {
	readonly name: string;
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;

	constructor(name: string) {
		this.name = name;
	}

	abstract load(): boolean;

	protected give(bytes: Uint8Array, start: number, end: number): boolean {
		this.bytes = bytes;
		this.start = start;
		this.end = end;
		return end > start;
	}
}

/**
 * A cell with the meaning that a word of the source has here; without a value where it holds another word.
 * Letters of any case are the same.
 * @param meanings lower-case word of the source, and what it means
 */
export function translated(
	cell: FieldBytes,
	meanings: Readonly<Record<string, string>>
): FieldBytes {
	return new TranslatedCell(cell, meanings);
}

/** Longer values than this are no words. */
const LONGEST_WORD = 64;

class TranslatedCell extends DerivedCell {
	readonly #cell: FieldBytes;
	readonly #meanings: ReadonlyMap<string, Uint8Array>;

	constructor(cell: FieldBytes, meanings: Readonly<Record<string, string>>) {
		super(cell.name);
		this.#cell = cell;
		this.#meanings = new Map(
			Object.entries(meanings).map(([word, meaning]) => [word, bytesOf(meaning)])
		);
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, start, end } = this.#cell;
		if (end - start > LONGEST_WORD) return false;
		const meaning = this.#meanings.get(textOf(bytes, start, end).toLowerCase());
		return meaning !== undefined && this.give(meaning, 0, meaning.length);
	}
}

/** A cell that every record has, with the same value. */
export function constant(value: string): FieldBytes {
	return new ConstantCell(value);
}

class ConstantCell extends DerivedCell {
	constructor(value: string) {
		super(value);
		this.bytes = bytesOf(value);
		this.end = this.bytes.length;
	}

	load(): boolean {
		return true;
	}
}

/** The first of these that has a value. */
export function firstOf(cells: readonly FieldBytes[]): FieldBytes {
	return cells.length === 1 ? cells[0]! : new FirstCell(cells);
}

class FirstCell extends DerivedCell {
	readonly #cells: readonly FieldBytes[];

	constructor(cells: readonly FieldBytes[]) {
		super(cells[0]!.name);
		this.#cells = cells;
	}

	load(): boolean {
		const cell = this.#cells.find((each) => each.load());
		return cell !== undefined && this.give(cell.bytes, cell.start, cell.end);
	}
}

/** The sum of two whole numbers, where the record has both. */
export function summed(first: FieldBytes, second: FieldBytes): FieldBytes {
	return new SummedCell(first, second);
}

class SummedCell extends DerivedCell {
	readonly #first: FieldBytes;
	readonly #second: FieldBytes;

	constructor(first: FieldBytes, second: FieldBytes) {
		super(`${first.name} and ${second.name}`);
		this.#first = first;
		this.#second = second;
	}

	load(): boolean {
		if (!this.#first.load()) return false;
		const first = wholeOf(this.#first);
		if (first === null || !this.#second.load()) return false;
		const second = wholeOf(this.#second);
		if (second === null) return false;
		const sum = bytesOf(String(BigInt(first) + BigInt(second)));
		return this.give(sum, 0, sum.length);
	}
}

/**
 * A cell with what `meaning` makes of its text; without a value where that is null. Only the beginning of a long
 * text is looked at, and what was asked once is remembered.
 */
export function worded(cell: FieldBytes, meaning: (text: string) => string | null): FieldBytes {
	return new WordedCell(cell, meaning);
}

/** Texts that are remembered. */
const MOST_TEXTS = 256;
/** Bytes of a text that are looked at. */
const LOOKED_AT = 256;

class WordedCell extends DerivedCell {
	readonly #cell: FieldBytes;
	readonly #meaning: (text: string) => string | null;
	readonly #known = new Map<string, Uint8Array>();

	constructor(cell: FieldBytes, meaning: (text: string) => string | null) {
		super(cell.name);
		this.#cell = cell;
		this.#meaning = meaning;
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, start, end } = this.#cell;
		const text = textOf(bytes, start, Math.min(end, start + LOOKED_AT));
		const known = this.#known.get(text) ?? this.#learn(text);
		return this.give(known, 0, known.length);
	}

	#learn(text: string): Uint8Array {
		if (this.#known.size >= MOST_TEXTS) this.#known.clear();
		const meant = bytesOf(this.#meaning(text) ?? '');
		this.#known.set(text, meant);
		return meant;
	}
}

/** The part of a value before (0), between or behind a separator; none where it has fewer parts. */
export function part(cell: FieldBytes, separator: string, index: number): FieldBytes {
	return new PartCell(cell, separator.charCodeAt(0), index);
}

class PartCell extends DerivedCell {
	readonly #cell: FieldBytes;
	readonly #separator: number;
	readonly #index: number;

	constructor(cell: FieldBytes, separator: number, index: number) {
		super(cell.name);
		this.#cell = cell;
		this.#separator = separator;
		this.#index = index;
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, end } = this.#cell;
		let { start } = this.#cell;
		for (let i = 0; ; i++) {
			const next = indexOfByte(bytes, this.#separator, start, end);
			const stop = next < 0 ? end : next;
			if (i === this.#index) return this.give(bytes, start, stop);
			if (next < 0) return false;
			start = next + 1;
		}
	}
}
