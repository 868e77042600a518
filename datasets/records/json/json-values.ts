import {
	BACKSLASH,
	CLOSE_BRACE,
	CLOSE_BRACKET,
	COMMA,
	LF,
	OPEN_BRACE,
	OPEN_BRACKET,
	QUOTE
} from '#lib/ascii.ts';
import { isWhite, markLength } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import type { LineHandler } from '../lines/lines.ts';
import { refuse } from '../refuse.ts';
import { OpenBytes } from '../open-bytes.ts';

/** The beginning of an object up to the array that has the values. */
export interface ValuesHead {
	/** Bytes up to behind the bracket of the array. */
	length: number;
	/** Objects around the array. */
	depth: number;
}

/** The part of a sink that a framing needs. */
export type JsonSink = Pick<Sink, 'begin' | 'reject' | 'settle' | 'note'>;

/**
 * Cuts a source at the ends of its JSON values, wherever its lines end: the elements of an array, or
 * objects that are printed over several lines one after another. Brackets and quotes alone are looked at;
 * the handler finds out whether a value is well-formed.
 *
 * No JSON string goes over a line end, so a quote that is missing spoils the rest of its line only.
 * @param head where the values are in an array within an object: what stands in front of the first of them
 */
export function jsonValues(
	sink: JsonSink,
	handler: LineHandler,
	head: ValuesHead | null = null
): RecordReader {
	return new ValueReader(sink, handler, head);
}

class ValueReader implements RecordReader {
	readonly #sink: JsonSink;
	readonly #handler: LineHandler;
	readonly #head: ValuesHead | null;
	/** Objects around the array that are still open; their rest is passed over behind the array. */
	#around: number;
	/** Pieces of a value whose end has not come. */
	readonly #open = new OpenBytes();
	/** Offset in the source of the first byte of the piece at hand. */
	#offset = 0;
	#inArray = false;
	#inValue = false;
	#depth = 0;
	#inString = false;
	#escaped = false;

	constructor(sink: JsonSink, handler: LineHandler, head: ValuesHead | null) {
		this.#sink = sink;
		this.#handler = handler;
		this.#head = head;
		this.#inArray = head !== null;
		this.#around = head?.depth ?? 0;
	}

	push(chunk: Uint8Array): void {
		let at = this.#offset === 0 ? markLength(chunk) : 0;
		at = Math.max(at, (this.#head?.length ?? 0) - this.#offset);
		while (at < chunk.length) {
			const start = this.#inValue ? 0 : this.#valueStart(chunk, at);
			if (start < 0) break;
			const end = this.#valueEnd(chunk, this.#inValue ? at : start);
			if (end < 0) {
				this.#open.keep(chunk.subarray(start));
				break;
			}
			this.#finish(chunk, start, end);
			at = end;
		}
		this.#offset += chunk.length;
	}

	end(): void {
		if (this.#inValue) this.#finish(new Uint8Array(0), 0, 0);
		if (this.#inArray) this.#sink.note('the array does not end: the file may be cut');
		this.#handler.end?.();
	}

	/** Where the next value begins at or behind `at`, or -1; enters and leaves the array on the way. */
	#valueStart(chunk: Uint8Array, at: number): number {
		for (; at < chunk.length; at++) {
			const byte = chunk[at]!;
			if (this.#around > 0 && !this.#inArray) this.#passAround(byte);
			else if (isWhite(byte) || byte === COMMA) continue;
			else if (byte === OPEN_BRACKET && !this.#inArray) this.#inArray = true;
			else if (byte === CLOSE_BRACKET && this.#inArray) this.#inArray = false;
			else return at;
		}
		return -1;
	}

	/** Passes over one byte of the objects around the array, behind it. */
	#passAround(byte: number): void {
		if (this.#inString) this.#endsString(byte);
		else if (byte === QUOTE) this.#inString = true;
		else if (byte === OPEN_BRACE) this.#around++;
		else if (byte === CLOSE_BRACE) this.#around--;
	}

	/** Index behind the last byte of the value at hand, which goes on at `at`; -1 where it does not end. */
	#valueEnd(chunk: Uint8Array, at: number): number {
		for (; at < chunk.length; at++) {
			const byte = chunk[at]!;
			const isFirst = !this.#inValue;
			this.#inValue = true;
			if (this.#inString) {
				if (this.#endsString(byte) && this.#depth === 0) return at + 1;
			} else if (byte === QUOTE) this.#inString = true;
			else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth++;
			else if (this.#depth === 0) {
				// A bracket that closes nothing is a value of its own, which nobody can read.
				if (byte === CLOSE_BRACKET && isFirst) return at + 1;
				if (byte === COMMA || byte === CLOSE_BRACKET || isWhite(byte)) return at;
			} else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
				if (--this.#depth === 0) return at + 1;
			}
		}
		return -1;
	}

	#endsString(byte: number): boolean {
		if (byte === LF || (byte === QUOTE && !this.#escaped)) {
			this.#inString = false;
			this.#escaped = false;
			return true;
		}
		this.#escaped = byte === BACKSLASH && !this.#escaped;
		return false;
	}

	#finish(chunk: Uint8Array, start: number, end: number): void {
		const offset = this.#offset + start - this.#open.length;
		const bytes = this.#open.take(chunk.subarray(start, end));
		this.#readRecord(bytes, 0, bytes.length, offset);
		this.#inValue = false;
		this.#depth = 0;
		this.#inString = false;
		this.#escaped = false;
	}

	#readRecord(bytes: Uint8Array, start: number, end: number, offset: number): void {
		let last = end;
		while (isWhite(bytes[last - 1]!)) last--;
		this.#sink.begin(offset, last - start);
		try {
			this.#handler.line(bytes, start, last);
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}
}
