import type { SetAside } from './services/storage/set-aside.ts';
import type { Storage } from './services/storage.ts';

/** Records that were kept and cannot be used, until the analyst deletes them. */
export class AsideStore {
	#records = $state.raw<readonly SetAside[]>([]);

	get records(): readonly SetAside[] {
		return this.#records;
	}

	/** What was set aside at earlier visits. */
	async load(storage: Storage): Promise<void> {
		for (const record of await storage.setAside()) this.take(record);
	}

	/** The same record may fail at every read. */
	take(record: SetAside): void {
		const isKnown = ({ id, place, key, moved }: SetAside) =>
			id === record.id || (!moved && place === record.place && String(key) === String(record.key));
		this.#records = [...this.#records.filter((other) => !isKnown(other)), record];
	}

	async drop(storage: Storage, record: SetAside): Promise<void> {
		await storage.dropAside(record);
		this.#records = this.#records.filter(({ id }) => id !== record.id);
	}
}
