import { unreadable } from '#lib/unreadable.ts';
import { QUESTION } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { bytesOf } from '#lib/bytes.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { CsvNative } from '../../records/native/csv-native.ts';
import type { W3cRow } from '../../records/w3c/w3c-row.ts';
import { w3c } from '../../records/w3c/w3c.ts';
import type { FieldBytes } from '../../records/fields/field-bytes.ts';
import { KeptSpan } from '../../records/w3c/kept-span.ts';
import { constant } from '../../records/fields/derived-cells.ts';
import { putting, type ColumnCells } from '../put.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { serverPutter } from './server.ts';
import { unless } from '../../records/fields/unless.ts';
import { WebRequest } from './web-request.ts';
import { SplitTime } from '../../records/fields/when.ts';

/** How one kind of W3C extended log tells of requests to web servers. */
export interface W3cWebLog {
	/** The byte between the fields of a row. */
	separator: number;
	/** The fields that fill each column of `web`, the best first; `path` and `query` make the `url` too. */
	columns: Readonly<Record<string, readonly string[]>>;
	/** Takes back how the program wrote the values of a column, below a header of those names. */
	decoded?: (cell: FieldBytes, column: string, names: readonly string[]) => FieldBytes;
	/** Whether the rows below a header are of a web server. Others are kept in native columns alone. */
	isWeb(names: readonly string[]): boolean;
	/** Whether one row is, where its header may be of either. */
	rowIsWeb?(row: W3cRow): () => boolean;
}

/** Reads a W3C extended log whose rows are requests; date and time are UTC, as the specification has it. */
export function w3cWeb(sink: Sink, log: W3cWebLog): RecordReader {
	const reader = new W3cWebReader(sink, log);
	const kept = new KeptSpan(sink);
	return w3c(sink, {
		separator: log.separator,
		fields: (names, row) => reader.begin(names, row),
		directive(name, value) {
			if (name === 'date') reader.setDate(value);
			kept.take(name, value);
		},
		row: (row) => reader.read(row)
	});
}

class W3cWebReader {
	readonly #sink: Sink;
	readonly #log: W3cWebLog;
	readonly #web: EventWriter;
	readonly #keepBeside;
	/** The day that `#Date` named last; it has no value where none did. */
	readonly #day = new Day();
	#isWeb: () => boolean = () => false;
	#setters: (() => void)[] = [];
	#names: readonly string[] = [];
	/** Columns of the rows below the header at hand; null until one of them is kept. */
	#native: CsvNative | null = null;

	constructor(sink: Sink, log: W3cWebLog) {
		this.#sink = sink;
		this.#log = log;
		this.#web = sink.table('web');
		this.#keepBeside = sink.beside((_, row: W3cRow) => this.#keep(row));
	}

	begin(names: readonly string[], row: W3cRow): void {
		const isWeb = this.#log.isWeb(names);
		this.#isWeb = isWeb ? (this.#log.rowIsWeb?.(row) ?? (() => true)) : () => false;
		this.#names = names;
		this.#native = null;
		const sources: ColumnCells = Object.fromEntries(
			Object.keys(this.#log.columns).map((column) => [column, this.#cells(row, column)])
		);
		this.#setters = [
			this.#timeSetter(row),
			putting(this.#sink, this.#web, sources),
			urlSetter(this.#web, sources.url ?? []),
			serverPutter(this.#sink, this.#web)
		];
	}

	/** Takes what a `#Date` directive says, for rows that have a time alone. */
	setDate(value: string): void {
		this.#day.set(value.split(' ', 1)[0]!);
	}

	read(row: W3cRow): void {
		if (!this.#isWeb()) return this.#keep(row);
		for (const set of this.#setters) set();
		this.#web.commit();
		this.#keepBeside(row);
	}

	#keep(row: W3cRow): void {
		this.#native ??= new CsvNative(this.#sink, this.#names);
		this.#native.commit(row);
	}

	#cells(row: W3cRow, column: string): FieldBytes[] {
		const { columns, decoded = (cell) => cell } = this.#log;
		const cells = columns[column]!.map((name) => decoded(row.cell(name), column, this.#names));
		// A client that was gone before the answer has the status 0.
		return column === 'status' ? cells.map((cell) => unless(cell, ['0', '000'])) : cells;
	}

	#timeSetter(row: W3cRow): () => void {
		const [date, clock] = [row.cell('date'), row.cell('time')];
		const zone = constant('Z');
		const { ts } = this.#web;
		const dated = new SplitTime(this.#sink.time, { date, clock, zone });
		const undated = new SplitTime(this.#sink.time, { date: this.#day, clock, zone });
		return () => {
			if (!clock.load()) throw unreadable('the row has no time');
			const hasDate = date.load();
			if (!hasDate && !this.#day.load()) throw unreadable('the row has no date');
			const time = (hasDate ? dated : undated).read() ?? null;
			if (time === null) throw unfit('no such time', hasDate ? between(date, clock) : clock);
			ts.set(time);
		};
	}
}

/** A day that stands above the rows. */
class Day implements FieldBytes {
	readonly name = '#Date';
	bytes: Uint8Array = new Uint8Array(0);
	readonly start = 0;
	end = 0;

	set(day: string): void {
		this.bytes = bytesOf(day);
		this.end = this.bytes.length;
	}

	load(): boolean {
		return this.end > 0;
	}
}

/** Date and time together, where they stand side by side; else the time. */
function between(date: FieldBytes, clock: FieldBytes): FieldBytes {
	const start = clock.start === date.end + 1 ? date.start : clock.start;
	return { name: clock.name, bytes: clock.bytes, start, end: clock.end, load: () => true };
}

/**
 * Sets `url` from path and query, or path and query from a field that gives the URL whole.
 * @param whole fields that give it
 */
function urlSetter(web: EventWriter, whole: readonly FieldBytes[]): () => void {
	const [url, path, query] = [web.text('url'), web.text('path'), web.text('query')];
	const request = new WebRequest(web);
	let joined = new Uint8Array(1024);
	return () => {
		const cell = path.isSet ? undefined : whole.find((candidate) => candidate.load());
		if (cell !== undefined) return request.target(cell.bytes, cell.start, cell.end);
		if (url.isSet || !path.isSet) return;
		const front = path.current;
		if (!query.isSet) return url.setBytes(front, 0, front.length);
		const back = query.current;
		const length = front.length + 1 + back.length;
		if (length > joined.length) joined = new Uint8Array(length * 2);
		joined.set(front);
		joined[front.length] = QUESTION;
		joined.set(back, front.length + 1);
		url.setBytes(joined, 0, length);
	};
}
