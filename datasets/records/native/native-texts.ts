import type { NativeTextColumn } from '#tables/native-writer.ts';
import type { Sink } from '../../format.ts';

/** Columns that a source may make: names are the sender's, who may write ever new ones. */
const MAX_COLUMNS = 1024;

/** Keeps texts in native columns by names that the record itself gives. */
export class NativeTexts {
	readonly #sink: Sink;
	readonly #columns = new Map<string, NativeTextColumn>();

	constructor(sink: Sink) {
		this.#sink = sink;
	}

	/** Sets the column at a path, where the value is not empty. */
	keep(path: readonly string[], value: string): void {
		if (value === '') return;
		const id = path.join('\u001f');
		let column = this.#columns.get(id);
		if (column === undefined) {
			if (this.#columns.size >= MAX_COLUMNS)
				return this.#sink.note(
					`only ${MAX_COLUMNS} names become native columns; values of others are left out`
				);
			column = this.#sink.native.column(path);
			column.widen('text');
			this.#columns.set(id, column);
		}
		column.set(value);
	}

	commit(): void {
		this.#sink.native.commit();
	}
}
