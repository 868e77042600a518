import type { Batch } from '#tables/batch.ts';
import type { Format } from '#datasets/format.ts';
import { formats } from '#datasets/index.ts';
import { planFrom, type YearPlan } from '#lib/settled-years.ts';
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
import { yearsOf } from './years-of.ts';

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
	/**
	 * Called where the end of the source tells that times without a year were given wrong ones: the rows so far are
	 * void, and all come once more. Where left out, such a source is read twice before any row comes.
	 */
	onRestart?(): void | Promise<void>;
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
	if (reading.onRestart === undefined && headNamesNoYear(reading)) {
		const silent = { ...reading, onBatch: () => undefined, onProgress: undefined };
		return readWith(reading, yearsOf(reading, await readOnce(silent, null)));
	}
	const account = await readOnce(reading, null);
	const years = yearsOf(reading, account);
	if (years === null || reading.onRestart === undefined) return receiptFrom(reading, account);
	await reading.onRestart();
	return readWith(reading, years);
}

/** Reads a source whose times without a year are of these years; null for the newest that each can be of. */
export async function readWith(reading: ReadingRequest, years: YearPlan | null): Promise<Receipt> {
	return receiptFrom(reading, await readOnce(reading, years));
}

function receiptFrom(reading: ReadingRequest, account: Account): Receipt {
	return receiptOf(factsOf(reading, ownColumnsOf(reading, account)), reading.identity, account);
}

async function readOnce(reading: ReadingRequest, years: YearPlan | null): Promise<Account> {
	const { source, identity, chosen, settings } = reading;
	const sink = openSink(source, settings, new Writers(identity.sourceId), { years });
	const span = new RowSpan();
	const deliver = async (atLeast: number) => {
		for (const batch of sink.writers.take(atLeast)) {
			span.include(batch);
			await reading.onBatch(batch);
		}
	};
	await readChunks(chosen.format, sink, reading, deliver);
	await deliver(1);
	return accountOf(sink, span);
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

/** What is known of a source, or of the part of it that a sink is opened for, beside its settings. */
interface Beside {
	/** As of `Sink`. */
	continues?: boolean;
	/** The years of times that name none, where its end has told them. */
	years?: YearPlan | null;
}

/** A sink for the records of a source, or of a part of it. */
export function openSink(
	{ name, latest }: Pick<Opened, 'name' | 'latest'>,
	settings: ImportSettings,
	writers: Writers,
	{ continues = false, years = null }: Beside = {}
): RecordSink {
	const { host, native, mapping, zone, year } = settings;
	const plan = year === null ? years : planFrom(year);
	const time = new TimeReader(new Zone(zone), plan, latest);
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
	return (
		headRead({ source, chosen, settings: { ...settings, native: true } }).native.columns.length > 0
	);
}

function headNamesNoYear(reading: ReadingPlan): boolean {
	return headRead(reading).time.yearCourse !== null;
}

function headRead({ source, chosen, settings }: ReadingPlan): RecordSink {
	const trial = openSink(source, settings, new Writers());
	chosen.format.open(trial, formats).push(source.head);
	trial.settle();
	return trial;
}
