import type { FieldBytes } from '../fields/field-bytes.ts';
import type { CsvRecord } from './csv-record.ts';

/** One column of a delimited text, as a value of the record at hand. */
export class CsvCell implements FieldBytes {
	readonly name: string;
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;
	readonly #field: number;
	readonly #record: () => CsvRecord;

	constructor(name: string, field: number, record: () => CsvRecord) {
		this.name = name;
		this.#field = field;
		this.#record = record;
	}

	load(): boolean {
		const record = this.#record();
		if (this.#field >= record.count) return false;
		this.bytes = record.bytes;
		this.start = record.starts[this.#field]!;
		this.end = record.ends[this.#field]!;
		return this.end > this.start;
	}
}
