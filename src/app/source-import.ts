import type { Connection } from '#engine/duckdb/engine.ts';
import type { Loaded, Read } from '#engine/store/load-source.ts';
import type { FormatFacts } from '#datasets/format-facts.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { CaptureFile } from '#intake/reading/capture-file.ts';
import { blobBytes } from '#intake/bytes/blob-bytes.ts';
import type { Preview } from '#intake/reading/preview.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { ReadHandlers } from '#intake/reading/read-bytes.ts';
import { Failure, isCancelled, messageOf } from '#lib/failure.ts';
import { SourceReader } from './source-reader.ts';
import { fileOf } from './given-sources.ts';
import { progressMeter } from './progress-meter.ts';
import type { Progress, Source } from './services/source.ts';
import type { Ended } from './source-list.svelte.ts';
import type { SourceRows } from './source-rows.svelte.ts';

export interface DataHearers {
	/** A file was given though its bytes are here already. */
	ontwin(sentence: string): void;
	/**
	 * A source with bytes that can be read: of its kept copy where its file is gone.
	 * @throws `input not readable` where neither can be
	 */
	readable(source: Source): Promise<Source>;
	/** The rows of a source are in the database; what is to be read behind it waits. */
	ontaken(source: Source): Promise<void>;
}

/** The connection for imports, of an engine that is perhaps still starting: what is read begins meanwhile. */
type ToLoad = () => Promise<Connection>;

/** Reads sources: into the database, or as far as somebody looks at them. */
export class SourceImport {
	readonly #load: ToLoad;
	readonly #rows: SourceRows;
	readonly #hearers: DataHearers;
	readonly #reader = new SourceReader();
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

	/** All formats, by name. */
	formats(): Promise<readonly FormatFacts[]> {
		return this.#reader.formats();
	}

	close(): void {
		this.#reader.close();
	}

	/** Ends the reading at hand and all that wait behind it, on the page at once. */
	cancel(): void {
		this.#cancel.abort();
		for (const { key, state } of this.#rows.list.all)
			if (state === 'reading' || state === 'waiting')
				this.#rows.list.end(key, { state: 'cancelled' });
	}

	/** Each ends as read, refused or cancelled. */
	async readAll(sources: readonly Source[]): Promise<void> {
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const reads = new Map(sources.map((source) => [source, this.#reader.begun(source, signal)]));
		for (const [source, read] of reads) await this.#readOne(source, read, signal);
	}

	/** Reads the columns of a source anew that were not kept at first. @throws what the reading throws; `cancelled` */
	async readOwnColumns(key: string): Promise<void> {
		const { list, views } = this.#rows;
		const source = list.of(key);
		const view = views.of(key);
		if (source === undefined || view === null || view.whole) return;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const settings = { ...source.settings, native: true };
		try {
			const read = this.#reader.reading({ ...(await this.atHand(source)), settings });
			const heard = { ...this.#progressOf(source), signal };
			const { loadOwnColumns } = await import('./database-work.ts');
			await loadOwnColumns(await this.#load(), read, view.name, heard);
			views.set(key, { ...view, whole: true });
		} finally {
			list.measure(key, null);
		}
	}

	/** What the beginning of a source would be read as with a mapping. */
	async look(source: Source, mapping: Mapping | null): Promise<Preview> {
		return this.#reader.look(await this.atHand(source), mapping);
	}

	/** @throws `input not readable` where the source is not loaded, or its file is gone */
	async bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array> {
		const { bytes, receipt } = await this.#loaded(sourceId);
		const { readBack } = await import('#intake/bytes/read-back.ts');
		return readBack(bytes, receipt.compression, offset, length);
	}

	/** @throws as `bytesOf`; `usage` where the source is not a capture */
	async captureOf(sourceId: string): Promise<CaptureFile> {
		const { bytes, receipt } = await this.#loaded(sourceId);
		const { CaptureFile } = await import('#intake/reading/capture-file.ts');
		return new CaptureFile(bytes, receipt.compression, receipt.format);
	}

	async #loaded(sourceId: string) {
		const { list } = this.#rows;
		const source = list.loaded.find(({ receipt }) => receipt.source_id === sourceId);
		if (source === undefined)
			throw new Failure('input not readable', 'the source is not loaded', { place: sourceId });
		const bytes = blobBytes(fileOf(await this.atHand(source)), source.name, null);
		return { bytes, receipt: source.receipt };
	}

	/** A source as it can be read: where its file is gone, the kept copy is its file from now on. */
	async atHand(source: Source): Promise<Source> {
		const { list } = this.#rows;
		const readable = await this.#hearers.readable(source);
		const { key, file } = source;
		if (readable.file !== file && list.of(key)?.file === file) list.giveFile(key, readable.file!);
		return readable;
	}

	#progressOf({ file, key }: Source) {
		const began = Date.now();
		const measured = (pass: Progress['pass']) => {
			const measure = progressMeter(pass, file?.size ?? 0, began);
			return (bytes: number) => this.#rows.list.measure(key, measure(bytes));
		};
		return { onHashed: measured('hash'), onProgress: measured('read') };
	}

	async #readOne(source: Source, read: Read, signal: AbortSignal): Promise<void> {
		const { key } = source;
		const { list, views } = this.#rows;
		if (list.of(key) === undefined) return;
		try {
			list.begin(key);
			const { receipt, view } = await this.#taken(source, read, signal);
			// It may have been taken out while it was read.
			if (list.of(key) === undefined) return await this.#removed(receipt, view);
			if (view !== null) views.set(key, view);
			this.#rows.unsettle();
			list.taken(key, receipt);
			await this.#hearers.ontaken(source);
		} catch (error) {
			list.end(key, endOf(error));
		}
	}

	async #removed(receipt: Receipt, view: Loaded['view']): Promise<void> {
		const { removeSource } = await import('./database-work.ts');
		await removeSource(await this.#load(), receipt.source_id, view?.name ?? null);
	}

	async #taken(source: Source, read: Read, signal: AbortSignal): Promise<Loaded> {
		const { loadSource } = await import('./database-work.ts');
		const opened = (onOpened: OnOpened) => this.#unlessLoaded(source, onOpened);
		return loadSource(
			await this.#load(),
			(handlers) => read({ ...handlers, onOpened: opened(handlers.onOpened) }),
			{
				origin: source.origin,
				signal,
				taken: new Set(this.#rows.views.names),
				...this.#progressOf(source)
			}
		);
	}

	/** The same bytes twice would count every event twice: such a file is the source that it was before. */
	#unlessLoaded(source: Source, onOpened: OnOpened): OnOpened {
		const { list } = this.#rows;
		return async (facts) => {
			const twin = list.twinOf(facts.sha256);
			if (twin === undefined) return onOpened(facts);
			if (twin.file === null) list.giveFile(twin.key, fileOf(source));
			list.drop(source.key);
			this.#hearers.ontwin(twinSentence(source.name, twin));
			throw new Failure('cancelled', `its bytes are here already: ${twin.name}`);
		};
	}
}

/** A file is what it was, whatever it is called today. */
function twinSentence(name: string, twin: Source): string {
	if (twin.file === null)
		return `${name} is the file of the rows that were kept: its bytes can be shown again`;
	if (name === twin.name) return `${name} is here already, and stays as it was read`;
	return `${name} has the bytes of ${twin.name}, which is here already: they count once`;
}

type OnOpened = ReadHandlers['onOpened'];

function endOf(error: unknown): Ended {
	if (isCancelled(error)) return { state: 'cancelled' };
	const unknown = error instanceof Failure && error.kind === 'input not recognised';
	return { state: 'refused', reason: messageOf(error), offered: unknown };
}
