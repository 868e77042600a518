import { concatenated, CR, isBlank, LF, markLength } from '#lib/bytes.ts';
import type { RecordReader } from '../format.ts';
import type { RecordAccount } from './record-account.ts';
import { refuse } from './refuse.ts';

/** What a format does with the lines of a source; ranges exclude the line end. */
export interface LineHandler {
	/** True for a header, a comment: a line that is not a record. Such a line is not counted. */
	skip?(bytes: Uint8Array, start: number, end: number): boolean;
	/**
	 * Reads one record: sets columns and commits one row, or rejects. A `Failure` that it throws rejects the
	 * record with the failure's message.
	 */
	line(bytes: Uint8Array, start: number, end: number): void;
	/** A blank line, which is never a record. */
	blank?(): void;
	/** All lines were read. */
	end?(): void;
}

/** Cuts a source at line ends (LF or CRLF) and hands each line that is not blank to the handler. */
export function lines(sink: RecordAccount, handler: LineHandler): RecordReader {
	return new LineReader(sink, handler);
}

class LineReader implements RecordReader {
	readonly #sink: RecordAccount;
	readonly #handler: LineHandler;
	/** Pieces of a line whose end has not come; joined once it has, so that a long line is copied once. */
	#open: Uint8Array[] = [];
	#openLength = 0;
	/** Offset in the source of the first byte that is not yet handed over. */
	#offset = 0;
	#atStart: boolean;

	constructor(sink: RecordAccount, handler: LineHandler) {
		this.#sink = sink;
		this.#handler = handler;
		this.#atStart = sink.continues !== true;
	}

	push(chunk: Uint8Array): void {
		const last = chunk.lastIndexOf(LF);
		if (last < 0) return this.#keep(chunk);
		this.#keep(chunk.subarray(0, last + 1));
		this.#readLines(this.#takeOpen());
		this.#keep(chunk.slice(last + 1));
	}

	end(): void {
		this.#readLines(this.#takeOpen());
		this.#handler.end?.();
	}

	#keep(piece: Uint8Array): void {
		if (piece.length === 0) return;
		this.#open.push(piece);
		this.#openLength += piece.length;
	}

	#takeOpen(): Uint8Array {
		const whole = concatenated(this.#open, this.#openLength);
		this.#open = [];
		this.#openLength = 0;
		return whole;
	}

	#readLines(bytes: Uint8Array): void {
		let start = this.#markLength(bytes);
		while (start < bytes.length) {
			const stop = bytes.indexOf(LF, start);
			const end = stop < 0 ? bytes.length : stop;
			this.#readLine(bytes, start, end > start && bytes[end - 1] === CR ? end - 1 : end);
			start = end + 1;
		}
		this.#offset += bytes.length;
	}

	#markLength(bytes: Uint8Array): number {
		if (!this.#atStart || bytes.length === 0) return 0;
		this.#atStart = false;
		return markLength(bytes);
	}

	#readLine(bytes: Uint8Array, start: number, end: number): void {
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
