import { bytesOf, equalsBytes } from '#lib/bytes.ts';
import type { Cell } from './cell.ts';

/** A cell that has no value where it holds one of the words by which the source says that it knows none. */
export function unless(cell: Cell, words: readonly string[]): Cell {
	return new CellUnless(cell, words.map(bytesOf));
}

class CellUnless implements Cell {
	readonly #cell: Cell;
	readonly #words: readonly Uint8Array[];

	constructor(cell: Cell, words: readonly Uint8Array[]) {
		this.#cell = cell;
		this.#words = words;
	}

	get name(): string {
		return this.#cell.name;
	}

	load(): boolean {
		if (!this.#cell.load()) return false;
		const { bytes, start, end } = this.#cell;
		return !this.#words.some((word) => equalsBytes(bytes, start, end, word));
	}

	get bytes(): Uint8Array {
		return this.#cell.bytes;
	}

	get start(): number {
		return this.#cell.start;
	}

	get end(): number {
		return this.#cell.end;
	}
}
