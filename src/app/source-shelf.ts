import { dropLaidAside, layAside, putBack } from '#engine/store/laid-aside.ts';
import { removeEverySource, removeSource, viewsOfSources } from '#engine/store/load.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { withState, type Source, type SourceIn } from './services/source.ts';
import type { SourceRows } from './source-rows.svelte.ts';

/** Takes sources out of the database, and puts back what was in it before. Its calls follow each other. */
export class SourceShelf {
	readonly #rows: SourceRows;

	constructor(rows: SourceRows) {
		this.#rows = rows;
	}

	/** Takes one source out, by its key. */
	async remove(load: Connection, key: string): Promise<void> {
		const { list } = this.#rows;
		const receipt = list.of(key)?.receipt;
		this.#rows.unsettle();
		if (receipt) await this.#removeRows(load, key, receipt);
		list.drop(key);
		const tables = receipt ? eventTablesOf([receipt]) : [];
		await this.#rows.settled(() => refreshDerived(load, tables));
	}

	/** Takes out the rows of all. */
	async empty(load: Connection): Promise<void> {
		await removeEverySource(load, this.#rows.views.names);
		this.#rows.views.clear();
	}

	/** Takes a source out whose bytes are not at hand: its rows are laid aside. */
	async layAside(load: Connection, key: string): Promise<SourceIn<'laid aside'>> {
		const { list, views } = this.#rows;
		const source = list.of(key)!;
		const receipt = source.receipt!;
		const view = views.of(key);
		const rows = await layAside(load, receipt.source_id, view?.name ?? null);
		this.#rows.drop(key);
		await refreshDerived(load, eventTablesOf([receipt]));
		return withState(source, { state: 'laid aside', receipt, progress: null, view, rows });
	}

	/** @param place that the source is to have on the list */
	async takeBack(load: Connection, source: SourceIn<'laid aside'>, place: number): Promise<void> {
		const { list, views } = this.#rows;
		const { receipt, view, rows } = source;
		await putBack(load, rows);
		list.enter(source, place);
		if (view !== null) views.set(source.key, view);
		list.taken(source.key, receipt);
		await refreshDerived(load, eventTablesOf([receipt]));
	}

	/**
	 * Shows those of some sources whose rows are in the database. Rows of sources that nobody knows of any more are
	 * taken out.
	 * @returns those of which there are none
	 */
	async show(load: Connection, sources: readonly Source[]): Promise<Source[]> {
		await dropLaidAside(load);
		const found = await viewsOfSources(load);
		const known = new Set(sources.map(({ receipt }) => receipt?.source_id));
		for (const [sourceId, view] of found)
			if (!known.has(sourceId)) await removeSource(load, sourceId, view);
		const stored = sources.filter((source) => source.state === 'stored');
		const there = stored.filter(({ receipt }) => found.has(receipt.source_id));
		for (const source of there) this.#show(source, found);
		return sources.filter((source) => !there.some(({ key }) => key === source.key));
	}

	/** Shows a source that is in the database; `found` tells the view of each by its id. */
	#show(
		{ key, receipt, view }: SourceIn<'stored'>,
		found: ReadonlyMap<string, string | null>
	): void {
		const { list, views } = this.#rows;
		const shown = found.get(receipt.source_id) ?? null;
		if (view !== null) views.set(key, { name: shown ?? view.name, whole: shown !== null });
		list.taken(key, receipt);
	}

	async #removeRows(load: Connection, key: string, receipt: Receipt): Promise<void> {
		const { list, views } = this.#rows;
		const view = views.of(key)?.name ?? null;
		// A database without that source alone takes much longer than one without any.
		if (list.loaded.length === 1) await removeEverySource(load, view === null ? [] : [view]);
		else await removeSource(load, receipt.source_id, view);
		views.drop(key);
	}
}
