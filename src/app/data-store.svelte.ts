import { eventTableNames } from '#arrow/event-tables.ts';
import { formats } from '#datasets/index.ts';
import type { Connection, Engine, Result } from '#engine/engine.ts';
import { InTurn } from '#engine/in-turn.ts';
import { loadOwnColumns, loadSource, type Loaded, type Read } from '#engine/load-source.ts';
import { removeEverySource, removeSource, type OwnView } from '#engine/load.ts';
import { settle, sourcesOf } from '#engine/settle.ts';
import { readsOf } from '#engine/sql-reader.ts';
import { identifier } from '#engine/sql.ts';
import { blobBytes } from '#intake/blob-bytes.ts';
import { readBack } from '#intake/read-back.ts';
import { ReaderClient } from '#intake/reader-client.ts';
import { eventTablesOf, type Receipt } from '#intake/receipt.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { coveragePieces, derivedSessions, tableEntries } from './catalogue.ts';
import type { Exhibit } from './exhibit.ts';
import { AHEAD_LIMIT, readAhead } from './read-ahead.ts';
import type {
	DataState,
	IncidentEntry,
	Page,
	Progress,
	SourceEntry,
	TableEntry
} from './workbench.ts';
import type { CoveragePiece } from '#investigation/result.ts';

interface Connections {
	/** Imports alone: a transaction is open on it while a source is read. */
	load: Connection;
	/** What the page asks meanwhile. */
	ask: Connection;
}

/** The sources and what is in the database because of them. */
export class DataStore implements DataState {
	#sources = $state.raw<readonly SourceEntry[]>([]);
	#tables = $state.raw<readonly TableEntry[]>([]);
	#coverage = $state.raw<readonly CoveragePiece[]>([]);
	#derived = $state.raw<ReadonlyMap<string, number>>(new Map());
	/** The sources' own views, by the key of their entry. */
	#views = $state.raw<ReadonlyMap<string, OwnView>>(new Map());
	/** The incident that the sources belong to; null for the analyst's own. */
	incident = $state.raw<IncidentEntry | null>(null);
	readonly #exhibits = new Map<string, Exhibit>();
	/** Number of the reading that put a source into the database, by the key of its entry. */
	readonly #loads = new Map<string, number>();
	#readings = 0;
	readonly #reader = new ReaderClient();
	/** The reading thread takes one source at a time. */
	readonly #readerTurn = new InTurn();
	#connections!: Promise<Connections>;
	#cancel = new AbortController();
	#queue: Promise<void> = Promise.resolve();

	get sources(): readonly SourceEntry[] {
		return this.#sources;
	}
	get tables(): readonly TableEntry[] {
		return this.#tables;
	}
	get coverage(): readonly CoveragePiece[] {
		return this.#coverage;
	}
	get derived(): ReadonlyMap<string, number> {
		return this.#derived;
	}
	get views(): readonly string[] {
		return this.#viewNames.sort();
	}

	/** Takes an engine that is perhaps still starting; what is read meanwhile waits for it. */
	attach(engine: Promise<Engine>): void {
		this.#connections = engine.then(async (ready) => ({
			load: await ready.connect(),
			ask: await ready.connect()
		}));
		this.#connections.catch(() => undefined);
	}

	exhibit(key: string): Exhibit | undefined {
		return this.#exhibits.get(key);
	}

	/** Exhibits that are in the database, in their order: what a new engine has to read again. */
	get loaded(): Exhibit[] {
		return this.#sources
			.filter(({ state }) => state === 'read')
			.map(({ key }) => this.#exhibits.get(key)!);
	}

	/**
	 * Changes whenever the rows of a table, or of a source's own view, change: also where the same bytes
	 * were read anew in another way.
	 */
	versionOf(table: string): string {
		const isEventTable = eventTableNames.some((name) => name === table);
		const loads = this.#sources.flatMap(({ key, receipt }) => {
			if (receipt === null) return [];
			const has = sourcesOf(table).some((name) => name in receipt.rows);
			return !isEventTable || has ? [this.#loads.get(key) ?? 0] : [];
		});
		return loads.join(' ');
	}

	/** Reads exhibits behind those already waiting; each ends as read, refused or cancelled. */
	add(exhibits: readonly Exhibit[]): Promise<void> {
		for (const exhibit of exhibits) this.#enter(exhibit);
		this.#queue = this.#queue.then(() => this.#readAll(exhibits));
		return this.#queue;
	}

	/**
	 * Ends the reading at hand and all that wait behind it. The threads end at once and the page says so; the
	 * database takes back what it had behind that, before anything else is read.
	 */
	cancel(): void {
		this.#cancel.abort();
		for (const { key, state } of this.#sources)
			if (state === 'reading' || state === 'waiting')
				this.#change(key, { state: 'cancelled', progress: null });
	}

	/** Forgets everything: on the page at once, in the database as soon as nothing is being read. */
	async clear(): Promise<void> {
		this.cancel();
		const before = this.#sources;
		this.#sources = [];
		this.#tables = [];
		this.#coverage = [];
		this.#derived = new Map();
		await this.#queue;
		const { load } = await this.#connections;
		await removeEverySource(load, this.#viewNames);
		this.#views = new Map();
		for (const { key } of before) this.#exhibits.delete(key);
	}

	/** Takes one source out, by the key of its entry. */
	async remove(key: string): Promise<void> {
		await this.#queue;
		const connections = await this.#connections;
		const receipt = this.#sources.find((entry) => entry.key === key)?.receipt;
		if (receipt) await this.#removeRows(connections, key, receipt);
		this.#sources = this.#sources.filter((entry) => entry.key !== key);
		this.#exhibits.delete(key);
		await settle(connections.load, receipt ? eventTablesOf([receipt]) : []);
	}

	/** Reads all sources into a new engine: the old one is gone with all it held. */
	async reload(engine: Promise<Engine>): Promise<void> {
		const exhibits = this.loaded;
		this.#reader.close();
		this.attach(engine);
		this.#views = new Map();
		this.#sources = this.#sources.filter(({ state }) => state !== 'read');
		await this.add(exhibits);
	}

	async bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		const entry = this.#sources.find(({ receipt }) => receipt?.source_id === sourceId);
		const exhibit = entry && this.#exhibits.get(entry.key);
		if (!entry?.receipt || exhibit === undefined)
			throw new Failure('input not readable', 'the source is not loaded', { place: sourceId });
		const bytes = blobBytes(exhibit.file, exhibit.name, null);
		return readBack(bytes, entry.receipt.compression, offset, length);
	}

	async browse(relation: string, page: Page): Promise<Result> {
		await this.makeViews([relation]);
		const { ask } = await this.#connections;
		return ask.query(
			`SELECT * FROM ${identifier(relation)} LIMIT ${page.limit} OFFSET ${page.offset}`
		);
	}

	async query(sql: string): Promise<Result> {
		await this.makeViews(readsOf(sql).tables);
		return (await this.#connections).ask.query(sql);
	}

	/**
	 * Makes the sources among `names` ready to be asked in their own columns: those that were not kept at first
	 * are read from the file again, once what is being read is done.
	 * @throws what the reading throws; `cancelled`
	 */
	async makeViews(names: readonly string[]): Promise<void> {
		for (const [key, view] of this.#views)
			if (names.includes(view.name)) await this.#makeView(key, view);
	}

	async #makeView(key: string, view: OwnView): Promise<void> {
		if (view.whole) return;
		const made = this.#queue.then(() => this.#readOwnColumns(key, view.name));
		// Who asked hears of a failure; what waits behind goes on.
		this.#queue = made.catch(() => undefined);
		return made;
	}

	async #readOwnColumns(key: string, name: string): Promise<void> {
		const exhibit = this.#exhibits.get(key);
		if (exhibit === undefined || this.#views.get(key)?.whole !== false) return;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const { load } = await this.#connections;
		const settings = { ...exhibit.settings, native: true };
		const onProgress = this.#progressOf(exhibit);
		try {
			await loadOwnColumns(load, this.#read({ ...exhibit, settings }), name, {
				onProgress,
				signal
			});
			this.#views = new Map(this.#views).set(key, { name, whole: true });
		} finally {
			this.#change(key, { progress: null });
		}
	}

	/** Receipts of the sources that are in the database. */
	get receipts(): Receipt[] {
		return this.#sources.map(({ receipt }) => receipt).filter((receipt) => receipt !== null);
	}

	async #removeRows({ load }: Connections, key: string, receipt: Receipt): Promise<void> {
		await removeSource(load, receipt.source_id, this.#views.get(key)?.name ?? null);
		this.#views = new Map([...this.#views].filter(([other]) => other !== key));
	}

	#enter(exhibit: Exhibit): void {
		this.#exhibits.set(exhibit.key, exhibit);
		const entry: SourceEntry = {
			key: exhibit.key,
			name: exhibit.name,
			state: 'waiting',
			receipt: null,
			reason: null,
			offered: [],
			origin: exhibit.origin,
			title: exhibit.title,
			settings: exhibit.settings,
			progress: null
		};
		this.#sources = [...this.#sources.filter(({ key }) => key !== exhibit.key), entry];
	}

	#change(key: string, change: Partial<SourceEntry>): void {
		this.#sources = this.#sources.map((entry) =>
			entry.key === key ? { ...entry, ...change } : entry
		);
	}

	async #readAll(exhibits: readonly Exhibit[]): Promise<void> {
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const reads = new Map(exhibits.map((exhibit) => [exhibit, this.#reading(exhibit, signal)]));
		for (const [exhibit, read] of reads) await this.#readOne(exhibit, read, signal);
		try {
			const keys = exhibits.map(({ key }) => key);
			const own = this.#sources.filter(({ key }) => keys.includes(key));
			const receipts = own.flatMap(({ receipt }) => receipt ?? []);
			await settle((await this.#connections).load, eventTablesOf(receipts));
		} catch (error) {
			if (!isEngineLost(error)) throw error;
		}
	}

	/** The reading of an exhibit: under way already where it is small, else begun when it is asked for. */
	#reading(exhibit: Exhibit, signal: AbortSignal): Read {
		const read = this.#read(exhibit);
		return exhibit.file.size <= AHEAD_LIMIT ? readAhead(read, signal) : read;
	}

	#read({ file, name, settings, own }: Exhibit): Read {
		const modified = own ? file.lastModified : null;
		return (handlers) =>
			this.#readerTurn.run(() =>
				this.#reader.read({ blob: file, name, modified, settings, now: Date.now() }, handlers)
			);
	}

	#progressOf({ file, key }: Exhibit): (bytes: number) => void {
		const measure = progressMeter(file.size, Date.now());
		return (bytes) => this.#change(key, { progress: measure(bytes) });
	}

	get #viewNames(): string[] {
		return [...this.#views.values()].map(({ name }) => name);
	}

	async #readOne(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<void> {
		const { key } = exhibit;
		if (this.#sources.every((entry) => entry.key !== key)) return;
		try {
			this.#change(key, { state: 'reading', progress: null });
			const { receipt, view } = await this.#load(exhibit, read, signal);
			if (this.#sources.every((entry) => entry.key !== key)) {
				// It was taken out while it was read.
				const { load } = await this.#connections;
				return await removeSource(load, receipt.source_id, view?.name ?? null);
			}
			if (view !== null) this.#views = new Map([...this.#views, [key, view]]);
			this.#loads.set(key, ++this.#readings);
			this.#change(key, { state: 'read', receipt, progress: null });
		} catch (error) {
			this.#change(key, { ...refusal(error), receipt: null, progress: null });
		}
	}

	async #load(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<Loaded> {
		const { origin } = exhibit;
		const { load } = await this.#connections;
		return loadSource(
			load,
			(handlers) => read({ ...handlers, onOpened: this.#unlessLoaded(handlers.onOpened) }),
			{
				origin,
				signal,
				taken: new Set(this.#viewNames),
				onProgress: this.#progressOf(exhibit)
			}
		);
	}

	/** The same bytes twice would count every event twice. */
	#unlessLoaded(
		opened: (facts: { sourceId: string; sha256: string; bytes: number }) => void | Promise<void>
	) {
		return async (facts: { sourceId: string; sha256: string; bytes: number }) => {
			const twin = this.#sources.find(({ receipt }) => receipt?.sha256 === facts.sha256);
			if (twin !== undefined)
				throw new Failure('usage', `the same bytes are loaded already, as ${twin.name}`);
			await opened(facts);
		};
	}

	/** Counts what there is, for the page to show. */
	async takeStock(): Promise<void> {
		const { ask } = await this.#connections;
		this.#tables = await tableEntries(ask);
		this.#coverage = await coveragePieces(ask);
		this.#derived = await derivedSessions(ask, this.#tables);
	}
}

function refusal(error: unknown): Pick<SourceEntry, 'state' | 'reason' | 'offered'> {
	if (isCancelled(error)) return { state: 'cancelled', reason: null, offered: [] };
	const unknown = error instanceof Failure && error.kind === 'input not recognised';
	return {
		state: 'refused',
		reason: messageOf(error),
		offered: unknown ? formats.map(({ name }) => name) : []
	};
}

/**
 * Progress by bytes, nothing before half a second has passed. The rate counts from the first word of progress:
 * what comes before, the hash of the file, says nothing of how fast it is read.
 */
function progressMeter(all: number, began: number): (done: number) => Progress | null {
	let first: { at: number; done: number } | null = null;
	return (done) => {
		const now = Date.now();
		first ??= { at: now, done };
		if (now - began < 500) return null;
		const rate = now > first.at ? (done - first.done) / ((now - first.at) / 1000) : null;
		return { done, all, rate, left: rate !== null && rate > 0 ? (all - done) / rate : null };
	};
}
