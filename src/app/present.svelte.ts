import { OVER_ALL } from '#investigation/alone.ts';
import { tablesBehind, wholeBasisOf, type Basis, type Situation } from '#investigation/basis.ts';
import type { AlertRow } from '#investigation/result.ts';
import type { Notebook } from '#notebook/notebook.ts';

/** Where the parts of a situation come from; all of them are reactive. */
export interface PresentAround {
	alerts: { readonly current: AlertRow | null };
	recipe: {
		readonly notebook: Notebook | null;
		readonly values: Readonly<Record<string, string>>;
	};
	data: { versionOf(table: string): string };
}

/** What the investigation is about now. All that is shown is held against it. */
export class Present {
	readonly #around: () => PresentAround;
	/** As text, so that what changes nothing in the rows changes nothing here. */
	readonly #versions = $derived.by(() => {
		const { recipe, data } = this.#around();
		const tables = recipe.notebook === null ? [] : tablesBehind(recipe.notebook);
		return JSON.stringify(tables.map((table) => [table, data.versionOf(table)]));
	});
	/** Null where no alert or no recipe is at hand. */
	readonly situation = $derived.by((): Situation | null => this.#still(this.live()));
	/** The same of no alert in particular; null where no recipe is at hand. */
	readonly overAll = $derived.by((): Situation | null => this.#still(this.liveOverAll()));
	readonly basis = $derived.by((): Basis | null =>
		this.situation === null ? null : wholeBasisOf(this.situation)
	);

	constructor(around: () => PresentAround) {
		this.#around = around;
	}

	/** The same, whose versions go on with the data. */
	live(): Situation | null {
		const { current } = this.#around().alerts;
		const now = this.liveOverAll();
		return now === null || current === null ? null : { ...now, alertId: current.alert_id };
	}

	/** The same of no alert in particular. */
	liveOverAll(): Situation | null {
		const { recipe, data } = this.#around();
		const { notebook, values } = recipe;
		if (notebook === null) return null;
		const world = { values, versionOf: (table: string) => data.versionOf(table) };
		return { alertId: OVER_ALL, notebook, world };
	}

	#still(now: Situation | null): Situation | null {
		if (now === null) return null;
		const versions = new Map(JSON.parse(this.#versions) as [string, string][]);
		const versionOf = (table: string) => versions.get(table) ?? '';
		return { ...now, world: { ...now.world, versionOf } };
	}
}
