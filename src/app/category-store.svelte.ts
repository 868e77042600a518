import type { CategoryName } from '#investigation/category.ts';
import { categoryEdit } from './edits.ts';
import type { History } from './services/history.svelte.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Storage } from './services/storage.ts';

export interface CategoryAround {
	storage: Promise<Storage>;
	history: Pick<History, 'add'>;
	notices: Pick<Notices, 'guarded'>;
	/** How a sentence about an alert begins. */
	nameOf(alertId: string): string;
}

/** Which category the analyst gave which alert, in the open workspace. */
export class CategoryStore {
	#byAlert = $state.raw<ReadonlyMap<string, CategoryName>>(new Map());
	#workspace = '';
	readonly #around: CategoryAround;

	constructor(around: CategoryAround) {
		this.#around = around;
	}

	get byAlert(): ReadonlyMap<string, CategoryName> {
		return this.#byAlert;
	}

	/** Goes over to another workspace, with what was kept of it. @throws what the storage throws */
	async open(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#byAlert = new Map();
		const kept = await (await this.#around.storage).categories(workspace);
		if (this.#workspace !== workspace) return;
		// What was given while the others were looked up is newer than they are.
		this.#byAlert = new Map([
			...kept.map(({ alertId, name }) => [alertId, name] as const),
			...this.#byAlert
		]);
	}

	/** What another tab kept of the open workspace is what there is. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const kept = await (await this.#around.storage).categories(workspace);
		if (this.#workspace === workspace)
			this.#byAlert = new Map(kept.map(({ alertId, name }) => [alertId, name]));
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const storage = await this.#around.storage;
		const workspace = this.#workspace;
		await Promise.all(
			[...this.#byAlert].map(([alertId, name]) =>
				storage.keepCategory({ workspace, alertId, name })
			)
		);
	}

	/** Null takes the category off. It can be taken back, and what cannot be kept is told. */
	async give(alertId: string, category: CategoryName | null): Promise<void> {
		const before = this.#byAlert.get(alertId) ?? null;
		if (before === category) return;
		const { history, notices, nameOf } = this.#around;
		const put = (name: CategoryName | null) => this.#put(alertId, name);
		const kept = notices.guarded(() => put(category), 'case');
		// What the page shows already can be taken back already, though it is not kept yet.
		history.add(categoryEdit(() => nameOf(alertId), before, category, put));
		await kept;
	}

	async #put(alertId: string, name: CategoryName | null): Promise<void> {
		const workspace = this.#workspace;
		const changed = new Map(this.#byAlert);
		if (name === null) changed.delete(alertId);
		else changed.set(alertId, name);
		this.#byAlert = changed;
		const storage = await this.#around.storage;
		await (name === null
			? storage.dropCategory(workspace, alertId)
			: storage.keepCategory({ workspace, alertId, name }));
	}
}
