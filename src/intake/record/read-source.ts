import type { Batch } from '#tables/batch.ts';
import type { Format } from '#datasets/format.ts';
import { formats } from '#datasets/index.ts';
import { TimeReader } from '#lib/time-reader.ts';
import { Zone } from '#lib/zone.ts';
import { accountOf, receiptOf, type Account, type ReceiptFacts } from './account.ts';
import { machineOf, type ImportSettings } from './import-settings.ts';
import type { Chosen } from './chosen.ts';
import type { OwnColumns, Receipt } from './receipt.ts';
import { RecordSink } from './sink.ts';
import type { Identity, Opened } from '../bytes/source.ts';
import { RowSpan } from './span.ts';
import { Writers } from './writers.ts';

/** How a source that was recognised is to be read. */
export interface ReadingPlan {
	source: Opened;
	chosen: Chosen;
	settings: ImportSettings;
}

/** What it takes to read a source, and who hears of it. */
export interface ReadingRequest extends ReadingPlan {
	identity: Identity;
	/** Takes rows as they come; the next bytes are read once it has resolved. */
	onBatch(batch: Batch): void | Promise<void>;
	/** Called after each piece with the bytes as given that were read so far. */
	onProgress?(bytes: number): void;
	signal?: AbortSignal;
}

/** Rows that make a batch: what DuckDB stores as one group, twice. */
export const BATCH_ROWS = 65_536;
/** Bytes that a reader gets at a time: even of the shortest records not too many for the memory. */
const PUSHED = 256 * 1024;

/**
 * Reads a source from its first byte to its last.
 * @throws `cancelled` where the signal says so; never for what the content holds.
 */
export async function readSource(reading: ReadingRequest): Promise<Receipt> {
	const { source, identity, chosen, settings } = reading;
	const sink = openSink(source, settings, new Writers(identity.sourceId));
	const span = new RowSpan();
	const deliver = async (atLeast: number) => {
		for (const batch of sink.writers.take(atLeast)) {
			span.include(batch);
			await reading.onBatch(batch);
		}
	};
	await readChunks(chosen.format, sink, reading, deliver);
	await deliver(1);
	const account = accountOf(sink, span);
	return receiptOf(factsOf(reading, ownColumnsOf(reading, account)), identity, account);
}

async function readChunks(
	format: Format,
	sink: RecordSink,
	reading: ReadingRequest,
	deliver: (atLeast: number) => Promise<void>
): Promise<void> {
	const reader = format.open(sink, formats);
	for await (const chunk of reading.source.chunks(sink)) {
		reading.onProgress?.(reading.source.consumed);
		for (const piece of pushable(chunk)) {
			reading.signal?.throwIfAborted();
			sink.leading.see(piece);
			reader.push(piece);
			if (sink.writers.pending >= BATCH_ROWS) await deliver(BATCH_ROWS);
		}
	}
	reader.end();
	sink.settle();
}

/** A chunk in pieces that a reader takes at a time. */
export function* pushable(chunk: Uint8Array): Generator<Uint8Array> {
	for (let at = 0; at < chunk.length; at += PUSHED) yield chunk.subarray(at, at + PUSHED);
}

/** A sink for the records of a source, or of a later part of it. */
export function openSink(
	{ name, latest }: Pick<Opened, 'name' | 'latest'>,
	settings: ImportSettings,
	writers: Writers,
	continues = false
): RecordSink {
	const { host, native, mapping, zone, year } = settings;
	const time = new TimeReader(new Zone(zone), year, latest);
	const machine = machineOf(host);
	return new RecordSink(writers, { name, ...machine, native, mapping }, time, continues);
}

/** What a receipt says of a source beside the account of its records. */
export function factsOf({ source, chosen, settings }: ReadingPlan, own: OwnColumns): ReceiptFacts {
	return {
		source: source.name,
		format: chosen.format.name,
		recognised_by: chosen.because,
		runner_up: chosen.runnerUp,
		bytes: source.bytes,
		compression: source.compression,
		zone: settings.zone,
		tables: [
			...chosen.format.tables,
			...(settings.mapping === null ? [] : [settings.mapping.table])
		],
		own_columns: own
	};
}

function ownColumnsOf(reading: ReadingRequest, { rows, nativeColumns }: Account): OwnColumns {
	const { native: rest = 0, ...events } = rows;
	const kept = nativeColumns.length > 0;
	if (reading.settings.native || (rest > 0 && Object.keys(events).length === 0))
		return kept ? 'kept' : 'none';
	return kept || hasOwnColumns(reading) ? 'on demand' : 'none';
}

/** Whether the records have columns beside those of event tables, seen from how the beginning would be kept. */
export function hasOwnColumns({ source, chosen, settings }: ReadingPlan): boolean {
	const all = { ...settings, native: true };
	const trial = openSink(source, all, new Writers());
	chosen.format.open(trial, formats).push(source.head);
	trial.settle();
	return trial.native.columns.length > 0;
}
