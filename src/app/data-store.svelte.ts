import { boundedRows } from '#engine/sql/bounded-rows.ts';
import type { Connection, Engine, StoredIn, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { loadOwnColumns, loadSource, type Loaded, type Read } from '#engine/store/load-source.ts';
import { removeEverySource, removeSource, sourcesIn, type OwnView } from '#engine/store/load.ts';
import { dropLaidAside, layAside, putBack, type LaidAside } from '#engine/store/laid-aside.ts';
import { refreshDerived } from '#engine/store/refresh-derived.ts';
import { readsOf } from '#engine/sql/reader.ts';
import { identifier } from '#engine/sql/sql.ts';
import { blobBytes } from '#intake/bytes/blob-bytes.ts';
import { readBack } from '#intake/bytes/read-back.ts';
import type { ReadHandlers } from '#intake/record/read-bytes.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Preview } from '#intake/record/preview.ts';
import { eventTablesOf, type Receipt } from '#intake/record/receipt.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import { ExhibitReader } from './exhibit-reader.ts';
import { fileOf, type Exhibit } from './exhibit.ts';
import { OwnViews } from './own-views.svelte.ts';
import { progressMeter } from './progress-meter.ts';
import { sourcesReadBy } from './read-by.ts';
import { SourceList } from './source-list.svelte.ts';
import { Catalogue } from './catalogue.svelte.ts';
import type { DataState, Progress, SourceEntry } from './services/data-state.ts';
import type { IncidentEntry } from './services/case-state.ts';
import type { Page } from './services/page.ts';

interface Connections {
	/** Imports alone: a transaction is open on it while a source is read. */
	load: Connection;
	/** What the page asks meanwhile. */
	ask: Connection;
}

/** A source that an earlier visit may have left in the database. */
export interface Restored {
	exhibit: Exhibit;
	/** Of the reading whose rows were left; null where none were. */
	receipt: Receipt | null;
	view: OwnView | null;
	/** Whether what follows from its rows was worked out. */
	settled: boolean;
}

/** A source that was taken out, and whose rows are laid aside. */
export interface LaidSource {
	exhibit: Exhibit;
	receipt: Receipt;
	view: OwnView | null;
	rows: LaidAside;
}

export interface DataHearers {
	/** A file was given though its bytes are here already. */
	ontwin(sentence: string): void;
	/**
	 * An exhibit with bytes that can be read: of its kept copy where its file is gone.
	 * @throws `input not readable` where neither can be
	 */
	readable(exhibit: Exhibit): Promise<Exhibit>;
	/** The rows of a source are in the database; what is to be read behind it waits. */
	ontaken(exhibit: Exhibit): Promise<void>;
}

/** The sources and what is in the database because of them. */
export class DataStore implements DataState {
	readonly list = new SourceList();
	readonly catalogue = new Catalogue();
	readonly #views = new OwnViews();
	/** The incident that the sources belong to; null for the analyst's own. */
	incident = $state.raw<IncidentEntry | null>(null);
	readonly #reader = new ExhibitReader();
	#connections!: Promise<Connections>;
	#cancel = new AbortController();
	/** How often rows came or went, while what follows from them is not worked out yet; null once it is. */
	#unsettled = $state.raw<number | null>(null);
	#changes = 0;
	readonly #turns = new InTurn();
	readonly #hearers: DataHearers;

	constructor(hearers: DataHearers) {
		this.#hearers = hearers;
	}

	get sources(): readonly SourceEntry[] {
		return this.list.entries;
	}
	get views(): readonly string[] {
		return this.#views.names;
	}

	/**
	 * Changes whenever the rows of a table, or of a source's own view, change; the same where the same rows are
	 * there again. As long as sessions and coverage are still being worked out it is that of no other moment.
	 */
	versionOf(table: string): string {
		const version = this.list.versionOf(table, (key) => this.#views.of(key)?.name ?? null);
		return this.#unsettled === null ? version : `${version} and not settled, ${this.#unsettled}`;
	}

	/** Receipts of the loaded sources that a statement about `tables` reads. */
	readBy(tables: readonly string[]): Receipt[] {
		return sourcesReadBy(tables, this.sources, (key) => this.#views.of(key)?.name ?? null);
	}

	/** Takes an engine that is perhaps still starting; what is read meanwhile waits for it. */
	attach(engine: Promise<Engine>): void {
		this.#connections = engine.then(async (ready) => ({
			load: await ready.connect(),
			ask: await ready.connect()
		}));
		this.#connections.catch(() => undefined);
	}

	/** Files are likely to come: what reads them gets ready. */
	expect(): void {
		this.#reader.prepare();
	}

	/**
	 * Reads exhibits behind those already waiting; each ends as read, refused or cancelled.
	 * @param place that the first is to have on the list
	 */
	add(exhibits: readonly Exhibit[], place = this.list.entries.length): Promise<void> {
		exhibits.forEach((exhibit, i) => this.list.enter(exhibit, place + i));
		return this.#inQueue(() => this.#readAll(exhibits));
	}

	/**
	 * Shows the sources whose rows an earlier visit left in the database, without reading them; the others are
	 * read. Rows of sources that nobody knows of any more are taken out.
	 */
	restore(sources: readonly Restored[]): Promise<void> {
		for (const { exhibit } of sources) this.list.enter(exhibit);
		return this.#inQueue(() => this.#restore(sources));
	}

	/** What it takes to have the sources that were read again in another database, or after the loss of this one. */
	get restorable(): Restored[] {
		return this.list.loaded.map((exhibit) => ({
			exhibit,
			receipt: this.list.entry(exhibit.key)?.receipt ?? null,
			view: this.#views.of(exhibit.key),
			settled: true
		}));
	}

	/**
	 * Ends the reading at hand and all that wait behind it. The threads end at once and the page says so; the
	 * database takes back what it had behind that, before anything else is read.
	 */
	cancel(): void {
		this.#cancel.abort();
		for (const { key, state } of this.sources)
			if (state === 'reading' || state === 'waiting')
				this.list.change(key, { state: 'cancelled', progress: null });
	}

	/** Resolves once all that is being read is read, and what follows from it worked out. */
	async idle(): Promise<void> {
		await this.#turns.run(async () => undefined);
	}

	/** Forgets everything: on the page at once, in the database as soon as nothing is being read. */
	async clear(): Promise<void> {
		await this.#emptyPage();
		const { load } = await this.#connections;
		await removeEverySource(load, this.#views.names);
		this.#views.clear();
	}

	/** Forgets everything on the page, before another database takes the place of this one, which stays as it is. */
	async forget(): Promise<void> {
		await this.#emptyPage();
		this.#views.clear();
	}

	async #emptyPage(): Promise<void> {
		this.cancel();
		this.list.clear();
		this.catalogue.empty();
		await this.#turns.ended();
	}

	/** Takes one source out, by the key of its entry. */
	async remove(key: string): Promise<void> {
		await this.#turns.ended();
		const { load } = await this.#connections;
		const receipt = this.list.entry(key)?.receipt;
		this.catalogue.change();
		this.#unsettle();
		if (receipt) await this.#removeRows(load, key, receipt);
		this.list.drop(key);
		await this.#settled(() => refreshDerived(load, receipt ? eventTablesOf([receipt]) : []));
	}

	/** Rows come or go: until what follows from them is settled, no answer is that of a state to come. */
	#unsettle(): void {
		this.#unsettled = ++this.#changes;
	}

	async #settled(work: () => Promise<void>): Promise<void> {
		try {
			await work();
		} finally {
			this.#unsettled = null;
		}
	}

	/** Takes a source out whose bytes are not at hand: its rows are laid aside, for {@link takeBack}. */
	layAside(key: string): Promise<LaidSource> {
		return this.#turns.run(async () => {
			const { load } = await this.#connections;
			const exhibit = this.list.exhibit(key)!;
			const receipt = this.list.entry(key)!.receipt!;
			const view = this.#views.of(key);
			this.catalogue.change();
			const rows = await layAside(load, receipt.source_id, view?.name ?? null);
			this.#views.drop(key);
			this.list.drop(key);
			await refreshDerived(load, eventTablesOf([receipt]));
			return { exhibit, receipt, view, rows };
		});
	}

	/** @param place that the source is to have on the list */
	takeBack({ exhibit, receipt, view, rows }: LaidSource, place: number): Promise<void> {
		return this.#inQueue(async () => {
			const { load } = await this.#connections;
			await putBack(load, rows);
			this.list.enter(exhibit, place);
			if (view !== null) this.#views.set(exhibit.key, view);
			this.list.taken(exhibit.key, receipt);
			await refreshDerived(load, eventTablesOf([receipt]));
		});
	}

	/**
	 * Goes over to a new engine: what is not in its database is read again. That of one in memory is empty, so that
	 * the reading begins while it starts.
	 * @param kept sources of an earlier visit that may be in it though they are not read here
	 */
	async moveTo(
		engine: Promise<Engine>,
		place: StoredIn,
		kept: readonly Restored[] = []
	): Promise<void> {
		const read = this.restorable;
		const keys = new Set(read.map(({ exhibit }) => exhibit.key));
		const sources = [...kept.filter(({ exhibit }) => !keys.has(exhibit.key)), ...read];
		this.#reader.close();
		this.attach(engine);
		this.#views.clear();
		if (place === 'disk') return this.restore(sources);
		const exhibits = sources.map(({ exhibit }) => exhibit);
		for (const exhibit of exhibits) this.list.enter(exhibit);
		await this.#inQueue(() => this.#readAll(exhibits));
	}

	/** Makes sure that what was read is still there should the page end now; of a database on disk. */
	async checkpoint(): Promise<void> {
		await (await this.#connections).load.query('CHECKPOINT');
	}

	async bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		const entry = this.sources.find(({ receipt }) => receipt?.source_id === sourceId);
		const exhibit = entry && this.list.exhibit(entry.key);
		if (!entry?.receipt || exhibit === undefined)
			throw new Failure('input not readable', 'the source is not loaded', { place: sourceId });
		const bytes = blobBytes(fileOf(await this.#atHand(exhibit)), exhibit.name, null);
		return readBack(bytes, entry.receipt.compression, offset, length);
	}

	/** An exhibit as it can be read: where its file is gone, the kept copy is its file from now on. */
	async #atHand(exhibit: Exhibit): Promise<Exhibit> {
		const readable = await this.#hearers.readable(exhibit);
		const { key } = exhibit;
		if (readable.file !== exhibit.file && this.list.exhibit(key) === exhibit)
			this.list.giveFile(key, readable.file!);
		return readable;
	}

	async browse(relation: string, { limit, offset }: Page, options: QueryOptions): Promise<Result> {
		await this.makeViews([relation]);
		const { ask } = await this.#connections;
		const rows = `SELECT * FROM ${identifier(relation)} LIMIT ${limit} OFFSET ${offset}`;
		return ask.query(boundedRows(rows), options);
	}

	async query(sql: string, options: QueryOptions = {}): Promise<Result> {
		await this.makeViews(readsOf(sql).tables);
		return (await this.#connections).ask.query(sql, options);
	}

	/**
	 * Makes the sources among `names` ready to be asked in their own columns: those that were not kept at first
	 * are read from the file again, once what is being read is done.
	 * @throws what the reading throws; `cancelled`
	 */
	async makeViews(names: readonly string[]): Promise<void> {
		for (const key of this.#views.pending(names)) {
			await this.#turns.run(() => this.#readOwnColumns(key));
		}
	}

	async #readOwnColumns(key: string): Promise<void> {
		const exhibit = this.list.exhibit(key);
		const view = this.#views.of(key);
		if (exhibit === undefined || view === null || view.whole) return;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const { load } = await this.#connections;
		const settings = { ...exhibit.settings, native: true };
		try {
			const read = this.#reader.reading({ ...(await this.#atHand(exhibit)), settings });
			const heard = { ...this.#progressOf(exhibit), signal };
			await loadOwnColumns(load, read, view.name, heard);
			this.#views.set(key, { ...view, whole: true });
		} finally {
			this.list.change(key, { progress: null });
		}
	}

	async #removeRows(load: Connection, key: string, receipt: Receipt): Promise<void> {
		const view = this.#views.of(key)?.name ?? null;
		// A database without that source alone takes much longer than one without any.
		if (this.list.receipts.length === 1) await removeEverySource(load, view === null ? [] : [view]);
		else await removeSource(load, receipt.source_id, view);
		this.#views.drop(key);
	}

	#inQueue(work: () => Promise<void>): Promise<void> {
		this.catalogue.change();
		return this.#turns.run(work);
	}

	async #restore(sources: readonly Restored[]): Promise<void> {
		const { load } = await this.#connections;
		await dropLaidAside(load);
		const found = new Map((await sourcesIn(load)).map(({ sourceId, view }) => [sourceId, view]));
		const known = new Set(sources.map(({ receipt }) => receipt?.source_id));
		for (const [sourceId, view] of found)
			if (!known.has(sourceId)) await removeSource(load, sourceId, view);
		const absent = sources.filter(({ receipt }) => !found.has(receipt?.source_id ?? ''));
		for (const source of sources) if (!absent.includes(source)) this.#takeBack(source, found);
		const unsettled = sources.filter(({ settled }) => !settled).map(({ exhibit }) => exhibit);
		// What cannot be read any more is refused where it is read, with the reason.
		const readable = absent.map(({ exhibit }) => this.#atHand(exhibit).catch(() => exhibit));
		await this.#readAll(await Promise.all(readable), unsettled);
	}

	/** Shows a source that is in the database; `found` tells the view of each by its id. */
	#takeBack({ exhibit, receipt, view }: Restored, found: ReadonlyMap<string, string | null>): void {
		const shown = found.get(receipt!.source_id) ?? null;
		if (view !== null)
			this.#views.set(exhibit.key, { name: shown ?? view.name, whole: shown !== null });
		this.list.taken(exhibit.key, receipt!);
	}

	/** @param unsettled sources that were read before, and what follows from them was not worked out */
	async #readAll(exhibits: readonly Exhibit[], unsettled: readonly Exhibit[] = []): Promise<void> {
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const reads = new Map(
			exhibits.map((exhibit) => [exhibit, this.#reader.begun(exhibit, signal)])
		);
		for (const [exhibit, read] of reads) await this.#readOne(exhibit, read, signal);
		try {
			await this.#settle([...unsettled, ...exhibits]);
		} catch (error) {
			if (!isEngineLost(error)) throw error;
		}
	}

	/** Who drops files sees what was read before the sessions of a large capture are worked out. */
	async #settle(exhibits: readonly Exhibit[]): Promise<void> {
		const { ask, load } = await this.#connections;
		const receipts = exhibits.flatMap(({ key }) => this.list.entry(key)?.receipt ?? []);
		const work = async () => {
			if (exhibits.some(({ own }) => own)) await this.catalogue.countRows(ask);
			await refreshDerived(load, eventTablesOf(receipts));
		};
		await this.#settled(() => this.catalogue.whileSettling(work));
	}

	#progressOf({ file, key }: Exhibit) {
		const began = Date.now();
		const measured = (pass: Progress['pass']) => {
			const measure = progressMeter(pass, file?.size ?? 0, began);
			return (bytes: number) => this.list.change(key, { progress: measure(bytes) });
		};
		return { onHashed: measured('hash'), onProgress: measured('read') };
	}

	async #readOne(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<void> {
		const { key } = exhibit;
		if (this.list.entry(key) === undefined) return;
		try {
			this.list.change(key, { state: 'reading', progress: null });
			const { receipt, view } = await this.#load(exhibit, read, signal);
			if (this.list.entry(key) === undefined) {
				// It was taken out while it was read.
				const { load } = await this.#connections;
				return await removeSource(load, receipt.source_id, view?.name ?? null);
			}
			if (view !== null) this.#views.set(key, view);
			this.#unsettle();
			this.list.taken(key, receipt);
			await this.#hearers.ontaken(exhibit);
		} catch (error) {
			this.list.change(key, { ...refusal(error), receipt: null, progress: null });
		}
	}

	async #load(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<Loaded> {
		const { load } = await this.#connections;
		const opened = (onOpened: OnOpened) => this.#unlessLoaded(exhibit, onOpened);
		return loadSource(
			load,
			(handlers) => read({ ...handlers, onOpened: opened(handlers.onOpened) }),
			{
				origin: exhibit.origin,
				signal,
				taken: new Set(this.#views.names),
				...this.#progressOf(exhibit)
			}
		);
	}

	/** What the beginning of an exhibit would be read as with a mapping. */
	async look(exhibit: Exhibit, mapping: Mapping | null): Promise<Preview> {
		return this.#reader.look(await this.#atHand(exhibit), mapping);
	}

	/** The same bytes twice would count every event twice: such a file is the source that it was before. */
	#unlessLoaded(exhibit: Exhibit, onOpened: OnOpened): OnOpened {
		return async (facts) => {
			const twin = this.list.twinOf(facts.sha256);
			if (twin === undefined) return onOpened(facts);
			if (!twin.fileAtHand) this.list.giveFile(twin.key, fileOf(exhibit));
			this.list.drop(exhibit.key);
			this.#hearers.ontwin(twinSentence(exhibit.name, twin));
			throw new Failure('cancelled', `its bytes are here already: ${twin.name}`);
		};
	}

	/** Counts what there is, for the page to show. */
	async takeStock(): Promise<void> {
		await this.catalogue.take((await this.#connections).ask);
	}
}

/** A file is what it was, whatever it is called today. */
function twinSentence(name: string, twin: SourceEntry): string {
	if (!twin.fileAtHand)
		return `${name} is the file of the rows that were kept: its bytes can be shown again`;
	if (name === twin.name) return `${name} is here already, and stays as it was read`;
	return `${name} has the bytes of ${twin.name}, which is here already: they count once`;
}

type OnOpened = ReadHandlers['onOpened'];

function refusal(error: unknown): Pick<SourceEntry, 'state' | 'reason' | 'offered'> {
	if (isCancelled(error)) return { state: 'cancelled', reason: null, offered: false };
	const unknown = error instanceof Failure && error.kind === 'input not recognised';
	return { state: 'refused', reason: messageOf(error), offered: unknown };
}
