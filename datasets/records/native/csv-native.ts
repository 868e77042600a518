import type { NativeTextColumn } from '#tables/native-writer.ts';
import type { Sink } from '../../format.ts';
import { kindOf } from './native-kind.ts';

/** The values of a record, each a range of the bytes. */
interface Fields {
	readonly bytes: Uint8Array;
	readonly count: number;
	readonly starts: readonly number[];
	readonly ends: readonly number[];
}

/** Keeps the records of a delimited text in columns of their own, named by the header. */
export class CsvNative {
	readonly #sink: Sink;
	readonly #columns: NativeTextColumn[];
	readonly #nothing: number;

	/** @param nothing the byte that, standing alone, says that there is no value */
	constructor(sink: Sink, names: readonly string[], nothing = -1) {
		this.#sink = sink;
		this.#nothing = nothing;
		const seen = new Map<string, number>();
		this.#columns = names.map((name, i) => sink.native.column([uniqueName(seen, name, i)]));
	}

	/** Commits the record as a row; a field that is empty is null. */
	commit(record: Fields): void {
		this.#columns.forEach((column, field) => {
			const [start, end] = [record.starts[field]!, record.ends[field]!];
			if (field >= record.count || start === end) return;
			if (end - start === 1 && record.bytes[start] === this.#nothing) return;
			column.setBytes(record.bytes, start, end);
			if (column.kind !== 'text') column.widen(kindOf(record.bytes, start, end));
		});
		this.#sink.native.commit();
	}
}

/** A name for every column, and another for each: `port`, `port_2`, and `column_3` where it has none. */
function uniqueName(seen: Map<string, number>, written: string, index: number): string {
	const name = written.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim() || `column_${index + 1}`;
	const times = (seen.get(name.toLowerCase()) ?? 0) + 1;
	seen.set(name.toLowerCase(), times);
	return times === 1 ? name : uniqueName(seen, `${name}_${times}`, index);
}
