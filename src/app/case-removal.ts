import { Failure } from '#lib/failure.ts';
import { lockOf } from './case-lock.ts';
import type { Platform } from './services/platform.ts';
import type { Storage } from './services/storage.ts';

export interface CaseRemovalParts {
	platform: Pick<Platform, 'disk' | 'tabs'>;
	storage: Promise<Storage>;
}

/** Takes away what is kept of a case: its records, and its database on disk. */
export class CaseRemoval {
	readonly #parts: CaseRemovalParts;

	constructor(parts: CaseRemovalParts) {
		this.#parts = parts;
	}

	/** Of a case that this tab writes, and that has no database open any more. @throws `storage failed` */
	async ofWritten(name: string): Promise<void> {
		const { platform, storage } = this.#parts;
		const disk = platform.disk(name);
		if ((await disk.size()) !== null) await disk.erase();
		await (await storage).emptyCase(name);
	}

	/** Of a case that no tab has open. @throws `storage failed` where one has */
	async ofOther(name: string): Promise<void> {
		const held = await this.#parts.platform.tabs.rights.ask(lockOf(name), 'if free');
		if (held === null)
			throw new Failure('storage failed', 'another tab has this case open: close it there first');
		try {
			await this.ofWritten(name);
		} finally {
			held.release();
		}
	}
}
