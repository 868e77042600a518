import type { Batch } from './batch.ts';
import { provenance } from './columns-of.ts';
import { Int32Column, Int64Column, RowCursor, TextColumn, type Column } from './column.ts';
import type { RecordOrigin } from './event-writer.ts';

/** What all values of a native column are, as narrow as it can be said. */
export type NativeKind = 'int64' | 'float64' | 'boolean' | 'text';

export interface NativeColumn {
	/** Name of the column in batches: its path joined by a unit separator, and a number where that is taken. */
	key: string;
	/** Names from the outermost object inwards; one for a flat column. */
	path: readonly string[];
	kind: NativeKind;
}

const SEPARATOR = '\u001f';

/** A column of the source's own, kept as text until all of it was seen and its kind is known. */
export class NativeTextColumn extends TextColumn {
	readonly path: readonly string[];
	kind: NativeKind | null = null;

	constructor(key: string, path: readonly string[], cursor: RowCursor) {
		super(key, cursor);
		this.path = path;
	}

	/** Widens the column's kind so that it holds a value of `kind` too. */
	widen(kind: NativeKind): void {
		if (this.kind === kind) return;
		if (this.kind === null) this.kind = kind;
		else if (isNumeric(this.kind) && isNumeric(kind)) this.kind = 'float64';
		else this.kind = 'text';
	}
}

function isNumeric(kind: NativeKind): boolean {
	return kind === 'int64' || kind === 'float64';
}

/**
 * Builds rows with the columns that a source itself has; a column appears with its first value, and is
 * null in every row before. A row costs what it holds, however many columns other rows have.
 */
export class NativeWriter {
	readonly #columns = new Map<string, NativeTextColumn>();
	/** Those of a path of one name, by the name: most sources have no others. */
	readonly #flat = new Map<string, NativeTextColumn>();
	readonly #keys = new Set<string>(provenance);
	readonly #cursor = new RowCursor();
	readonly #place: RecordOrigin;
	readonly #record = new Int64Column('record', this.#cursor);
	readonly #offset = new Int64Column('byte_offset', this.#cursor);
	readonly #length = new Int32Column('byte_length', this.#cursor);

	constructor(place: RecordOrigin) {
		this.#place = place;
	}

	get rows(): number {
		return this.#cursor.row;
	}

	/** Values that wait to be taken, null ones included. */
	get cells(): number {
		return this.rows * this.#columns.size;
	}

	/** The column at a path; the same object for the same path. */
	column(path: readonly string[]): NativeTextColumn {
		const flat = path.length === 1 ? this.#flat.get(path[0]!) : undefined;
		if (flat !== undefined) return flat;
		const id = JSON.stringify(path);
		const known = this.#columns.get(id);
		if (known !== undefined) return known;
		const column = new NativeTextColumn(this.#freeKey(path), [...path], this.#cursor);
		this.#columns.set(id, column);
		if (path.length === 1) this.#flat.set(path[0]!, column);
		return column;
	}

	/** The column of one name, for values that are text whatever they look like. */
	text(name: string): NativeTextColumn {
		const column = this.column([name]);
		column.widen('text');
		return column;
	}

	/** Keeps a range under a name, as text; one that is empty says nothing. */
	keep(name: string, bytes: Uint8Array, start: number, end: number): void {
		if (end > start) this.text(name).setBytes(bytes, start, end);
	}

	commit(): void {
		this.#place.native = true;
		this.#record.set(this.#place.record);
		this.#offset.set(this.#place.offset);
		this.#length.set(this.#place.length);
		this.#cursor.row++;
	}

	/** Takes back what was set for the row at hand. */
	drop(): void {
		for (const column of this.#columns.values()) column.drop();
	}

	take(): Batch | null {
		const { rows } = this;
		if (rows === 0) return null;
		this.#record.add(this.#place.before);
		const all: Column[] = [...this.#columns.values(), this.#record, this.#offset, this.#length];
		const batch: Batch = { table: 'native', rows, columns: all.map((column) => column.take()) };
		this.#cursor.row = 0;
		return batch;
	}

	/** The columns so far, in the order of their first appearance. */
	get columns(): NativeColumn[] {
		return [...this.#columns.values()].map(({ name, path, kind }) => ({
			key: name,
			path,
			kind: kind ?? 'text'
		}));
	}

	get replaced(): number {
		return [...this.#columns.values()].reduce((sum, column) => sum + column.replaced, 0);
	}

	/** A key that no other column has in any case of its letters, as a database compares names. */
	#freeKey(path: readonly string[]): string {
		const plain = path.join(SEPARATOR);
		let key = plain;
		for (let n = 2; this.#keys.has(key.toLowerCase()); n++) key = `${plain}${SEPARATOR}${n}`;
		this.#keys.add(key.toLowerCase());
		return key;
	}
}
