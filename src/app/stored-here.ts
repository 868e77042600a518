import { Failure } from '#lib/failure.ts';
import type { Platform } from './services/platform.ts';
import type { Storage } from './services/storage.ts';
import type { Stored } from './services/stored.ts';

export interface StoredParts {
	platform: Pick<Platform, 'disk' | 'usage' | 'startAnew'>;
	storage: Promise<Storage>;
	/** Lets go of what is kept, so that it can be deleted: nothing is written from there on. */
	leave(): Promise<void>;
}

/** What this page keeps in the browser, all together: how much, and an end of it. */
export class StoredHere {
	readonly #parts: StoredParts;

	constructor(parts: StoredParts) {
		this.#parts = parts;
	}

	async measured(): Promise<Stored> {
		const { platform, storage } = this.#parts;
		const [collections, database, all] = await Promise.all([
			(await storage).measured(),
			platform.disk.size(),
			platform.usage().catch(() => null)
		]);
		return { collections, database, all };
	}

	/** Another tab may hold the database on disk, and then all stays as it is. @throws `storage failed` */
	async clear(): Promise<void> {
		const { platform, storage, leave } = this.#parts;
		const { disk } = platform;
		const hasDatabase = (await disk.size()) !== null;
		const lack = hasDatabase ? await disk.take(0) : null;
		if (lack !== null) throw new Failure('storage failed', `the database on disk: ${lack}`);
		await leave();
		if (hasDatabase) await disk.erase();
		await (await storage).clear();
		platform.startAnew();
	}
}
