import type { Result } from '#engine/duckdb/engine.ts';
import { readsOf } from '#engine/sql/reader.ts';
import { stopKeysOf, type StopBook } from '#investigation/stops.ts';
import { tablesReadBy } from '#notebook/graph.ts';
import { checkHidden } from '#notebook/hidden-sources.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { AlertStore } from './alert-store.svelte.ts';
import type { DataStore } from './data-store.svelte.ts';
import type { HeldBack } from './held-back.svelte.ts';
import type { Looks } from './looks.ts';
import type { Present } from './present.svelte.ts';
import type { RecipeStore } from './recipe-store.svelte.ts';
import type { RunStore } from './run-store.svelte.ts';
import type { RunActs } from './services/investigation-state.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Page } from './services/page.ts';
import type { SweepStore } from './sweep-store.svelte.ts';

export interface LiveRunsParts {
	present: Present;
	stops: StopBook;
	looks: Looks;
	data: DataStore;
	alerts: AlertStore;
	recipe: Pick<RecipeStore, 'incoming'>;
	/** Over the alert at hand. */
	run: RunStore;
	/** Over every alert. */
	sweep: SweepStore;
	notices: Notices;
	/** Another alert is at hand, which is to be kept. */
	remember(): Promise<void>;
}

/** What an analyst asks by the recipe at hand. */
export class LiveRuns implements RunActs {
	readonly #parts: LiveRunsParts;

	constructor(parts: LiveRunsParts) {
		this.#parts = parts;
	}

	async pick(alertId: string): Promise<void> {
		this.#parts.alerts.pick(alertId);
		await this.#parts.remember();
		await this.run();
	}

	nameOf(alertId: string): string {
		return this.#parts.alerts.nameOf(alertId);
	}

	get held(): HeldBack {
		return this.#parts.run.held;
	}

	async run(): Promise<void> {
		const { run, notices } = this.#parts;
		run.held.release();
		const now = this.#now();
		if (now === null) return;
		const prepare = () => this.#prepare(now.notebook);
		await notices.guarded(() => run.run({ now, prepare }), 'alert');
	}

	cancel(): void {
		const { run, sweep, looks } = this.#parts;
		run.cancel();
		sweep.cancel();
		looks.cancel();
	}

	async runStopped(cell: string): Promise<void> {
		const { present, stops } = this.#parts;
		const now = present.live() ?? present.liveOverAll();
		if (now === null) return;
		for (const key of stopKeysOf(cell, now)) stops.lift(key);
		await this.run();
		await this.askAlone(cell);
	}

	async askAlone(cell: string): Promise<void> {
		const { run, recipe, notices } = this.#parts;
		if (recipe.incoming !== null) return;
		const prepare = (notebook: Notebook) => this.#prepare(notebook);
		await notices.guarded(() => run.alone.ask(cell, prepare), 'recipe');
	}

	async runEveryAlert(): Promise<void> {
		const { sweep, notices } = this.#parts;
		const now = this.#now();
		if (now === null) return;
		const prepare = () => this.#prepare(now.notebook);
		await notices.guarded(() => sweep.run({ now, prepare }), 'recipe');
	}

	rowsOf(cell: string, page: Page): Promise<Result> {
		const { run, looks } = this.#parts;
		const ask = async (signal: AbortSignal) => {
			await this.#ready([]);
			return run.rows.of(cell, { ...page, signal });
		};
		return looks.look(ask, page.signal);
	}

	askAbout(sql: string, page: Page): Promise<Result> {
		const { run, looks } = this.#parts;
		const ask = async (signal: AbortSignal) => {
			await this.#ready(readsOf(sql).tables);
			return run.rows.ask(sql, { ...page, signal });
		};
		return looks.look(ask, page.signal);
	}

	rowsKeyOf(cell: string): string | undefined {
		return this.#parts.run.rowsKeys.get(cell);
	}

	attend(path: string, cell: string, seconds: number): void {
		this.#parts.run.attend(path, cell, seconds);
	}

	/** A statement may read sources that no cell reads; without an alert there was no run that made the others ready. */
	async #ready(tables: readonly string[]): Promise<void> {
		const { present, data } = this.#parts;
		const now = present.live() === null ? present.liveOverAll() : null;
		if (now !== null) await this.#prepare(now.notebook);
		await data.makeViews(tables);
	}

	/** Null where there is nothing to ask, or a recipe from elsewhere waits to be let in. */
	#now() {
		const { present, recipe } = this.#parts;
		return recipe.incoming === null ? present.live() : null;
	}

	/** A source that cannot be read for its own columns is told; its cell then says that there is no such table. */
	async #prepare(notebook: Notebook): Promise<void> {
		const { data, notices } = this.#parts;
		checkHidden(notebook, data.views);
		await notices.guarded(() => data.makeViews(tablesReadBy(notebook)), 'recipe');
	}
}
