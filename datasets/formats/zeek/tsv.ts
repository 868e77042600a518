import { unreadable } from '#lib/unreadable.ts';
import { BACKSLASH } from '#lib/ascii.ts';
import { equalsBytes, indexOfByte, indexOfBytes, textOf } from '#lib/bytes.ts';
import { flatName, type ZeekCell } from './cell.ts';
import { ZeekText } from './escape.ts';
import { ZeekHeader } from './header.ts';

/** A row of a Zeek text log, cut into the fields that its header names. */
export class TsvRow {
	readonly header = new ZeekHeader();
	bytes: Uint8Array = new Uint8Array(0);
	readonly text = new ZeekText();
	readonly #starts: number[] = [];
	readonly #ends: number[] = [];

	/** Cuts a line. Throws `record not readable` where it has not as many fields as the header names. */
	read(bytes: Uint8Array, start: number, end: number): void {
		const { fields, separator } = this.header;
		if (fields === null) throw unreadable('no #fields line stands above this row');
		this.bytes = bytes;
		let count = 0;
		let from = start;
		for (;;) {
			const stop = nextSeparator(bytes, separator, from, end);
			this.#starts[count] = from;
			this.#ends[count] = stop < 0 ? end : stop;
			count++;
			if (stop < 0) break;
			from = stop + separator.length;
		}
		if (count !== fields.length)
			throw unreadable(`the row has ${count} fields, its header names ${fields.length}`);
	}

	cell(name: string): TsvCell {
		const fields = this.header.fields ?? [];
		const index = fields.indexOf(name);
		return new TsvCell(this, name, index < 0 ? fields.indexOf(flatName(name)) : index);
	}

	/** Start of a field of the row as written; -1 for index -1. */
	start(index: number): number {
		return this.#starts[index] ?? -1;
	}

	end(index: number): number {
		return this.#ends[index] ?? -1;
	}
}

/** One field of the rows below one header; a field that the header does not name never has a value. */
export class TsvCell implements ZeekCell {
	readonly name: string;
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;
	readonly #row: TsvRow;
	readonly #index: number;

	constructor(row: TsvRow, name: string, index: number) {
		this.name = name;
		this.#row = row;
		this.#index = index;
	}

	load(): boolean {
		if (this.#index < 0) return false;
		const { bytes, header } = this.#row;
		const start = this.#row.start(this.#index);
		const end = this.#row.end(this.#index);
		if (equalsBytes(bytes, start, end, header.unset)) return false;
		if (equalsBytes(bytes, start, end, header.empty)) return false;
		this.#take(start, end);
		return true;
	}

	get isSet(): boolean {
		if (this.#index < 0) return false;
		const { bytes, header } = this.#row;
		return !equalsBytes(
			bytes,
			this.#row.start(this.#index),
			this.#row.end(this.#index),
			header.unset
		);
	}

	/** Whether the field says that it is an empty set or an empty string. */
	get isEmpty(): boolean {
		const { bytes, header } = this.#row;
		return equalsBytes(
			bytes,
			this.#row.start(this.#index),
			this.#row.end(this.#index),
			header.empty
		);
	}

	texts(): string[] {
		return this.elements().filter((text): text is string => text !== null && text !== '');
	}

	/** The elements of a set or a vector, null for one without a value. */
	elements(): (string | null)[] {
		if (!this.isSet || this.isEmpty) return [];
		const { bytes, header } = this.#row;
		const end = this.#row.end(this.#index);
		const found: (string | null)[] = [];
		for (let from = this.#row.start(this.#index); ;) {
			const stop = nextSeparator(bytes, header.setSeparator, from, end);
			const until = stop < 0 ? end : stop;
			if (equalsBytes(bytes, from, until, header.unset)) found.push(null);
			else {
				this.#take(from, until);
				found.push(textOf(this.bytes, this.start, this.end));
			}
			if (stop < 0) return found;
			from = stop + header.setSeparator.length;
		}
	}

	#take(start: number, end: number): void {
		const { bytes, text } = this.#row;
		if (indexOfByte(bytes, BACKSLASH, start, end) < 0) {
			this.bytes = bytes;
			this.start = start;
			this.end = end;
			return;
		}
		text.decode(bytes, start, end);
		this.bytes = text.bytes;
		this.start = 0;
		this.end = text.length;
	}
}

function nextSeparator(
	bytes: Uint8Array,
	separator: Uint8Array,
	from: number,
	end: number
): number {
	if (separator.length !== 1) return indexOfBytes(bytes, separator, from, end);
	return indexOfByte(bytes, separator[0]!, from, end);
}
