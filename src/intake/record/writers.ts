import type { EventTableName } from '#tables/event-tables.ts';
import { EventWriter, startOf, type RecordOrigin } from '#tables/event-writer.ts';
import { NativeWriter } from '#tables/native-writer.ts';

/**
 * The writers of the rows of one source. They outlast the reading of a part of it, and so does their memory:
 * to ask the system for it anew costs more than to fill it.
 */
export class Writers {
	readonly place: RecordOrigin;
	readonly native: NativeWriter;
	readonly #tables = new Map<EventTableName, EventWriter>();
	readonly #events: EventWriter[] = [];

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

	/** Those of the event tables that were asked for. */
	get events(): readonly EventWriter[] {
		return this.#events;
	}

	/** Texts in which invalid UTF-8 was replaced, over all that was written. */
	get replaced(): number {
		return [...this.events, this.native].reduce((sum, writer) => sum + writer.replaced, 0);
	}

	/** Throws away what waits to be taken. */
	clear(): void {
		for (const writer of [...this.events, this.native]) writer.take();
	}
}
