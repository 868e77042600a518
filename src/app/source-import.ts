import type { Connection } from '#engine/duckdb/engine.ts';
import { loadOwnColumns, loadSource, type Loaded, type Read } from '#engine/store/load-source.ts';
import { removeSource } from '#engine/store/load.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import { blobBytes } from '#intake/bytes/blob-bytes.ts';
import { readBack } from '#intake/bytes/read-back.ts';
import type { Preview } from '#intake/reading/preview.ts';
import type { ReadHandlers } from '#intake/reading/read-bytes.ts';
import { Failure, isCancelled, messageOf } from '#lib/failure.ts';
import { ExhibitReader } from './exhibit-reader.ts';
import { fileOf, type Exhibit } from './exhibit.ts';
import { progressMeter } from './progress-meter.ts';
import type { Progress, SourceEntry } from './services/data-state.ts';
import type { SourceRows } from './source-rows.svelte.ts';

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

/** The connection for imports, of an engine that is perhaps still starting: what is read begins meanwhile. */
type ToLoad = () => Promise<Connection>;

/** Reads exhibits: into the database, or as far as somebody looks at them. */
export class SourceImport {
	readonly #load: ToLoad;
	readonly #rows: SourceRows;
	readonly #hearers: DataHearers;
	readonly #reader = new ExhibitReader();
	#cancel = new AbortController();

	constructor(load: ToLoad, rows: SourceRows, hearers: DataHearers) {
		this.#load = load;
		this.#rows = rows;
		this.#hearers = hearers;
	}

	/** Files are likely to come: what reads them gets ready. */
	prepare(): void {
		this.#reader.prepare();
	}

	close(): void {
		this.#reader.close();
	}

	/** Ends the reading at hand and all that wait behind it, on the page at once. */
	cancel(): void {
		this.#cancel.abort();
		for (const { key, state } of this.#rows.list.entries)
			if (state === 'reading' || state === 'waiting')
				this.#rows.list.change(key, { state: 'cancelled', progress: null });
	}

	/** Each ends as read, refused or cancelled. */
	async readAll(exhibits: readonly Exhibit[]): Promise<void> {
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const reads = new Map(
			exhibits.map((exhibit) => [exhibit, this.#reader.begun(exhibit, signal)])
		);
		for (const [exhibit, read] of reads) await this.#readOne(exhibit, read, signal);
	}

	/** Reads the columns of a source anew that were not kept at first. @throws what the reading throws; `cancelled` */
	async readOwnColumns(key: string): Promise<void> {
		const { list, views } = this.#rows;
		const exhibit = list.exhibit(key);
		const view = views.of(key);
		if (exhibit === undefined || view === null || view.whole) return;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const settings = { ...exhibit.settings, native: true };
		try {
			const read = this.#reader.reading({ ...(await this.atHand(exhibit)), settings });
			const heard = { ...this.#progressOf(exhibit), signal };
			await loadOwnColumns(await this.#load(), read, view.name, heard);
			views.set(key, { ...view, whole: true });
		} finally {
			list.change(key, { progress: null });
		}
	}

	/** What the beginning of an exhibit would be read as with a mapping. */
	async look(exhibit: Exhibit, mapping: Mapping | null): Promise<Preview> {
		return this.#reader.look(await this.atHand(exhibit), mapping);
	}

	/** @throws `input not readable` where the source is not loaded, or its file is gone */
	async bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		const { list } = this.#rows;
		const entry = list.entries.find(({ receipt }) => receipt?.source_id === sourceId);
		const exhibit = entry && list.exhibit(entry.key);
		if (!entry?.receipt || exhibit === undefined)
			throw new Failure('input not readable', 'the source is not loaded', { place: sourceId });
		const bytes = blobBytes(fileOf(await this.atHand(exhibit)), exhibit.name, null);
		return readBack(bytes, entry.receipt.compression, offset, length);
	}

	/** An exhibit as it can be read: where its file is gone, the kept copy is its file from now on. */
	async atHand(exhibit: Exhibit): Promise<Exhibit> {
		const { list } = this.#rows;
		const readable = await this.#hearers.readable(exhibit);
		const { key } = exhibit;
		if (readable.file !== exhibit.file && list.exhibit(key) === exhibit)
			list.giveFile(key, readable.file!);
		return readable;
	}

	#progressOf({ file, key }: Exhibit) {
		const began = Date.now();
		const measured = (pass: Progress['pass']) => {
			const measure = progressMeter(pass, file?.size ?? 0, began);
			return (bytes: number) => this.#rows.list.change(key, { progress: measure(bytes) });
		};
		return { onHashed: measured('hash'), onProgress: measured('read') };
	}

	async #readOne(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<void> {
		const { key } = exhibit;
		const { list, views } = this.#rows;
		if (list.entry(key) === undefined) return;
		try {
			list.change(key, { state: 'reading', progress: null });
			const { receipt, view } = await this.#taken(exhibit, read, signal);
			// It may have been taken out while it was read.
			if (list.entry(key) === undefined)
				return await removeSource(await this.#load(), receipt.source_id, view?.name ?? null);
			if (view !== null) views.set(key, view);
			this.#rows.unsettle();
			list.taken(key, receipt);
			await this.#hearers.ontaken(exhibit);
		} catch (error) {
			list.change(key, { ...refusal(error), receipt: null, progress: null });
		}
	}

	async #taken(exhibit: Exhibit, read: Read, signal: AbortSignal): Promise<Loaded> {
		const opened = (onOpened: OnOpened) => this.#unlessLoaded(exhibit, onOpened);
		return loadSource(
			await this.#load(),
			(handlers) => read({ ...handlers, onOpened: opened(handlers.onOpened) }),
			{
				origin: exhibit.origin,
				signal,
				taken: new Set(this.#rows.views.names),
				...this.#progressOf(exhibit)
			}
		);
	}

	/** The same bytes twice would count every event twice: such a file is the source that it was before. */
	#unlessLoaded(exhibit: Exhibit, onOpened: OnOpened): OnOpened {
		const { list } = this.#rows;
		return async (facts) => {
			const twin = list.twinOf(facts.sha256);
			if (twin === undefined) return onOpened(facts);
			if (!twin.fileAtHand) list.giveFile(twin.key, fileOf(exhibit));
			list.drop(exhibit.key);
			this.#hearers.ontwin(twinSentence(exhibit.name, twin));
			throw new Failure('cancelled', `its bytes are here already: ${twin.name}`);
		};
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
