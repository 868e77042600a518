import { unreadable } from '#lib/unreadable.ts';
import { OPEN_BRACE } from '#lib/ascii.ts';
import type { EventWriter } from '#tables/event-writer.ts';
import { textOf } from '#lib/bytes.ts';
import { JsonReader } from '#lib/json-reader.ts';
import { JsonText } from '#lib/json-text.ts';
import type { RecordReader, Sink } from '../../format.ts';
import { jsonRecords } from '../../records/json/json-records.ts';
import { elementsOf } from '../../records/json/json-list.ts';
import { JsonCell, JsonRecord } from '../../records/json/json-record.ts';
import { LoggingMachine } from '../../rows/host/machine.ts';
import { unfit } from '../../records/fields/unfit.ts';
import { ResultRow } from './result-row.ts';

/** A row that a query found, as a range of the record, and whether it has come or gone. */
interface Found {
	start: number;
	end: number;
	action: string | null;
}

/** Reads the results log, in which a record has one row, several that came and went, or all that there are. */
export function resultRecords(sink: Sink): RecordReader {
	const record = new JsonRecord(sink);
	const results = new Results(sink, record);
	return jsonRecords(sink, {
		line(bytes, start, end) {
			record.read(bytes, start, end);
			results.read(bytes);
			record.keepBeside();
		},
		end: () => record.finish()
	});
}

class Results {
	readonly #sink: Sink;
	readonly #host: EventWriter;
	readonly #machine: LoggingMachine;
	readonly #row: ResultRow;
	readonly #product;
	readonly #category;
	readonly #action;
	readonly #cells;

	constructor(sink: Sink, record: JsonRecord) {
		this.#sink = sink;
		this.#host = sink.table('host');
		this.#machine = new LoggingMachine(sink, this.#host);
		const reader = new JsonReader();
		const text = new JsonText();
		this.#row = new ResultRow(
			this.#host,
			(name) => new JsonCell(reader, text, reader.at(name)),
			reader
		);
		this.#product = this.#host.text('product');
		this.#category = this.#host.text('category');
		this.#action = this.#host.text('action');
		this.#cells = {
			name: record.at('name'),
			machine: record.at('hostIdentifier'),
			unixTime: record.at('unixTime'),
			calendarTime: record.at('calendarTime'),
			action: record.at('action'),
			columns: record.at('columns'),
			snapshot: record.at('snapshot'),
			added: record.at('diffResults.added'),
			removed: record.at('diffResults.removed')
		};
	}

	read(bytes: Uint8Array): void {
		const ts = this.#time();
		const found = this.#found(bytes);
		for (const row of found) {
			this.#host.ts.set(ts);
			this.#setHead(row === found[0]);
			if (row.action !== null) this.#action.set(row.action);
			if (row.end > row.start) this.#row.set(bytes, row.start, row.end);
			this.#host.commitPart();
		}
	}

	#setHead(isFirst: boolean): void {
		const { name, machine } = this.#cells;
		this.#product.set('osquery');
		if (name.load()) this.#category.setBytes(name.bytes, name.start, name.end);
		const isNamed = machine.load();
		const { bytes, start, end } = machine;
		if (isFirst) this.#machine.set(bytes, start, isNamed ? end : start);
		else this.#machine.setAgain(bytes, start, isNamed ? end : start);
	}

	#time(): number | bigint {
		const { unixTime, calendarTime } = this.#cells;
		const { time } = this.#sink;
		if (unixTime.load()) {
			const ts = time.epoch(unixTime.bytes, unixTime.start, unixTime.end);
			if (ts === null) throw unfit('no such time', unixTime);
			return ts;
		}
		if (!calendarTime.load()) throw unreadable('no time', 'the record has none');
		const ts = time.ctime(calendarTime.bytes, calendarTime.start, calendarTime.end);
		if (ts === null) throw unfit('no such time', calendarTime);
		return ts;
	}

	/** The rows of the record. A query that finds nothing is a row that says only that. */
	#found(bytes: Uint8Array): Found[] {
		const { action, columns, snapshot, added, removed } = this.#cells;
		const said = action.load() ? textOf(action.bytes, action.start, action.end) : null;
		const found: Found[] = [];
		if (columns.load()) found.push({ start: columns.start, end: columns.end, action: said });
		const lists = [
			[snapshot, said ?? 'snapshot'],
			[added, 'added'],
			[removed, 'removed']
		] as const;
		for (const [cell, what] of lists) {
			if (!cell.isArray || !cell.load()) continue;
			for (const [start, end] of elementsOf(cell)) found.push({ start, end, action: what });
		}
		for (const row of found) checkRow(bytes, row);
		if (found.length > 0) return found;
		if (!lists.some(([cell]) => cell.isThere))
			throw unreadable('no columns, snapshot or diffResults', said ?? 'the record has none');
		return [{ start: 0, end: 0, action: said }];
	}
}

function checkRow(bytes: Uint8Array, row: Found): void {
	while (bytes[row.start]! <= 32 && row.start < row.end) row.start++;
	while (bytes[row.end - 1]! <= 32 && row.end > row.start) row.end--;
	if (bytes[row.start] !== OPEN_BRACE)
		throw unreadable('a row that is no object', textOf(bytes, row.start, row.end));
}
