import { keptExhibit } from './exhibit.ts';
import type { Restored } from './source-rows.svelte.ts';
import type { KeptSource, Storage } from './services/storage.ts';

/**
 * Bytes of files that are read into memory, and that are kept as they are for the next visit. Of more than that
 * the rows are kept, in a database on disk. The address may say otherwise: `?memory=64` is 64 MB.
 */
export function memoryLimit(address: URL): number {
	const said = Number.parseFloat(address.searchParams.get('memory') ?? '');
	return (said >= 0 ? said : 1000) * 1_000_000;
}

/** The analyst's own sources, as they are there again at the next visit. */
export class OwnSources {
	readonly #storage: Promise<Storage>;
	readonly #largest: number;
	/** As what each source is kept, by its key: a file is written once, and again where that has changed. */
	readonly #keptAs = new Map<string, string>();

	/** @param largest bytes of a file that is kept as it is */
	constructor(storage: Promise<Storage>, largest: number) {
		this.#storage = storage;
		this.#largest = largest;
	}

	async all(): Promise<Restored[]> {
		const sources = (await (await this.#storage).sources()).map(restoredOf);
		for (const source of sources) this.#keptAs.set(source.exhibit.key, this.#wayOf(source));
		return sources;
	}

	/**
	 * Keeps a source for the next visit.
	 * @param order its place among the sources
	 * @param onDisk whether its rows are in the database on disk
	 * @returns false where it is too large to be kept
	 */
	async keep(
		{ exhibit, receipt, view, settled }: Restored,
		order: number,
		onDisk: boolean
	): Promise<boolean> {
		const { key, name, file, settings } = exhibit;
		const large = file === null || file.size > this.#largest;
		if (large && !onDisk) return false;
		const onlyRows = onDisk ? { receipt, view } : { receipt: null, view: null };
		const as = this.#wayOf({ exhibit, ...onlyRows, settled: settled || !onDisk });
		if (this.#keptAs.get(key) === as) return true;
		this.#keptAs.set(key, as);
		await (
			await this.#storage
		).keepSource({
			key,
			order,
			name,
			modified: file?.lastModified ?? null,
			blob: large ? null : file,
			settings,
			...onlyRows,
			settled: settled || !onDisk
		});
		return true;
	}

	#wayOf({ exhibit: { file, settings }, receipt, settled }: Restored): string {
		const large = file === null || file.size > this.#largest;
		return JSON.stringify([large, settings, receipt?.sha256 ?? null, settled]);
	}

	/** The copy of a source that is kept; null where it is too large, or none is. */
	async copyOf(key: string): Promise<File | null> {
		const kept = (await this.all()).find(({ exhibit }) => exhibit.key === key);
		return kept?.exhibit.file ?? null;
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

/** Whether what is kept of a source lies in the database on disk. */
export function isOnDisk({ receipt }: Restored): boolean {
	return receipt !== null;
}

function restoredOf(kept: KeptSource): Restored {
	const { receipt, view, settled } = kept;
	return { exhibit: keptExhibit(kept), receipt, view, settled };
}
