import { keptExhibit } from './exhibit.ts';
import type { Restored } from './data-store.svelte.ts';
import type { KeptSource, Storage } from './storage.ts';

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

	/** @param largest bytes of a file that is kept as it is */
	constructor(storage: Promise<Storage>, largest: number) {
		this.#storage = storage;
		this.#largest = largest;
	}

	async all(): Promise<Restored[]> {
		return (await (await this.#storage).sources()).map(restoredOf);
	}

	/**
	 * Keeps a source for the next visit.
	 * @param order its place among the sources
	 * @param onDisk whether its rows are in the database on disk
	 * @returns false where it is too large to be kept
	 */
	async keep(
		{ exhibit, receipt, view }: Restored,
		order: number,
		onDisk: boolean
	): Promise<boolean> {
		const { key, name, file, settings } = exhibit;
		const large = file === null || file.size > this.#largest;
		if (large && !onDisk) return false;
		await (
			await this.#storage
		).keepSource({
			key,
			order,
			name,
			modified: file?.lastModified ?? null,
			blob: large ? null : file,
			settings,
			receipt: onDisk ? receipt : null,
			view: onDisk ? view : null
		});
		return true;
	}

	async drop(key: string): Promise<void> {
		await (await this.#storage).dropSource(key);
	}
}

/** Whether what is kept of a source lies in the database on disk. */
export function isOnDisk({ receipt }: Restored): boolean {
	return receipt !== null;
}

function restoredOf(kept: KeptSource): Restored {
	// What was kept by an earlier version knows nothing of a database on disk.
	return { exhibit: keptExhibit(kept), receipt: kept.receipt ?? null, view: kept.view ?? null };
}
