import type { Engine, StoredIn } from '#engine/duckdb/engine.ts';
import { eventTablesOf } from '#intake/record/receipt.ts';
import { isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import { onDemand } from '#lib/on-demand.ts';
import { Catalogue } from './catalogue.svelte.ts';
import { DataConnections } from './data-connections.ts';
import { DataQueries } from './data-queries.ts';
import type { IncidentEntry } from './services/case-state.ts';
import type { DataState } from './services/data-state.ts';
import type { Source, SourceIn } from './services/source.ts';
import { SourceImport, type DataHearers } from './source-import.ts';
import { SourceRows } from './source-rows.svelte.ts';
import type { SourceShelf } from './source-shelf.ts';

/** The sources and what is in the database because of them: what comes and goes does so in turn. */
export class DataStore implements DataState {
	readonly connections = new DataConnections();
	readonly rows = new SourceRows();
	readonly catalogue = new Catalogue();
	readonly reading: SourceImport;
	readonly queries: DataQueries;
	/** The incident that the sources belong to; null for the analyst's own. */
	incident = $state.raw<IncidentEntry | null>(null);
	readonly #shelf = onDemand(async (): Promise<SourceShelf> => {
		const { SourceShelf } = await import('./database-work.ts');
		return new SourceShelf(this.rows);
	});
	readonly #turns = new InTurn();

	constructor(hearers: DataHearers) {
		this.reading = new SourceImport(this.connections.load, this.rows, hearers);
		this.queries = new DataQueries(this.connections.ask, (names) => this.makeViews(names));
	}

	get sources(): readonly Source[] {
		return this.rows.list.all;
	}
	get views(): readonly string[] {
		return this.rows.views.names;
	}

	/**
	 * Reads sources behind those already waiting; each ends as read, refused or cancelled.
	 * @param place that the first is to have on the list
	 */
	add(sources: readonly Source[], place = this.sources.length): Promise<void> {
		sources.forEach((source, i) => this.rows.list.enter(source, place + i));
		return this.#inQueue(() => this.#readAll(sources));
	}

	/**
	 * Shows the sources whose rows an earlier visit left in the database, without reading them; the others are
	 * read. Rows of sources that nobody knows of any more are taken out.
	 */
	restore(sources: readonly Source[]): Promise<void> {
		for (const source of sources) this.rows.list.enter(source);
		return this.#inQueue(async () => {
			const absent = await (await this.#shelf()).show(await this.connections.load(), sources);
			const unsettled = sources.filter((source) => source.state === 'stored' && !source.settled);
			// What cannot be read any more is refused where it is read, with the reason.
			const readable = absent.map((source) => this.reading.atHand(source).catch(() => source));
			await this.#readAll(await Promise.all(readable), unsettled);
		});
	}

	/** Resolves once all that is being read is read, and what follows from it worked out. */
	async idle(): Promise<void> {
		await this.#turns.run(async () => undefined);
	}

	/** Forgets everything: on the page at once, in the database as soon as nothing is being read. */
	async clear(): Promise<void> {
		await this.#emptyPage();
		await (await this.#shelf()).empty(await this.connections.load());
	}

	/** Forgets everything on the page, before another database takes the place of this one, which stays as it is. */
	async forget(): Promise<void> {
		await this.#emptyPage();
		this.rows.views.clear();
	}

	/** Takes one source out, by its key. */
	async remove(key: string): Promise<void> {
		await this.#turns.ended();
		const load = await this.connections.load();
		this.catalogue.change();
		await (await this.#shelf()).remove(load, key);
	}

	/** Takes a source out whose bytes are not at hand: its rows are laid aside, for {@link takeBack}. */
	layAside(key: string): Promise<SourceIn<'laid aside'>> {
		return this.#turns.run(async () => {
			const load = await this.connections.load();
			this.catalogue.change();
			return (await this.#shelf()).layAside(load, key);
		});
	}

	/** @param place that the source is to have on the list */
	takeBack(laid: SourceIn<'laid aside'>, place: number): Promise<void> {
		return this.#inQueue(async () =>
			(await this.#shelf()).takeBack(await this.connections.load(), laid, place)
		);
	}

	/**
	 * Goes over to a new engine: what is not in its database is read again. That of one in memory is empty, so that
	 * the reading begins while it starts.
	 * @param kept sources of an earlier visit that may be in it though they are not read here
	 */
	async moveTo(
		engine: Promise<Engine>,
		place: StoredIn,
		kept: readonly Source[] = []
	): Promise<void> {
		const read = this.rows.stored;
		const keys = new Set(read.map(({ key }) => key));
		const sources = [...kept.filter(({ key }) => !keys.has(key)), ...read];
		this.reading.close();
		this.connections.attach(engine);
		this.rows.views.clear();
		if (place === 'disk') return this.restore(sources);
		for (const source of sources) this.rows.list.enter(source);
		await this.#inQueue(() => this.#readAll(sources));
	}

	/**
	 * Makes the sources among `names` ready to be asked in their own columns: those that were not kept at first
	 * are read from the file again, once what is being read is done.
	 * @throws what the reading throws; `cancelled`
	 */
	async makeViews(names: readonly string[]): Promise<void> {
		for (const key of this.rows.views.pending(names))
			await this.#turns.run(() => this.reading.readOwnColumns(key));
	}

	/** The database takes back what it had of a reading that is cancelled before anything else is read. */
	async #emptyPage(): Promise<void> {
		this.reading.cancel();
		this.rows.list.clear();
		this.catalogue.empty();
		await this.#turns.ended();
	}

	#inQueue(work: () => Promise<void>): Promise<void> {
		this.catalogue.change();
		return this.#turns.run(work);
	}

	/** @param unsettled sources that were read before, and what follows from them was not worked out */
	async #readAll(sources: readonly Source[], unsettled: readonly Source[] = []): Promise<void> {
		await this.reading.readAll(sources);
		try {
			await this.#settle([...unsettled, ...sources]);
		} catch (error) {
			if (!isEngineLost(error)) throw error;
		}
	}

	/** Who drops files sees what was read before the sessions of a large capture are worked out. */
	async #settle(sources: readonly Source[]): Promise<void> {
		const [ask, load] = [await this.connections.ask(), await this.connections.load()];
		const receipts = sources.flatMap(({ key }) => this.rows.list.of(key)?.receipt ?? []);
		const work = async () => {
			if (sources.some(({ workspace }) => workspace !== null)) await this.catalogue.countRows(ask);
			const { refreshDerived } = await import('./database-work.ts');
			await refreshDerived(load, eventTablesOf(receipts));
		};
		await this.rows.settled(() => this.catalogue.whileSettling(work));
	}
}
