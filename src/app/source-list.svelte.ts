import { eventTableNames } from '#tables/event-tables.ts';
import { sourcesOf } from '#engine/derived/refresh-derived.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import type { Exhibit } from './exhibit.ts';
import type { SourceEntry } from './services/data-state.ts';

/** The sources on the page: what each was given as, and how far its reading is. */
export class SourceList {
	#entries = $state.raw<readonly SourceEntry[]>([]);
	readonly #exhibits = new Map<string, Exhibit>();
	/** What the rows of a source in the database follow from, by the key of its entry. */
	readonly #origins = new Map<string, string>();

	get entries(): readonly SourceEntry[] {
		return this.#entries;
	}

	/** Receipts of the sources that are in the database. */
	get receipts(): Receipt[] {
		return this.#entries.map(({ receipt }) => receipt).filter((receipt) => receipt !== null);
	}

	/** Exhibits that are in the database, in their order. */
	get loaded(): Exhibit[] {
		const read = this.#entries.filter(({ state }) => state === 'read');
		return read.map(({ key }) => this.#exhibits.get(key)!);
	}

	exhibit(key: string): Exhibit | undefined {
		return this.#exhibits.get(key);
	}

	entry(key: string): SourceEntry | undefined {
		return this.#entries.find((entry) => entry.key === key);
	}

	/** The source that is known by the same bytes. */
	twinOf(sha256: string): SourceEntry | undefined {
		return this.#entries.find(({ receipt }) => receipt?.sha256 === sha256);
	}

	/**
	 * Changes whenever the rows of a table, or of a source's own view, change: also where the same bytes
	 * were read in another way. It is the same where the same rows are there again.
	 * @param viewOf the name of a source's own view, by the key of its entry
	 */
	versionOf(table: string, viewOf: (key: string) => string | null): string {
		const isEventTable = eventTableNames.some((name) => name === table);
		const origins = this.#entries.flatMap(({ key, name, receipt }) => {
			const origin = this.#origins.get(key) ?? '';
			if (receipt === null) return [];
			const told: readonly string[] = eventTablesOf([receipt]);
			if (!isEventTable) return [`${name} ${viewOf(key)} ${origin}`];
			return sourcesOf(table).some((name) => told.includes(name)) ? [origin] : [];
		});
		return origins.join(' ');
	}

	/** Its place on the list; that behind the last where it is not on it. */
	placeOf(key: string): number {
		const place = this.#entries.findIndex((entry) => entry.key === key);
		return place < 0 ? this.#entries.length : place;
	}

	/** @param place that it is to have on the list; behind the last where nothing is said */
	enter(exhibit: Exhibit, place = this.#entries.length): void {
		this.#exhibits.set(exhibit.key, exhibit);
		const others = this.#entries.filter(({ key }) => key !== exhibit.key);
		this.#entries = others.toSpliced(place, 0, entryOf(exhibit));
	}

	change(key: string, change: Partial<SourceEntry>): void {
		this.#entries = this.#entries.map((entry) =>
			entry.key === key ? { ...entry, ...change } : entry
		);
	}

	/** Its rows are in the database. */
	taken(key: string, receipt: Receipt): void {
		const { settings, origin, file, own } = this.#exhibits.get(key)!;
		const dated = own ? (file?.lastModified ?? null) : null;
		const from = [receipt.source_id, settings, origin, dated];
		this.#origins.set(key, JSON.stringify(from));
		this.change(key, { state: 'read', receipt, progress: null });
	}

	/** The file of a source of which only the rows were at hand. */
	giveFile(key: string, file: File): void {
		this.#exhibits.set(key, { ...this.#exhibits.get(key)!, file });
		this.change(key, { fileAtHand: true });
	}

	drop(key: string): void {
		this.#entries = this.#entries.filter((entry) => entry.key !== key);
		this.#exhibits.delete(key);
	}

	clear(): void {
		for (const { key } of this.#entries) this.#exhibits.delete(key);
		this.#entries = [];
	}
}

function entryOf({ key, name, origin, title, settings, file }: Exhibit): SourceEntry {
	const fileAtHand = file !== null;
	const nothing = { receipt: null, reason: null, offered: false, progress: null };
	return { key, name, state: 'waiting', origin, title, settings, fileAtHand, ...nothing };
}
