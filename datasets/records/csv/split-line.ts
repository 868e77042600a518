import { unreadable } from '#lib/unreadable.ts';
import { DASH, QUOTE, SPACE } from '#lib/ascii.ts';
import { indexOfByte, isWhite, textOf } from '#lib/bytes.ts';
import type { FieldBytes } from '../fields/field-bytes.ts';
import { findColumns, type Synonyms } from './csv-columns.ts';

/**
 * The fields of a line that is cut at one byte, as ranges without the blanks around them. Quotes that a
 * spreadsheet put round a field are left off; a line end within them is not known here.
 */
export class SplitLine {
	bytes: Uint8Array = new Uint8Array(0);
	/** Number of fields. */
	count = 0;
	readonly starts: number[] = [];
	readonly ends: number[] = [];

	/** @param separator a byte; `SPACE` for any run of white space */
	cut(bytes: Uint8Array, start: number, end: number, separator: number): void {
		this.bytes = bytes;
		this.count = 0;
		if (separator === SPACE) return this.#cutWords(start, end);
		let at = start;
		for (;;) {
			const stop = this.#fieldEnd(at, end, separator);
			this.#add(at, stop);
			if (stop === end) return;
			at = stop + 1;
		}
	}

	/** The text of a field. */
	text(field: number): string {
		return textOf(this.bytes, this.starts[field], this.ends[field]);
	}

	#cutWords(start: number, end: number): void {
		const { bytes } = this;
		for (let at = start; at < end;) {
			while (at < end && isWhite(bytes[at]!)) at++;
			const from = at;
			while (at < end && !isWhite(bytes[at]!)) at++;
			if (at > from) this.#add(from, at);
		}
	}

	#fieldEnd(start: number, end: number, separator: number): number {
		const { bytes } = this;
		let at = start;
		if (bytes[start] === QUOTE && start < end) {
			const close = indexOfByte(bytes, QUOTE, start + 1, end);
			if (close >= 0 && (close + 1 === end || bytes[close + 1] === separator)) at = close + 1;
		}
		while (at < end && bytes[at] !== separator) at++;
		return at;
	}

	#add(start: number, end: number): void {
		const { bytes } = this;
		let [from, to] = [start, end];
		while (from < to && isWhite(bytes[from]!)) from++;
		while (to > from && isWhite(bytes[to - 1]!)) to--;
		if (to - from > 1 && bytes[from] === QUOTE && bytes[to - 1] === QUOTE) {
			from++;
			to--;
		}
		this.starts[this.count] = from;
		this.ends[this.count++] = to;
	}
}

/** One field of a line; none where the line has no such field, or where it is empty or a dash. */
export class SplitCell implements FieldBytes {
	readonly name: string;
	/** Which field; -1 for none. */
	index: number;
	start = 0;
	end = 0;
	readonly #line: SplitLine;

	constructor(line: SplitLine, name: string, index = -1) {
		this.#line = line;
		this.name = name;
		this.index = index;
	}

	get bytes(): Uint8Array {
		return this.#line.bytes;
	}

	load(): boolean {
		if (this.index < 0 || this.index >= this.#line.count) return false;
		this.start = this.#line.starts[this.index]!;
		this.end = this.#line.ends[this.index]!;
		if (this.end === this.start) return false;
		return this.end - this.start > 1 || this.#line.bytes[this.start] !== DASH;
	}

	/** The text of the record at hand; null where there is none. */
	text(): string | null {
		return this.load() ? textOf(this.bytes, this.start, this.end) : null;
	}
}

/** The fields of lines whose meaning a header names; a later header gives them another. */
export class NamedLine<Key extends string> {
	readonly line = new SplitLine();
	/** The names of the header at hand, as written. */
	names: readonly string[] = [];
	readonly #synonyms: Synonyms<Key>;
	readonly #cells = new Map<Key, SplitCell>();
	#separator = SPACE;

	constructor(synonyms: Synonyms<Key>) {
		this.#synonyms = synonyms;
	}

	/** The field of that meaning, by the header at hand; the same object at every call. */
	cell(key: Key): SplitCell {
		const known = this.#cells.get(key);
		if (known !== undefined) return known;
		const cell = new SplitCell(this.line, this.#synonyms[key][0] ?? key);
		this.#cells.set(key, cell);
		return cell;
	}

	/** Whether the header at hand names the field. */
	has(key: Key): boolean {
		return this.cell(key).index >= 0;
	}

	/** The fields are named so from here on. */
	rename(names: readonly string[], separator: number): void {
		this.names = names;
		this.#separator = separator;
		const found = findColumns(names, this.#synonyms);
		for (const key of Object.keys(this.#synonyms) as Key[]) this.cell(key).index = found[key] ?? -1;
	}

	/** Cuts a record. Throws `record not readable` where it has not as many fields as the header. */
	read(bytes: Uint8Array, start: number, end: number): void {
		this.line.cut(bytes, start, end, this.#separator);
		const { count, starts, ends } = this.line;
		const width = this.names.length;
		const blank = (field: number) => starts[field] === ends[field];
		let whole = count;
		while (whole > width && blank(whole - 1)) whole--;
		if (whole !== width)
			throw unreadable(
				`fields: ${count}, where ${width === 0 ? 'no header stands above' : `${width} are expected`}`
			);
	}
}

/** The texts of the fields of a line. */
export function splitTexts(line: SplitLine): string[] {
	return Array.from({ length: line.count }, (_, field) => line.text(field));
}
