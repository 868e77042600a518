import { CR, LF, QUOTE, SPACE } from '#lib/ascii.ts';
import { indexOfByte, textOf } from '#lib/bytes.ts';

/**
 * Bytes that a record with a quoted field may have. A quote that is not closed within them is taken for a
 * stray one: else it would swallow the rest of a large file.
 */
export const MAX_QUOTED_BYTES = 1 << 20;

/** What {@link CsvRecord.cut} answers where the record's end has not come yet. */
export const OPEN = -1;

/** One record of delimited text (RFC 4180), as ranges of its fields' values within `bytes`. */
export class CsvRecord {
	/** Where the values lie: the source's own bytes, or a copy in which doubled quotes were undone. */
	bytes: Uint8Array = new Uint8Array(0);
	/** Number of fields. */
	count = 0;
	readonly starts: number[] = [];
	readonly ends: number[] = [];
	/** Why the record cannot be cut into fields; null where it can. */
	fault: string | null = null;
	/** End of the record in the bytes that were cut, its line end left out. */
	end = 0;
	/** Whether blanks between a delimiter and a quote are passed over: not RFC 4180, but written. */
	spaced = false;
	#doubled: number[] = [];

	/** The value of a field; invalid UTF-8 becomes U+FFFD. */
	text(field: number): string {
		return textOf(this.bytes, this.starts[field], this.ends[field]);
	}

	/**
	 * Cuts the record that begins at `start` and answers where the next begins, or `OPEN`. With `whole`, the
	 * end of the bytes is the end of the source. Of a record at fault only the first line is passed over, but
	 * for one that the end of the source leaves open: that is all of the rest.
	 */
	cut(bytes: Uint8Array, start: number, delimiter: number, whole: boolean): number {
		this.bytes = bytes;
		this.count = 0;
		this.fault = null;
		this.#doubled.length = 0;
		let at = start;
		for (;;) {
			if (this.spaced) at = quoteBehindBlanks(bytes, at);
			const stop =
				bytes[at] === QUOTE
					? this.#quoted(bytes, start, at, whole)
					: this.#plain(bytes, at, delimiter);
			if (this.fault !== null) return this.#passOver(bytes, start, stop);
			if (stop < 0) return OPEN;
			if (bytes[stop] === delimiter) at = stop + 1;
			else if (!whole && isCutAt(bytes, stop)) return OPEN;
			else if (isEnd(bytes, stop)) return this.#close(bytes, start, stop);
			else return this.#passOver(bytes, start, this.#refuse('text behind a closing quote'));
		}
	}

	/** Where the field ends: at a delimiter, a line end or the end of the bytes. */
	#plain(bytes: Uint8Array, start: number, delimiter: number): number {
		let at = start;
		while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF) at++;
		const atLineEnd = at === bytes.length || bytes[at] === LF;
		if (atLineEnd && at > start && bytes[at - 1] === CR) at--;
		this.#add(start, at);
		return at;
	}

	/** Where the field ends behind its closing quote, `OPEN` where that has not come. */
	#quoted(bytes: Uint8Array, recordStart: number, start: number, whole: boolean): number {
		let at = start + 1;
		let doubled = false;
		for (;;) {
			const quote = bytes.indexOf(QUOTE, at);
			if ((quote < 0 ? bytes.length : quote) - recordStart > MAX_QUOTED_BYTES)
				return this.#refuse(`a quote is not closed within ${MAX_QUOTED_BYTES} bytes`);
			if (quote < 0) return whole ? this.#endOpen(bytes) : OPEN;
			if (bytes[quote + 1] === QUOTE) {
				doubled = true;
				at = quote + 2;
				continue;
			}
			if (doubled) this.#doubled.push(this.count);
			this.#add(start + 1, quote);
			let stop = quote + 1;
			while (bytes[stop] === SPACE) stop++;
			return stop;
		}
	}

	#add(start: number, end: number): void {
		this.starts[this.count] = start;
		this.ends[this.count++] = end;
	}

	#refuse(fault: string): number {
		this.fault = fault;
		return OPEN;
	}

	#endOpen(bytes: Uint8Array): number {
		this.fault = 'the file ends within quotes';
		return bytes.length;
	}

	#passOver(bytes: Uint8Array, start: number, stop: number): number {
		const lineEnd = stop >= 0 ? stop : indexOfByte(bytes, LF, start, bytes.length);
		const next = lineEnd < 0 ? bytes.length : lineEnd;
		this.end = next > start && bytes[next - 1] === CR ? next - 1 : next;
		return next + 1;
	}

	#close(bytes: Uint8Array, start: number, stop: number): number {
		this.end = stop;
		if (this.#doubled.length > 0) this.#undouble(start, stop);
		return (bytes[stop] === CR ? stop + 1 : stop) + 1;
	}

	/** Values are moved together in a copy, so that each remains one range. */
	#undouble(start: number, end: number): void {
		this.bytes = this.bytes.slice(start, end);
		for (let field = 0; field < this.count; field++) {
			this.starts[field]! -= start;
			this.ends[field]! -= start;
		}
		for (const field of this.#doubled) {
			let to = this.starts[field]!;
			for (let from = to; from < this.ends[field]!; from++, to++) {
				if (this.bytes[from] === QUOTE) from++;
				this.bytes[to] = this.bytes[from]!;
			}
			this.ends[field] = to;
		}
	}
}

/** Where the quote behind blanks stands; `at` where there is none. */
function quoteBehindBlanks(bytes: Uint8Array, at: number): number {
	let quote = at;
	while (bytes[quote] === SPACE) quote++;
	return bytes[quote] === QUOTE ? quote : at;
}

/** Whether more bytes must come before it can be said what stands at `at`. */
function isCutAt(bytes: Uint8Array, at: number): boolean {
	return at >= bytes.length || (bytes[at] === CR && at + 1 >= bytes.length);
}

function isEnd(bytes: Uint8Array, at: number): boolean {
	if (at >= bytes.length || bytes[at] === LF) return true;
	return bytes[at] === CR && (at + 1 >= bytes.length || bytes[at + 1] === LF);
}
