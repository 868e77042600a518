import { categories, type CategoryName } from '#investigation/category.ts';
import type { Storage } from './storage.ts';

const known = new Set<string>(categories.map(({ name }) => name));

/** Which category the analyst gave which alert, in the open workspace. */
export class CategoryStore {
	#byAlert = $state.raw<ReadonlyMap<string, CategoryName>>(new Map());
	#workspace = '';
	readonly #storage: Promise<Storage>;

	constructor(storage: Promise<Storage>) {
		this.#storage = storage;
	}

	get byAlert(): ReadonlyMap<string, CategoryName> {
		return this.#byAlert;
	}

	/** Goes over to another workspace, with what was kept of it. @throws what the storage throws */
	async open(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#byAlert = new Map();
		const kept = await (await this.#storage).categories(workspace);
		if (this.#workspace !== workspace) return;
		// What was given while the others were looked up is newer than they are.
		const pairs = kept.filter(({ name }) => known.has(name));
		this.#byAlert = new Map([
			...pairs.map(({ alertId, name }) => [alertId, name] as const),
			...this.#byAlert
		]);
	}

	/** Null takes the category off. @throws what the storage throws */
	async give(alertId: string, name: CategoryName | null): Promise<void> {
		const workspace = this.#workspace;
		const changed = new Map(this.#byAlert);
		if (name === null) changed.delete(alertId);
		else changed.set(alertId, name);
		this.#byAlert = changed;
		const storage = await this.#storage;
		await (name === null
			? storage.dropCategory(workspace, alertId)
			: storage.keepCategory({ workspace, alertId, name }));
	}
}
