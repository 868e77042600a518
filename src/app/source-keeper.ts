import { waiting, withState, type Source, type SourceIn } from './services/source.ts';
import type { KeptSource, Storage } from './services/storage.ts';

/**
 * Bytes of files that are read into memory, and that are kept as they are for the next visit. Of more than that
 * the rows are kept, in a database on disk. The address may say otherwise: `?memory=64` is 64 MB.
 */
export function memoryLimit(address: URL): number {
	const said = Number.parseFloat(address.searchParams.get('memory') ?? '');
	return (said >= 0 ? said : 1000) * 1_000_000;
}

/** The sources of the analyst's own cases, as they are there again at the next visit. */
export class SourceKeeper {
	readonly #storage: Promise<Storage>;
	readonly #largest: number;
	/** As what each source is kept, by its key: a file is written once, and again where that has changed. */
	readonly #keptAs = new Map<string, string>();

	/** @param largest bytes of a file that is kept as it is */
	constructor(storage: Promise<Storage>, largest: number) {
		this.#storage = storage;
		this.#largest = largest;
	}

	/** Those of a case; each waits to be read, or has its rows stored in the database on disk. */
	async all(workspace: string): Promise<Source[]> {
		const sources = (await (await this.#storage).sources(workspace)).map(sourceOf);
		for (const source of sources) this.#keptAs.set(source.key, this.#wayOf(source));
		return sources;
	}

	/**
	 * Keeps a source for the next visit; of one that is stored its rows are in the database on disk.
	 * @param order its place among the sources
	 * @returns false where it is too large to be kept
	 */
	async keep(source: Source, order: number): Promise<boolean> {
		const { key, name, file, settings, workspace } = source;
		if (workspace === null) return false;
		const large = this.#isLarge(source);
		if (large && !isStored(source)) return false;
		const as = this.#wayOf(source);
		if (this.#keptAs.get(key) === as) return true;
		this.#keptAs.set(key, as);
		const modified = file?.lastModified ?? null;
		const blob = large ? null : file;
		const storage = await this.#storage;
		const rows = rowsOf(source);
		await storage.keepSource({ key, workspace, order, name, modified, blob, settings, ...rows });
		return true;
	}

	#isLarge({ file }: Source): boolean {
		return file === null || file.size > this.#largest;
	}

	#wayOf(source: Source): string {
		const { receipt, settled } = rowsOf(source);
		return JSON.stringify([
			...[this.#isLarge(source), source.settings],
			...[receipt?.sha256 ?? null, settled]
		]);
	}

	/** The copy of a source that is kept; null where it is too large, or none is. */
	async copyOf({ key, workspace }: Source): Promise<File | null> {
		if (workspace === null) return null;
		return (await this.all(workspace)).find((source) => source.key === key)?.file ?? null;
	}

	/** What was kept may be gone. */
	forget(): void {
		this.#keptAs.clear();
	}

	async drop(key: string): Promise<void> {
		this.#keptAs.delete(key);
		await (await this.#storage).dropSource(key);
	}
}

/** Whether its rows may lie in a database already. */
export function isStored(source: Source): source is SourceIn<'stored'> {
	return source.state === 'stored';
}

/** What is kept of its rows in the database on disk. */
function rowsOf(source: Source): Pick<KeptSource, 'receipt' | 'view' | 'settled'> {
	if (!isStored(source)) return { receipt: null, view: null, settled: true };
	const { receipt, view, settled } = source;
	return { receipt, view, settled };
}

function sourceOf(kept: KeptSource): Source {
	const { key, workspace, name, blob, modified, settings, receipt, view, settled } = kept;
	const options = modified === null ? {} : { lastModified: modified };
	const given = waiting({
		...{ key, workspace, name, origin: null, title: null },
		file: blob === null ? null : new File([blob], name, options),
		settings: { ...settings, native: false }
	});
	if (receipt === null) return given;
	return withState(given, { state: 'stored', receipt, progress: null, view, settled });
}
