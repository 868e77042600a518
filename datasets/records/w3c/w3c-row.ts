import { unreadable } from '#lib/unreadable.ts';
import { DASH, QUOTE } from '#lib/ascii.ts';
import { indexOfByte } from '#lib/bytes.ts';
import type { FieldBytes } from '../fields/field-bytes.ts';

/**
 * A line of a W3C extended log, cut into the fields that the header above it names. A field that says
 * nothing (`-`, or no byte at all) is an empty range.
 */
export class W3cRow {
	bytes: Uint8Array = new Uint8Array(0);
	/** Number of fields. */
	count = 0;
	readonly starts: number[] = [];
	readonly ends: number[] = [];
	#names: readonly string[] | null = null;

	/** Takes the names of a header. */
	begin(names: readonly string[]): void {
		this.#names = names;
	}

	/**
	 * Cuts a line. Throws `record not readable` where it has not as many fields as the header names.
	 * A quoted field may hold separators, but not every program quotes: where that gives another number of
	 * fields than the header names, quotes are bytes as any other.
	 */
	cut(bytes: Uint8Array, start: number, end: number, separator: number): void {
		if (this.#names === null) throw unreadable('no #Fields line stands above this row');
		this.bytes = bytes;
		const quoted = this.#cut(start, end, separator, true);
		if (this.count === this.#names.length) return;
		if (quoted) this.#cut(start, end, separator, false);
		if (this.count === this.#names.length) return;
		throw unreadable(this.#unequal(this.#names.length));
	}

	/** The field of that name in the rows below the header at hand; it never loads where there is none. */
	cell(name: string): FieldBytes {
		return new W3cCell(this, name, (this.#names ?? []).indexOf(name));
	}

	#unequal(names: number): string {
		if (this.count > names) return `the row has more fields than the ${names} of its header`;
		return `the row has ${this.count} fields, its header names ${names}`;
	}

	/** True where a field was read as a quoted one. */
	#cut(start: number, end: number, separator: number, quotes: boolean): boolean {
		const { bytes } = this;
		let quoted = false;
		let count = 0;
		for (let at = start; ;) {
			const close = quotes && bytes[at] === QUOTE ? closing(bytes, at + 1, end, separator) : -1;
			const stop = close < 0 ? indexOfByte(bytes, separator, at, end) : close + 1;
			const next = stop < 0 ? end : stop;
			if (close >= 0) quoted = true;
			this.#set(count++, close < 0 ? at : at + 1, close < 0 ? next : close);
			at = next + 1;
			if (next >= end || count > this.#names!.length) break;
			// Some programs end each line with a separator.
			if (at === end && count === this.#names!.length) break;
		}
		this.count = count;
		return quoted;
	}

	#set(index: number, start: number, end: number): void {
		const nothing = end === start + 1 && this.bytes[start] === DASH;
		this.starts[index] = start;
		this.ends[index] = nothing ? start : end;
	}
}

/** Where the quote is that a separator or the line's end follows; -1 where there is none. */
function closing(bytes: Uint8Array, from: number, end: number, separator: number): number {
	for (let at = from; at < end; at++) {
		at = indexOfByte(bytes, QUOTE, at, end);
		if (at < 0) return -1;
		if (at + 1 === end || bytes[at + 1] === separator) return at;
	}
	return -1;
}

class W3cCell implements FieldBytes {
	readonly name: string;
	readonly #row: W3cRow;
	readonly #index: number;

	constructor(row: W3cRow, name: string, index: number) {
		this.#row = row;
		this.name = name;
		this.#index = index;
	}

	load(): boolean {
		return this.#index >= 0 && this.end > this.start;
	}

	get bytes(): Uint8Array {
		return this.#row.bytes;
	}

	get start(): number {
		return this.#row.starts[this.#index]!;
	}

	get end(): number {
		return this.#row.ends[this.#index]!;
	}
}
