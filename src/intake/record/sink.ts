import type { Batch } from '#tables/batch.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter, RecordOrigin } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { ClaimedSpan, ReadSettings, Sink, ToldSpan } from '#datasets/format.ts';
import { Failure } from '#lib/failure.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import { NoteCounts } from './note-counts.ts';
import type { Note, Reject } from './receipt.ts';
import type { Writers } from './writers.ts';

/** Columns of the widest event rows, about. */
const COLUMNS_OF_A_ROW = 32;

/** Where a part of a source belongs. */
export type PartOrigin = Pick<RecordOrigin, 'sourceId' | 'before'>;

/** Rows that a table has taken. */
interface TableCount {
	table: EventTableName | 'native' | null;
	rows: number;
}

export interface SinkSettings extends ReadSettings {
	/** True to keep every record in native columns too, not only those without an event table. */
	native: boolean;
}

function nothing(): void {}

/** Collects what one reader makes of one source, and keeps the account of it. */
export class RecordSink implements Sink {
	readonly settings: ReadSettings;
	readonly time: TimeReader;
	readonly rejects: Reject[] = [];
	readonly claims: ClaimedSpan[] = [];
	readonly told: ToldSpan[] = [];
	records = 0;
	/** Event rows beyond the first of the records that became several. */
	extraRows = 0;
	readonly #place: RecordOrigin;
	readonly #writers: Writers;
	readonly #keepsNative: boolean;
	/** Of the writers, before this reading. */
	readonly #replacedBefore: number;
	readonly #notes = new NoteCounts();
	readonly #as = new Map<string, number>();
	readonly #counted = new Map<EventTableName | 'native', TableCount>();
	/** The count of the table that took the last record. */
	#count: TableCount = { table: null, rows: 0 };
	#open = false;
	#rejected = false;

	/** Bytes of the source before those that the reader is given; null while that is not known. */
	shift: number | null = null;
	readonly continues: boolean;
	/** Whether what was read changes how the rest is to be read. */
	turned = false;

	/** @param continues as of `Sink` */
	constructor(
		writers: Writers,
		{ native, ...settings }: SinkSettings,
		time: TimeReader,
		continues = false
	) {
		this.#keepsNative = native;
		this.continues = continues;
		this.settings = settings;
		this.time = time;
		this.#writers = writers;
		this.#place = writers.place;
		this.#replacedBefore = writers.replaced;
	}

	get native(): NativeWriter {
		return this.#writers.native;
	}

	beside<Values extends unknown[]>(
		keep: (native: NativeWriter, ...values: Values) => void
	): (...values: Values) => void {
		const { native } = this;
		return this.#keepsNative ? (...values) => keep(native, ...values) : nothing;
	}

	table(name: EventTableName): EventWriter {
		return this.#writers.table(name);
	}

	begin(offset: number, length: number): void {
		if (this.#open) this.settle();
		this.#open = true;
		this.#rejected = false;
		this.#place.event = null;
		this.#place.extraRows = 0;
		this.#place.native = false;
		this.#place.record = ++this.records;
		this.#place.offset = offset + (this.shift ?? 0);
		this.#place.length = length;
	}

	reject(reason: string): void {
		const { record, offset, length, event, native } = this.#place;
		if (event !== null || native)
			throw new Failure('defect', `record ${record} was kept and rejected`);
		if (this.#rejected) return;
		this.#rejected = true;
		this.rejects.push({ record, byte_offset: offset, byte_length: length, reason });
	}

	settle(): void {
		if (!this.#open) return;
		this.#open = false;
		const { event, native, extraRows } = this.#place;
		const kept = event ?? (native ? 'native' : null);
		if (kept === null) return this.#discard();
		this.extraRows += extraRows;
		if (this.#count.table !== kept) this.#count = this.#countOf(kept);
		this.#count.rows += 1 + extraRows;
	}

	note(sentence: string): void {
		this.#notes.note(sentence);
	}

	claim(span: ClaimedSpan): void {
		this.claims.push(span);
	}

	tell(span: ToldSpan): void {
		this.told.push(span);
	}

	readAs(format: string): void {
		this.#as.set(format, (this.#as.get(format) ?? 0) + 1);
	}

	turn(): void {
		this.turned = true;
	}

	/** Where a part of a source is read: of which source, and behind how many records, once that is known. */
	stand({ sourceId, before }: PartOrigin): void {
		this.#place.sourceId = sourceId;
		this.#place.before = before;
	}

	/** Records of other formats than the source's own, by format. */
	get byFormat(): Record<string, number> {
		return Object.fromEntries(this.#as);
	}

	/** Rows so far by table; a native row of a record that has an event row too is not counted. */
	get rows(): Partial<Record<EventTableName | 'native', number>> {
		return Object.fromEntries([...this.#counted].map(([table, { rows }]) => [table, rows]));
	}

	get notes(): Note[] {
		return this.#notes.all;
	}

	/** Values of text in which invalid UTF-8 was replaced. */
	get replaced(): number {
		return this.#writers.replaced - this.#replacedBefore;
	}

	/** Rows that wait to be taken; native rows of very many columns count for as many as they weigh. */
	get pending(): number {
		return this.#eventRows + this.#nativeWeight;
	}

	/**
	 * Takes the rows of every table of which at least `rows` wait; native rows count as in `pending`. The values
	 * are good until more are written.
	 */
	take(rows = 1): Batch[] {
		const events = this.#writers.events.filter((writer) => writer.rows >= rows);
		const writers = this.#nativeWeight >= rows ? [...events, this.native] : events;
		return writers.map((writer) => writer.take()).filter((batch) => batch !== null);
	}

	#countOf(table: EventTableName | 'native'): TableCount {
		const known = this.#counted.get(table);
		if (known !== undefined) return known;
		const count = { table, rows: 0 };
		this.#counted.set(table, count);
		return count;
	}

	#discard(): void {
		if (!this.#rejected) this.reject('the reader found nothing to keep in this record');
		for (const writer of this.#writers.events) writer.drop();
		this.native.drop();
	}

	get #nativeWeight(): number {
		const { rows, cells } = this.native;
		return Math.max(rows, Math.ceil(cells / COLUMNS_OF_A_ROW));
	}

	get #eventRows(): number {
		let rows = 0;
		for (const writer of this.#writers.events) rows += writer.rows;
		return rows;
	}
}
