import { eventTableNames } from '#tables/event-tables.ts';
import { sourcesOf } from '#engine/derived/derived-from.ts';
import { once } from '#lib/once.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import {
	waiting,
	withState,
	type Progress,
	type Source,
	type SourceIn
} from './services/source.ts';

/** How a reading came to nothing. */
export type Ended =
	Pick<SourceIn<'refused'>, 'state' | 'reason' | 'offered'> | { state: 'cancelled' };

/** The sources on the page, in their order, each where its reading is. */
export class SourceList {
	#sources = $state.raw<readonly Source[]>([]);
	/** What the rows of a source in the database follow from, by its key. */
	readonly #origins = new Map<string, string>();
	/** The event tables in which each has rows, as that is asked for every cell of a recipe. */
	readonly #tables = new WeakMap<Receipt, readonly string[]>();

	get all(): readonly Source[] {
		return this.#sources;
	}

	/** Those that are in the database. */
	get loaded(): SourceIn<'read'>[] {
		return this.#sources.filter((source) => source.state === 'read');
	}

	of(key: string): Source | undefined {
		return this.#sources.find((source) => source.key === key);
	}

	/** The source that is known by the same bytes. */
	twinOf(sha256: string): Source | undefined {
		return this.#sources.find(({ receipt }) => receipt?.sha256 === sha256);
	}

	/**
	 * Changes whenever the rows of a table, or of a source's own view, change: also where the same bytes
	 * were read in another way. It is the same where the same rows are there again.
	 * @param viewOf the name of a source's own view, by its key
	 */
	versionOf(table: string, viewOf: (key: string) => string | null): string {
		const isEventTable = eventTableNames.some((name) => name === table);
		const origins = this.#sources.flatMap(({ key, name, receipt }) => {
			const origin = this.#origins.get(key) ?? '';
			if (receipt === null) return [];
			const told = once(this.#tables, receipt, () => eventTablesOf([receipt]));
			if (!isEventTable) return [`${name} ${viewOf(key)} ${origin}`];
			return sourcesOf(table).some((name) => told.includes(name)) ? [origin] : [];
		});
		return origins.join(' ');
	}

	/** Its place on the list; that behind the last where it is not on it. */
	placeOf(key: string): number {
		const place = this.#sources.findIndex((source) => source.key === key);
		return place < 0 ? this.#sources.length : place;
	}

	/**
	 * It waits to be read, whatever became of it before.
	 * @param place that it is to have on the list; behind the last where nothing is said
	 */
	enter(source: Source, place = this.#sources.length): void {
		const others = this.#sources.filter(({ key }) => key !== source.key);
		this.#sources = others.toSpliced(place, 0, waiting(source));
	}

	/** It is being read. */
	begin(key: string): void {
		this.#change(key, (source) =>
			withState(source, { state: 'reading', receipt: null, progress: null })
		);
	}

	/** How far its reading is; null where none is under way. What has ended stays as it ended. */
	measure(key: string, progress: Progress | null): void {
		this.#change(key, (source) =>
			source.state === 'reading' || source.state === 'read' ? { ...source, progress } : source
		);
	}

	/** Its rows are in the database. */
	taken(key: string, receipt: Receipt): void {
		const { settings, origin, file, workspace } = this.of(key)!;
		const dated = workspace === null ? null : (file?.lastModified ?? null);
		const from = [receipt.source_id, settings, origin, dated];
		this.#origins.set(key, JSON.stringify(from));
		this.#change(key, (source) => withState(source, { state: 'read', receipt, progress: null }));
	}

	/** Its reading came to nothing. */
	end(key: string, ended: Ended): void {
		this.#change(key, (source) => withState(source, { ...ended, receipt: null, progress: null }));
	}

	/** The file of a source of which only the rows were at hand. */
	giveFile(key: string, file: File): void {
		this.#change(key, (source) => ({ ...source, file }));
	}

	drop(key: string): void {
		this.#sources = this.#sources.filter((source) => source.key !== key);
	}

	clear(): void {
		this.#sources = [];
	}

	#change(key: string, changed: (source: Source) => Source): void {
		this.#sources = this.#sources.map((source) => (source.key === key ? changed(source) : source));
	}
}
