import { Failure } from '#lib/failure.ts';
import type { DiskPlace, Platform } from './services/platform.ts';
import { FIRST_OWN } from './services/storage/first-own.ts';
import type { Storage } from './services/storage.ts';
import type { Stored } from './services/stored.ts';

export interface StoredParts {
	platform: Pick<Platform, 'disk' | 'usage' | 'startAnew'>;
	storage: Promise<Storage>;
	/** Names of the analyst's own cases. */
	cases(): readonly string[];
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
		const [collections, databases, all] = await Promise.all([
			(await storage).measured(),
			this.#databases(),
			platform.usage().catch(() => null)
		]);
		return { collections, databases, all };
	}

	/** Another tab may hold a database on disk, and then all stays as it is. @throws `storage failed` */
	async clear(): Promise<void> {
		const { platform, storage, leave } = this.#parts;
		const names = [...(await this.#databases()).keys()];
		const disks = names.map((name) => platform.disk(name));
		await takeAll(disks);
		await leave();
		for (const disk of disks) await disk.erase();
		await (await storage).clear();
		platform.startAnew();
	}

	async #databases(): Promise<Map<string, number>> {
		const names = new Set([FIRST_OWN, ...this.#parts.cases()]);
		const sizes = [...names].map(async (name) => {
			const size = await this.#parts.platform.disk(name).size();
			return size === null ? [] : [[name, size] as const];
		});
		return new Map((await Promise.all(sizes)).flat());
	}
}

async function takeAll(disks: readonly DiskPlace[]): Promise<void> {
	for (const disk of disks) {
		const lack = await disk.take(0);
		if (lack !== null) throw new Failure('storage failed', `the database on disk: ${lack}`);
	}
}
