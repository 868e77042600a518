import type { EventTableName } from '#tables/event-tables.ts';
import type { EventWriter, RecordOrigin } from '#tables/event-writer.ts';
import type { NativeWriter } from '#tables/native-writer.ts';
import type { ClaimedSpan, ReadSettings, Sink, ToldSpan } from '#datasets/format.ts';
import { Failure } from '#lib/failure.ts';
import type { TimeReader } from '#lib/time-reader.ts';
import { LeadingTimes } from './leading-times.ts';
import { RecordCount } from './record-count.ts';
import { Remarks } from './remarks.ts';
import type { Writers } from './writers.ts';

export interface SinkSettings extends ReadSettings {
	/** True to keep every record in native columns too, not only those without an event table. */
	native: boolean;
}

function nothing(): void {}

/** Takes what one reader makes of one source: its records one after another, and what it says beside them. */
export class RecordSink implements Sink {
	readonly settings: ReadSettings;
	readonly time: TimeReader;
	readonly continues: boolean;
	readonly count = new RecordCount();
	readonly remarks = new Remarks();
	readonly leading = new LeadingTimes();
	/** Where the rows wait. */
	readonly writers: Writers;
	/** Bytes of the source before those that the reader is given; null while that is not known. */
	shift: number | null = null;
	readonly #place: RecordOrigin;
	readonly #keepsNative: boolean;
	#open = false;

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
		this.writers = writers;
		this.#place = writers.place;
	}

	get native(): NativeWriter {
		return this.writers.native;
	}

	beside<Values extends unknown[]>(
		keep: (native: NativeWriter, ...values: Values) => void
	): (...values: Values) => void {
		const { native } = this;
		return this.#keepsNative ? (...values) => keep(native, ...values) : nothing;
	}

	table(name: EventTableName): EventWriter {
		return this.writers.table(name);
	}

	begin(offset: number, length: number): void {
		if (this.#open) this.settle();
		this.#open = true;
		this.#place.event = null;
		this.#place.extraRows = 0;
		this.#place.native = false;
		this.#place.record = ++this.count.records;
		this.#place.offset = offset + (this.shift ?? 0);
		this.#place.length = length;
	}

	reject(reason: string, isEmpty = false): void {
		const { record, offset, length, event, native } = this.#place;
		if (event !== null || native)
			throw new Failure('defect', `record ${record} was kept and rejected`);
		this.leading.rejected(record, offset - (this.shift ?? 0), length);
		this.count.reject({ record, byte_offset: offset, byte_length: length, reason }, isEmpty);
	}

	drop(): void {
		if (this.#place.event !== null || this.#place.native)
			throw new Failure('defect', `record ${this.#place.record} was kept and taken back`);
		this.writers.drop();
	}

	settle(): void {
		if (!this.#open) return;
		this.#open = false;
		const { record, offset, length, event, native, extraRows } = this.#place;
		if (event !== null) this.leading.kept(record, offset - (this.shift ?? 0), length);
		const kept = event ?? (native ? 'native' : null);
		if (kept === null) this.#discard();
		else this.count.keep(kept, extraRows);
	}

	note(sentence: string): void {
		this.remarks.note(sentence);
	}

	claim(span: ClaimedSpan): void {
		this.remarks.claims.push(span);
	}

	tell(span: ToldSpan): void {
		this.remarks.told.push(span);
	}

	readAs(format: string): void {
		this.remarks.readAs(format);
	}

	turn(): void {
		this.remarks.turned = true;
	}

	#discard(): void {
		this.reject('the reader found nothing to keep in this record');
		this.writers.drop();
	}
}
