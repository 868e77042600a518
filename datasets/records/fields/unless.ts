import { bytesOf, equalsBytes } from '#lib/bytes.ts';
import type { FieldBytes } from './field-bytes.ts';

/** A cell that has no value where it holds one of the words by which the source says that it knows none. */
export function unless(cell: FieldBytes, words: readonly string[]): FieldBytes {
	const nothing = words.map(bytesOf);
	return new CellWhere(
		cell,
		({ bytes, start, end }) => !nothing.some((word) => equalsBytes(bytes, start, end, word))
	);
}

/** A cell whose value counts only where it is asked of that and agrees. */
export class CellWhere implements FieldBytes {
	readonly #cell: FieldBytes;
	readonly #counts: (cell: FieldBytes) => boolean;

	constructor(cell: FieldBytes, counts: (cell: FieldBytes) => boolean) {
		this.#cell = cell;
		this.#counts = counts;
	}

	get name(): string {
		return this.#cell.name;
	}

	load(): boolean {
		return this.#cell.load() && this.#counts(this.#cell);
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
