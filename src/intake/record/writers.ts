import type { Batch } from '#tables/batch.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import { EventWriter, startOf, type RecordOrigin } from '#tables/event-writer.ts';
import { NativeWriter } from '#tables/native-writer.ts';

/** Columns of the widest event rows, about. */
const COLUMNS_OF_A_ROW = 32;

/** Where a part of a source belongs. */
export type PartOrigin = Pick<RecordOrigin, 'sourceId' | 'before'>;

/**
 * The writers of the rows of one source. They outlast the reading of a part of it, and so does their memory:
 * to ask the system for it anew costs more than to fill it.
 */
export class Writers {
	readonly place: RecordOrigin;
	readonly native: NativeWriter;
	readonly #tables = new Map<EventTableName, EventWriter>();
	readonly #events: EventWriter[] = [];
	/** Of all that was written, before it was last cleared. */
	#replacedBefore = 0;
	#reversedBefore = 0;

	/** @param sourceId may be told later, before rows are taken */
	constructor(sourceId = '') {
		this.place = startOf(sourceId);
		this.native = new NativeWriter(this.place);
	}

	/** The writer of an event table; the same object at every call. */
	table(name: EventTableName): EventWriter {
		const known = this.#tables.get(name);
		if (known !== undefined) return known;
		const writer = new EventWriter(name, this.place);
		this.#tables.set(name, writer);
		this.#events.push(writer);
		return writer;
	}

	/** Says where a part of a source is read: of which source, and behind how many records, once that is known. */
	stand({ sourceId, before }: PartOrigin): void {
		this.place.sourceId = sourceId;
		this.place.before = before;
	}

	/** Takes back what was set and not committed. */
	drop(): void {
		for (const writer of this.#events) writer.drop();
		this.native.drop();
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
		const events = this.#events.filter((writer) => writer.rows >= rows);
		const writers = this.#nativeWeight >= rows ? [...events, this.native] : events;
		return writers.map((writer) => writer.take()).filter((batch) => batch !== null);
	}

	/** Texts in which invalid UTF-8 was replaced, since they were last cleared. */
	get replaced(): number {
		return this.#replacedEver - this.#replacedBefore;
	}

	/** Throws away what waits to be taken. */
	clear(): void {
		for (const writer of [...this.#events, this.native]) writer.take();
		this.#replacedBefore = this.#replacedEver;
		this.#reversedBefore = this.#reversedEver;
	}

	/** Sessions that ended before they began, since they were last cleared. */
	get reversed(): number {
		return this.#reversedEver - this.#reversedBefore;
	}

	get #reversedEver(): number {
		return this.#events.reduce((sum, { reversed }) => sum + reversed, 0);
	}

	get #replacedEver(): number {
		return [...this.#events, this.native].reduce((sum, writer) => sum + writer.replaced, 0);
	}

	get #nativeWeight(): number {
		const { rows, cells } = this.native;
		return Math.max(rows, Math.ceil(cells / COLUMNS_OF_A_ROW));
	}

	get #eventRows(): number {
		let rows = 0;
		for (const writer of this.#events) rows += writer.rows;
		return rows;
	}
}
