import { BACKSLASH, COMMA, QUOTE } from '#lib/ascii.ts';
import type { TextColumn } from '#tables/text-column.ts';
import { indexOfByte, isWhite, textOf } from '#lib/bytes.ts';

/** The fields of one line: ranges without white space and quotes around the values. */
export class CutLine {
	count = 0;
	readonly starts: number[] = [];
	readonly ends: number[] = [];
	/** Whether a quote does not end: the line is cut. */
	open = false;

	/** Snort puts a backslash before a quote and a backslash within quotes; a doubled quote is let pass too. */
	cut(bytes: Uint8Array, start: number, end: number): void {
		this.count = 0;
		this.open = false;
		for (let at = start; at <= end; at++) {
			while (at < end && bytes[at] !== COMMA && isWhite(bytes[at]!)) at++;
			const stop =
				bytes[at] === QUOTE && at < end ? this.#quoted(bytes, at, end) : commaAt(bytes, at, end);
			this.starts[this.count] = at;
			this.ends[this.count] = trimmed(bytes, at, stop);
			this.#unquote(bytes);
			this.count++;
			at = stop;
		}
	}

	/** Whether the line has a value in that field. */
	has(field: number): boolean {
		return field >= 0 && field < this.count && this.ends[field]! > this.starts[field]!;
	}

	/** The value as text, with backslashes before quotes and doubled quotes undone. */
	text(bytes: Uint8Array, field: number): string {
		return textOf(bytes, this.starts[field], this.ends[field]).replace(/\\(["\\])|"(")/g, '$1$2');
	}

	/** Sets a column to the value, as it is where nothing in it has to be undone. */
	put(bytes: Uint8Array, field: number, column: TextColumn): void {
		const [start, end] = [this.starts[field]!, this.ends[field]!];
		const plain =
			indexOfByte(bytes, BACKSLASH, start, end) < 0 && indexOfByte(bytes, QUOTE, start, end) < 0;
		if (plain) column.setBytes(bytes, start, end);
		else column.set(this.text(bytes, field));
	}

	/** Where the field ends, behind its quote and up to the comma. */
	#quoted(bytes: Uint8Array, start: number, end: number): number {
		for (let at = start + 1; at < end; at++) {
			if (bytes[at] === BACKSLASH) at++;
			else if (bytes[at] === QUOTE && bytes[at + 1] === QUOTE && at + 1 < end) at++;
			else if (bytes[at] === QUOTE) return commaAt(bytes, at, end);
		}
		this.open = true;
		return end;
	}

	#unquote(bytes: Uint8Array): void {
		const [start, end] = [this.starts[this.count]!, this.ends[this.count]!];
		if (end - start < 2 || bytes[start] !== QUOTE || bytes[end - 1] !== QUOTE) return;
		this.starts[this.count] = start + 1;
		this.ends[this.count] = end - 1;
	}
}

function commaAt(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && bytes[at] !== COMMA) at++;
	return at;
}

function trimmed(bytes: Uint8Array, start: number, end: number): number {
	let at = end;
	while (at > start && isWhite(bytes[at - 1]!)) at--;
	return at;
}
