import { keptCategories, type KeptCategory } from './kept-categories.ts';
import type { Records } from '../../services/storage/collection.ts';
import { categories, categoryText, type CategoryName } from '#investigation/category.ts';
import type { PlaceState } from '../../place.ts';
import { ALERT_BAR } from '../../services/alert-bar.ts';
import type { Command } from '../../services/command.ts';
import { categoryEdit } from '../../services/edits.ts';
import type { Capabilities, Services } from '../../services/services.ts';

/** What of the rest of the page a category takes. */
export type CategoryServices = Pick<Services, 'storage' | 'history' | 'notices'> & {
	readonly alerts: Pick<Services['alerts'], 'current'>;
	readonly runs: Pick<Services['runs'], 'nameOf'>;
	readonly cases: Pick<Services['cases'], 'mayChange'>;
};

/** Which category the analyst gave which alert, in the open workspace. */
export class CategoryStore implements PlaceState {
	#byAlert = $state.raw<ReadonlyMap<string, CategoryName>>(new Map());
	#workspace = '';
	readonly #around: CategoryServices;

	readonly offers: Pick<Capabilities, 'categories'> = { categories: () => this.#byAlert };

	constructor(around: CategoryServices) {
		this.#around = around;
	}

	get byAlert(): ReadonlyMap<string, CategoryName> {
		return this.#byAlert;
	}

	/** Of the alert at hand; null where it has none, or none is at hand. */
	get current(): CategoryName | null {
		const alert = this.#around.alerts.current;
		return alert === null ? null : (this.#byAlert.get(alert.alert_id) ?? null);
	}

	get commands(): readonly Command[] {
		const isAbout = this.#around.alerts.current !== null;
		return categories.map(({ name, key }) => ({
			id: `category ${name}`,
			title: isAbout ? categoryText(name) : null,
			group: `category ${key}`,
			press: {
				key,
				within: ALERT_BAR,
				where: 'With the focus on the alert; the same again takes it off',
				does: categoryText(name)
			},
			act: () => void this.call(this.current === name ? null : name)
		}));
	}

	/** Gives the alert at hand a category, where this tab may; null takes it off. */
	async call(category: CategoryName | null): Promise<void> {
		const { alerts, cases } = this.#around;
		const alert = alerts.current;
		if (alert !== null && cases.mayChange()) await this.give(alert.alert_id, category);
	}

	/** Goes over to another workspace, with what was kept of it. @throws what the storage throws */
	async enter(workspace: string): Promise<void> {
		this.#workspace = workspace;
		this.#byAlert = new Map();
		const records = await (await this.#kept()).ofCase(workspace);
		if (this.#workspace !== workspace) return;
		// What was given while the others were looked up is newer than they are.
		this.#byAlert = new Map([
			...records.map(({ alertId, name }) => [alertId, name] as const),
			...this.#byAlert
		]);
	}

	/** What another tab kept of the open workspace is what there is. */
	async refresh(): Promise<void> {
		const workspace = this.#workspace;
		const records = await (await this.#kept()).ofCase(workspace);
		if (this.#workspace === workspace)
			this.#byAlert = new Map(records.map(({ alertId, name }) => [alertId, name]));
	}

	/** What was kept may be gone. */
	async keepAnew(): Promise<void> {
		const records = await this.#kept();
		const workspace = this.#workspace;
		await Promise.all(
			[...this.#byAlert].map(([alertId, name]) => records.keep({ workspace, alertId, name }))
		);
	}

	/** Null takes the category off. It can be taken back, and what cannot be kept is told. */
	async give(alertId: string, category: CategoryName | null): Promise<void> {
		const before = this.#byAlert.get(alertId) ?? null;
		if (before === category) return;
		const { history, notices } = this.#around;
		const put = (name: CategoryName | null) => this.#put(alertId, name);
		const kept = notices.guarded(() => put(category), 'case');
		// What the page shows already can be taken back already, though it is not kept yet.
		history.add(categoryEdit(() => this.#around.runs.nameOf(alertId), before, category, put));
		await kept;
	}

	async #put(alertId: string, name: CategoryName | null): Promise<void> {
		const workspace = this.#workspace;
		const changed = new Map(this.#byAlert);
		if (name === null) changed.delete(alertId);
		else changed.set(alertId, name);
		this.#byAlert = changed;
		const records = await this.#kept();
		await (name === null
			? records.drop([workspace, alertId])
			: records.keep({ workspace, alertId, name }));
	}

	async #kept(): Promise<Records<KeptCategory>> {
		return (await this.#around.storage).of(keptCategories);
	}
}
