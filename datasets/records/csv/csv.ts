import { unreadable } from '#lib/unreadable.ts';
import { LF } from '#lib/ascii.ts';
import { isBlank, markLength, textOf } from '#lib/bytes.ts';
import type { RecordReader } from '../../format.ts';
import { CsvRecord, OPEN } from './csv-record.ts';
import { refuse } from '../refuse.ts';
import type { RecordAccount } from '../record-account.ts';
import { OpenBytes } from '../open-bytes.ts';

/** What a format does with the records of a delimited text. */
export interface CsvHandler {
	/** The byte between fields; where absent, the commonest of comma, tab, semicolon and bar in the first line. */
	delimiter?: number;
	/** Whether blanks may stand between a delimiter and a quote. */
	spaced?: boolean;
	/**
	 * First byte of lines that are comments, and what is done with their text; they are not records. `read`
	 * answers whether the comment was the header: none is awaited then.
	 */
	comment?: { first: number; read(text: string): boolean };
	/** The header, which is not a record. Without this, the first line is a record as any other. */
	header?(header: CsvRecord): void;
	/**
	 * Reads one record: commits one row, or rejects. A `Failure` rejects the record with its message. The
	 * record object is reused for the next.
	 */
	record(record: CsvRecord): void;
	/** All records were read. */
	end?(): void;
}

const SEPARATORS = [',', '\t', ';', '|'];
/** The line by which a spreadsheet is told the delimiter. */
const separatorLine = /^"?sep=([,;|\t])"?\s*$/i;

/**
 * Cuts a source into the records of a delimited text (RFC 4180: quoted fields may hold delimiters, line ends
 * and doubled quotes; CRLF or LF) and hands each that is not blank to the handler. Ranges exclude the line end.
 */
export function csv(sink: RecordAccount, handler: CsvHandler): RecordReader {
	return new CsvReader(sink, handler);
}

class CsvReader implements RecordReader {
	readonly #sink: RecordAccount;
	readonly #handler: CsvHandler;
	readonly #record = new CsvRecord();
	/** A record whose end has not come. */
	readonly #open = new OpenBytes();
	/** Offset in the source of the first byte that is not yet handed over. */
	#offset = 0;
	#atStart = true;
	#delimiter: number | null;
	#awaitsHeader: boolean;

	constructor(sink: RecordAccount, handler: CsvHandler) {
		this.#sink = sink;
		this.#handler = handler;
		this.#delimiter = handler.delimiter ?? null;
		this.#record.spaced = handler.spaced ?? false;
		this.#awaitsHeader = handler.header !== undefined;
	}

	push(chunk: Uint8Array): void {
		if (chunk.includes(LF)) this.#readRecords(this.#open.take(chunk), false);
		else this.#open.keep(chunk);
	}

	end(): void {
		if (this.#open.length > 0) this.#readRecords(this.#open.take(), true);
		this.#handler.end?.();
	}

	#readRecords(bytes: Uint8Array, whole: boolean): void {
		let start = this.#atStart ? markLength(bytes) : 0;
		this.#atStart = false;
		while (start < bytes.length) {
			const next = this.#readNext(bytes, start, whole);
			if (next === OPEN) break;
			start = Math.min(next, bytes.length);
		}
		this.#offset += start;
		this.#open.keep(bytes.subarray(start));
	}

	/** Reads the record, comment or blank line at `start`; answers where the next begins, or `OPEN`. */
	#readNext(bytes: Uint8Array, start: number, whole: boolean): number {
		const lineEnd = bytes.indexOf(LF, start);
		if (lineEnd < 0 && !whole) return OPEN;
		const end = lineEnd < 0 ? bytes.length : lineEnd;
		if (isBlank(bytes, start, end)) return end + 1;
		const { comment } = this.#handler;
		if (comment !== undefined && bytes[start] === comment.first) {
			if (comment.read(textOf(bytes, start, end).trimEnd())) this.#awaitsHeader = false;
			return end + 1;
		}
		if (this.#delimiter === null) {
			const line = textOf(bytes, start, end);
			const told = separatorLine.exec(line);
			this.#delimiter = told === null ? delimiterOf(line) : told[1]!.charCodeAt(0);
			if (told !== null) return end + 1;
		}
		const next = this.#record.cut(bytes, start, this.#delimiter, whole);
		if (next !== OPEN) this.#take(start);
		return next;
	}

	#take(start: number): void {
		const record = this.#record;
		if (this.#awaitsHeader && record.fault === null) {
			this.#awaitsHeader = false;
			this.#handler.header!(record);
			return;
		}
		this.#sink.begin(this.#offset + start, record.end - start);
		try {
			if (record.fault !== null) throw unreadable(record.fault);
			this.#handler.record(record);
		} catch (error) {
			refuse(this.#sink, error);
		}
		this.#sink.settle();
	}
}

/** The byte that a line is most likely divided by: the commonest of comma, tab, semicolon and bar. */
export function delimiterOf(line: string): number {
	const bare = line.replace(/"[^"]*"/g, '');
	const counts = SEPARATORS.map((separator) => bare.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))]!.charCodeAt(0);
}
