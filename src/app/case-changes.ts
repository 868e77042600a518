import { isEngineLost } from '#lib/failure.ts';
import type { AlertStore } from './alert-store.svelte.ts';
import type { CaseKeeper } from './case-keeper.ts';
import type { DataStore } from './data-store.svelte.ts';
import { marks } from './marks.ts';
import type { OpenCase } from './open-case.svelte.ts';
import type { RecipeChange, RecipeDesk } from './recipe-desk.ts';
import type { RecipeStore } from './recipe-store.svelte.ts';
import type { InvestigationState, RunActs } from './services/investigation-state.ts';
import type { Notices } from './services/notices.svelte.ts';
import type { Storage } from './services/storage.ts';

export interface CaseChangesParts {
	storage: Promise<Storage>;
	notices: Notices;
	case: OpenCase;
	keeper: CaseKeeper;
	data: DataStore;
	alerts: AlertStore;
	recipe: RecipeStore;
	desk: RecipeDesk;
	investigation: Pick<InvestigationState, 'state'>;
	runs: Pick<RunActs, 'run' | 'held'>;
	/** Tells those that wait for rows that some came or went. */
	heedRows(): Promise<void>;
}

/** What follows once the recipe, a value, the alert or the rows of the case are others. */
export class CaseChanges {
	readonly #parts: CaseChangesParts;

	constructor(parts: CaseChangesParts) {
		this.#parts = parts;
	}

	/** What is edited may wait until somebody asks; what is opened is asked. */
	async recipeChanged(by: RecipeChange): Promise<void> {
		const { notices, runs } = this.#parts;
		const waits = by === 'edit' && runs.held.isOn;
		await Promise.all([notices.guarded(() => this.remember()), waits ? null : runs.run()]);
	}

	/** New rows may answer differently, and may wake what was put off. */
	async dataChanged(): Promise<void> {
		const { case: open, runs, heedRows } = this.#parts;
		await this.#unlessLost(async () => {
			await this.#refreshAlerts();
			// Who drops files looks at the data first; who opens an incident waits for its verdicts.
			if (open.isOwn) await this.#takeStock();
			await runs.run();
			if (!open.isOwn) await this.#takeStock();
			if (open.role === 'writes') await heedRows();
		});
	}

	/** The sources are in a new database. Where somebody cancelled, nothing begins again by itself. */
	async recovered(): Promise<void> {
		const { desk, investigation } = this.#parts;
		await desk.setAllParameters();
		if (investigation.state !== 'cancelled') return this.dataChanged();
		await this.#unlessLost(async () => {
			await this.#refreshAlerts();
			performance.mark(marks.back);
			await this.#takeStock();
		});
	}

	async #takeStock(): Promise<void> {
		const { data } = this.#parts;
		await data.catalogue.take(await data.connections.ask());
	}

	/** A tab that reads the case may look at another alert, which is nobody else's concern. */
	async remember(): Promise<void> {
		const { case: open, recipe, alerts, keeper } = this.#parts;
		if (open.role !== 'writes') return;
		const { text, openedText, values } = recipe;
		await keeper.keep({
			recipeText: text,
			openedText,
			values: { ...values },
			alertId: alerts.current?.alert_id ?? null
		});
	}

	/** What a loss of the database ends is done again in the next one, and the loss is told by itself. */
	#unlessLost(work: () => Promise<void>): Promise<void> {
		const done = async () => {
			try {
				await work();
			} catch (error) {
				if (!isEngineLost(error)) throw error;
			}
		};
		return this.#parts.notices.guarded(done, 'case');
	}

	async #refreshAlerts(): Promise<void> {
		const { data, alerts } = this.#parts;
		const counts = data.rows.list.loaded.map(({ receipt }) => receipt.rows.alerts ?? 0);
		const count = counts.reduce((sum, each) => sum + each, 0);
		await alerts.refresh(data.queries, count, await this.#wantedAlert());
	}

	async #wantedAlert(): Promise<string | null> {
		const { storage, case: open } = this.#parts;
		const kept = await (await storage).investigation(open.name);
		return kept?.alertId ?? open.arrival.alertOfIncident();
	}
}
