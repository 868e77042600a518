import { CR, LF } from '#lib/ascii.ts';
import { isBlank, markLength, textOf } from '#lib/bytes.ts';
import { unreadable } from '#lib/unreadable.ts';
import type { RecordReader } from '../../format.ts';
import type { RecordAccount } from '../record-account.ts';
import { refuse } from '../refuse.ts';
import { OpenBytes } from '../open-bytes.ts';

/** What a format does with the lines of a source; ranges exclude the line end. */
export interface LineHandler {
	/** True for a header, a comment: a line that is not a record. Such a line is not counted. */
	skip?(bytes: Uint8Array, start: number, end: number): boolean;
	/**
	 * Reads one record: sets columns and commits one row, or rejects. A `Failure` that it throws rejects the
	 * record with the failure's message.
	 */
	line(bytes: Uint8Array, start: number, end: number): void;
	/**
	 * True for a line that goes on with the record before it, blank lines between them included: the record is
	 * then one range from its first line to its last, line ends within. Not together with `skip`.
	 */
	continues?(bytes: Uint8Array, start: number, end: number): boolean;
	/** A blank line, which is never a record. */
	blank?(): void;
	/** All lines were read. */
	end?(): void;
}

/** Cuts a source at line ends (LF or CRLF) and hands each line that is not blank to the handler. */
export function lines(sink: RecordAccount, handler: LineHandler): RecordReader {
	return new LineReader(sink, handler);
}

/** Bytes of a record of several lines at most: a line that would make it longer begins another. */
const LONGEST_RECORD = 65_536;

/** Bytes of a line that are held while its end has not come; a longer one is a record that is not read. */
const MOST_HELD = 8 * 1024 * 1024;
/** Bytes of such a line that its reject shows. */
const SHOWN = 60;

class LineReader implements RecordReader {
	readonly #sink: RecordAccount;
	readonly #handler: LineHandler;
	/** Pieces of a line whose end has not come; joined once it has, so that a long line is copied once. */
	readonly #open = new OpenBytes();
	/** Offset in the source of the first byte that is not yet handed over. */
	#offset = 0;
	#atStart: boolean;
	/** A line that became too long: its bytes so far, how it begins, and its last byte; null while there is none. */
	#long: { length: number; begins: string; last: number } | null = null;

	constructor(sink: RecordAccount, handler: LineHandler) {
		this.#sink = sink;
		this.#handler = handler;
		this.#atStart = sink.continues !== true;
	}

	push(chunk: Uint8Array): void {
		if (this.#long !== null) return this.#passLong(chunk);
		const last = chunk.lastIndexOf(LF);
		if (last < 0) return this.#hold(chunk);
		const first = this.#joinedLength(chunk, last);
		if (first > 0) this.#readLines(this.#open.take(chunk.subarray(0, first)), false);
		if (first <= last) this.#readLines(chunk.subarray(first, last + 1), false);
		this.#open.keep(chunk.subarray(last + 1));
	}

	end(): void {
		if (this.#long !== null) this.#endLong();
		this.#readLines(this.#open.take(), true);
		this.#handler.end?.();
	}

	/** Keeps the beginning of a line whose end has not come, unless it has become too long. */
	#hold(chunk: Uint8Array): void {
		this.#open.keep(chunk);
		if (this.#open.length <= MOST_HELD) return;
		const held = this.#open.take();
		const start = held.lastIndexOf(LF) + 1;
		if (start > 0) this.#readLines(held.subarray(0, start), true);
		const line = held.subarray(start);
		if (line.length <= MOST_HELD) return this.#open.keep(line);
		const skipped = this.#markLength(line);
		this.#offset += skipped;
		this.#long = { length: 0, begins: beginOf(line, skipped), last: 0 };
		this.#lengthen(line.subarray(skipped));
	}

	/** Passes over the rest of a line that is too long. */
	#passLong(chunk: Uint8Array): void {
		const end = chunk.indexOf(LF);
		this.#lengthen(end < 0 ? chunk : chunk.subarray(0, end));
		if (end < 0) return;
		this.#endLong();
		this.#offset++;
		if (end + 1 < chunk.length) this.push(chunk.subarray(end + 1));
	}

	#lengthen(bytes: Uint8Array): void {
		if (bytes.length === 0) return;
		this.#long!.length += bytes.length;
		this.#long!.last = bytes[bytes.length - 1]!;
	}

	#endLong(): void {
		const { length, begins, last } = this.#long!;
		this.#long = null;
		this.#refuseLong(this.#offset, last === CR ? length - 1 : length, begins);
		this.#offset += length;
	}

	#refuseLong(offset: number, length: number, begins: string): void {
		this.#sink.begin(offset, length);
		refuse(
			this.#sink,
			unreadable(`a line of ${length} bytes, longer than any that is read`, begins)
		);
		this.#sink.settle();
	}

	/** How much of a chunk has to stand behind what is open: to copy all of it costs more than to read it. */
	#joinedLength(chunk: Uint8Array, last: number): number {
		if (this.#open.length === 0) return 0;
		return this.#handler.continues === undefined ? chunk.indexOf(LF) + 1 : last + 1;
	}

	/** Reads the lines of `bytes`; those of a last record that may go on are kept, unless no more bytes come. */
	#readLines(bytes: Uint8Array, whole: boolean): void {
		let start = this.#markLength(bytes);
		while (start < bytes.length) {
			let end = lineEnd(bytes, start);
			if (this.#handler.continues !== undefined && !isBlank(bytes, start, end)) {
				end = this.#recordEnd(bytes, start, whole);
				if (end < 0) break;
			}
			this.#readLine(bytes, start, end > start && bytes[end - 1] === CR ? end - 1 : end);
			start = end + 1;
		}
		this.#offset += Math.min(start, bytes.length);
		if (start < bytes.length) this.#open.keep(bytes.subarray(start));
	}

	/** Where the last line of the record ends that begins at `start`; -1 where more bytes must come to tell. */
	#recordEnd(bytes: Uint8Array, start: number, whole: boolean): number {
		let last = lineEnd(bytes, start);
		if (this.#handler.continues!(bytes, start, last)) return last;
		for (let at = last + 1; at - start < LONGEST_RECORD;) {
			if (at >= bytes.length) return whole ? last : -1;
			const end = lineEnd(bytes, at);
			if (!isBlank(bytes, at, end)) {
				if (end - start > LONGEST_RECORD || !this.#handler.continues!(bytes, at, end)) return last;
				last = end;
			}
			at = end + 1;
		}
		return last;
	}

	#markLength(bytes: Uint8Array): number {
		if (!this.#atStart || bytes.length === 0) return 0;
		this.#atStart = false;
		return markLength(bytes);
	}

	#readLine(bytes: Uint8Array, start: number, end: number): void {
		if (end - start > MOST_HELD)
			return this.#refuseLong(this.#offset + start, end - start, beginOf(bytes, start));
		if (isBlank(bytes, start, end)) return this.#handler.blank?.();
		if (this.#handler.skip?.(bytes, start, end) === true) return;
		this.#sink.begin(this.#offset + start, end - start);
		try {
			this.#handler.line(bytes, start, end);
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}
}

/** Where the line that begins at `start` has its LF, or the last one ends without. */
function lineEnd(bytes: Uint8Array, start: number): number {
	const stop = bytes.indexOf(LF, start);
	return stop < 0 ? bytes.length : stop;
}

/** How a line begins, for a message. */
function beginOf(bytes: Uint8Array, start: number): string {
	return textOf(bytes, start, Math.min(bytes.length, start + SHOWN));
}
