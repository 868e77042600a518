import { bytesOf, textOf } from '#lib/bytes.ts';
import type { Message, Sink } from '../format.ts';
import type { Cell } from './cell.ts';
import { wholeOf } from './put.ts';

abstract class DerivedCell implements Cell {
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
export function translated(cell: Cell, meanings: Readonly<Record<string, string>>): Cell {
	return new TranslatedCell(cell, meanings);
}

/** Longer values than this are no words. */
const LONGEST_WORD = 64;

class TranslatedCell extends DerivedCell {
	readonly #cell: Cell;
	readonly #meanings: ReadonlyMap<string, Uint8Array>;

	constructor(cell: Cell, meanings: Readonly<Record<string, string>>) {
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
export function constant(value: string): Cell {
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

/** The sum of two whole numbers, where the record has both. */
export function summed(first: Cell, second: Cell): Cell {
	return new SummedCell(first, second);
}

class SummedCell extends DerivedCell {
	readonly #first: Cell;
	readonly #second: Cell;

	constructor(first: Cell, second: Cell) {
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

/** The machine that sent a line: as its syslog header says, else as the settings of the import say. */
export class Sender extends DerivedCell {
	readonly #given: Uint8Array;
	#message: Message | null = null;

	constructor(sink: Sink) {
		super('syslog host');
		this.#given = bytesOf(sink.settings.host ?? '');
	}

	/** Takes the line at hand. */
	take(message: Message): void {
		this.#message = message;
	}

	load(): boolean {
		const { bytes, hostStart, hostEnd } = this.#message!;
		if (hostEnd > hostStart) return this.give(bytes, hostStart, hostEnd);
		return this.give(this.#given, 0, this.#given.length);
	}
}
