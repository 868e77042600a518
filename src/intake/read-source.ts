import { eventTables } from '#arrow/event-tables.ts';
import type { Batch } from '#arrow/batch.ts';
import type { ColumnData } from '#arrow/column.ts';
import { isNull, valueAt } from '#arrow/value.ts';
import type { Format, ReadSettings } from '#datasets/format.ts';
import { formats } from '#datasets/index.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import { Failure } from '#lib/failure.ts';
import { isoOf } from '#lib/time.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import type { Chosen } from './recognise.ts';
import type { OwnColumns, Receipt } from './receipt.ts';
import { RecordSink } from './sink.ts';
import type { Opened } from './source.ts';

/** What may be said about a source before it is read. */
export interface ImportSettings {
	/** Format to read it with, whatever its content looks like; null to recognise it. */
	as: string | null;
	/** Zone of times that name none: an IANA name, `UTC` or `+02:00`. */
	zone: string;
	/** Year of times that name none; null for the newest that is not in the future. */
	year: number | null;
	/** Address or name of the machine that wrote the log, where the format does not say. */
	host: string | null;
	/** Keep every record in the source's own columns too, which costs as much again; else it can be done later. */
	native: boolean;
	/** What the columns mean, where the format does not know it; null where nobody said. */
	mapping: Mapping | null;
}

export const defaultSettings: ImportSettings = {
	as: null,
	zone: 'UTC',
	year: null,
	host: null,
	native: false,
	mapping: null
};

export interface Reading {
	source: Opened;
	chosen: Chosen;
	settings: ImportSettings;
	/** Takes rows as they come; the next bytes are read once it has resolved. */
	onBatch(batch: Batch): void | Promise<void>;
	/** Called after each piece with the bytes as given that were read so far. */
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

/** Rows that make a batch: what DuckDB stores as one group, twice. */
const BATCH_ROWS = 65_536;
/** Bytes that a reader gets at a time: even of the shortest records not too many for the memory. */
const PUSHED = 256 * 1024;

/**
 * Reads a source from its first byte to its last.
 * @throws `cancelled` where the signal says so; never for what the content holds.
 */
export async function readSource(reading: Reading): Promise<Receipt> {
	const { source, chosen, settings } = reading;
	const time = timeReaderOf(source, settings);
	const sink = new RecordSink(source.sourceId, sinkSettings(source, settings), time);
	const span = new Span();
	const deliver = async (atLeast: number) => {
		for (const batch of sink.take(atLeast)) {
			span.include(batch);
			await reading.onBatch(batch);
		}
	};
	await readChunks(chosen.format, sink, reading, deliver);
	await deliver(1);
	return receiptOf(reading, sink, span);
}

function timeReaderOf(source: Opened, settings: ImportSettings): TimeReader {
	return new TimeReader(new Zone(settings.zone), settings.year, source.latest);
}

function sinkSettings(source: Opened, settings: ImportSettings): ReadSettings {
	return {
		name: source.name,
		host: settings.host,
		native: settings.native,
		mapping: settings.mapping
	};
}

async function readChunks(
	format: Format,
	sink: RecordSink,
	reading: Reading,
	deliver: (atLeast: number) => Promise<void>
): Promise<void> {
	const reader = format.open(sink, formats);
	for await (const chunk of reading.source.chunks(sink)) {
		reading.onProgress?.(reading.source.consumed);
		for (let at = 0; at < chunk.length; at += PUSHED) {
			reading.signal?.throwIfAborted();
			reader.push(chunk.subarray(at, at + PUSHED));
			if (sink.pending >= BATCH_ROWS) await deliver(BATCH_ROWS);
		}
	}
	reader.end();
	sink.settle();
}

/** The earliest and the latest time of the event rows. */
class Span {
	first: bigint | null = null;
	last: bigint | null = null;

	include(batch: Batch): void {
		if (batch.table === 'native' || eventTables[batch.table].standing) return;
		const ts = batch.columns.find((column) => column.name === 'ts');
		if (ts === undefined) return;
		const rows = { first: -1, last: -1 };
		for (let row = 0; row < batch.rows; row++) {
			if (isNull(ts, row)) continue;
			if (rows.first < 0 || isBefore(ts, row, rows.first)) rows.first = row;
			if (rows.last < 0 || isBefore(ts, rows.last, row)) rows.last = row;
		}
		if (rows.first < 0) return;
		const first = valueAt(ts, rows.first) as bigint;
		const last = valueAt(ts, rows.last) as bigint;
		if (this.first === null || first < this.first) this.first = first;
		if (this.last === null || last > this.last) this.last = last;
	}
}

/** Whether the 64-bit number of one row is less than that of another. */
function isBefore({ values }: ColumnData, row: number, other: number): boolean {
	const difference = values[row * 2 + 1]! - values[other * 2 + 1]!;
	return difference === 0 ? values[row * 2]! >>> 0 < values[other * 2]! >>> 0 : difference < 0;
}

function receiptOf(reading: Reading, sink: RecordSink, span: Span): Receipt {
	const { source, chosen, settings } = reading;
	const receipt: Receipt = {
		source: source.name,
		sha256: source.sha256,
		source_id: source.sourceId,
		format: chosen.format.name,
		by_format: sink.byFormat,
		recognised_by: chosen.because,
		runner_up: chosen.runnerUp,
		bytes: source.bytes,
		compression: source.compression,
		records: sink.records,
		rows: sink.rows,
		extra_rows: sink.extraRows,
		rejects: sink.rejects,
		first_ts: span.first === null ? null : isoOf(span.first),
		last_ts: span.last === null ? null : isoOf(span.last),
		notes: notesOf(sink, settings),
		own_columns: ownColumnsOf(reading, sink),
		native_columns: sink.native.columns
	};
	checkAccount(receipt);
	return receipt;
}

/** Whether there is more to be had than what was kept is seen from how the beginning would be kept. */
function ownColumnsOf({ source, chosen, settings }: Reading, sink: RecordSink): OwnColumns {
	const kept = sink.native.columns.length > 0;
	const { native: rest = 0, ...events } = sink.rows;
	const allKept = settings.native || (rest > 0 && Object.keys(events).length === 0);
	if (allKept) return kept ? 'kept' : 'none';
	const trial = new RecordSink(
		source.sourceId,
		sinkSettings(source, { ...settings, native: true }),
		timeReaderOf(source, settings)
	);
	chosen.format.open(trial, formats).push(source.head);
	trial.settle();
	return kept || trial.native.columns.length > 0 ? 'on demand' : 'none';
}

function notesOf(sink: RecordSink, settings: ImportSettings): string[] {
	const { time } = sink;
	const notes = sink.notes.map(({ sentence, times }) =>
		times > 1 ? `${sentence} (${times} times)` : sentence
	);
	if (time.assumedZone) notes.push(`times without a zone were read as ${settings.zone}`);
	if (time.assumedYears.size > 0) {
		const years = [...time.assumedYears].sort((a, b) => a - b).join(', ');
		notes.push(`times without a year were given ${years}`);
	}
	if (sink.replaced > 0)
		notes.push(
			`${sink.replaced} values were not valid UTF-8; U+FFFD stands for the bytes that were not`
		);
	return notes;
}

function checkAccount(receipt: Receipt): void {
	const rows = Object.values(receipt.rows).reduce((sum, count) => sum + count, 0);
	const kept = rows - receipt.extra_rows;
	if (kept + receipt.rejects.length === receipt.records) return;
	throw new Failure(
		'defect',
		`${receipt.records} records became ${kept} kept ones and ${receipt.rejects.length} rejects`,
		{
			place: receipt.source
		}
	);
}
