import type { Batch } from './batch.ts';
import { Int32Column, Int64Column, TextColumn, type Column } from './column.ts';
import type { Place } from './event-writer.ts';

/** What all values of a native column are, as narrow as it can be said. */
export type NativeKind = 'int64' | 'float64' | 'boolean' | 'text';

export interface NativeColumn {
	/** Name of the column in batches: its path joined by a unit separator. */
	key: string;
	/** Names from the outermost object inwards; one for a flat column. */
	path: readonly string[];
	kind: NativeKind;
}

const SEPARATOR = '\u001f';

/** A column of the source's own, kept as text until all of it was seen and its kind is known. */
export class NativeTextColumn extends TextColumn {
	kind: NativeKind | null = null;

	/** Widens the column's kind so that it holds a value of `kind` too. */
	widen(kind: NativeKind): void {
		if (this.kind === null || this.kind === kind) this.kind = kind;
		else if (isNumeric(this.kind) && isNumeric(kind)) this.kind = 'float64';
		else this.kind = 'text';
	}
}

function isNumeric(kind: NativeKind): boolean {
	return kind === 'int64' || kind === 'float64';
}

/**
 * Builds rows with the columns that a source itself has; a column appears with its first value, and is
 * null in every row before.
 */
export class NativeWriter {
	readonly #columns = new Map<string, NativeTextColumn>();
	readonly #place: Place;
	readonly #record = new Int64Column('record');
	readonly #offset = new Int64Column('byte_offset');
	readonly #length = new Int32Column('byte_length');
	#rows = 0;

	constructor(place: Place) {
		this.#place = place;
	}

	get rows(): number {
		return this.#rows;
	}

	/** The column at a path; the same object for the same path. */
	column(path: readonly string[]): NativeTextColumn {
		const key = path.join(SEPARATOR);
		const known = this.#columns.get(key);
		if (known !== undefined) return known;
		const column = new NativeTextColumn(key);
		for (let row = 0; row < this.#rows; row++) column.finish();
		this.#columns.set(key, column);
		return column;
	}

	commit(): void {
		this.#place.native = true;
		this.#record.set(this.#place.record);
		this.#offset.set(this.#place.offset);
		this.#length.set(this.#place.length);
		for (const column of this.#all) column.finish();
		this.#rows++;
	}

	drop(): void {
		for (const column of this.#all) column.drop();
	}

	take(): Batch | null {
		if (this.#rows === 0) return null;
		const columns = [...this.#all].map((column) => column.take());
		const batch: Batch = { table: 'native', rows: this.#rows, columns };
		this.#rows = 0;
		return batch;
	}

	/** The columns so far, in the order of their first appearance. */
	get columns(): NativeColumn[] {
		return [...this.#columns].map(([key, column]) => ({
			key,
			path: key.split(SEPARATOR),
			kind: column.kind ?? 'text'
		}));
	}

	get replaced(): number {
		return [...this.#columns.values()].reduce((sum, column) => sum + column.replaced, 0);
	}

	get #all(): Column[] {
		return [...this.#columns.values(), this.#record, this.#offset, this.#length];
	}
}
