import { agreementOf, type Agreement } from '#compare/agreement.ts';
import { attentionKey, compare } from '#compare/compare.ts';
import type { Comparison } from '#compare/comparison.ts';
import type { Connection, Engine, Result } from '#engine/engine.ts';
import { Board } from '#investigation/board.ts';
import type { World } from '#investigation/fingerprint.ts';
import { Investigator } from '#investigation/investigator.ts';
import { setVariable } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { sweep } from '#investigation/sweep.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Notebook, Parameter } from '#notebook/notebook.ts';
import { marks } from './marks.ts';
import type { AlertsState, InvestigationState, Page } from './workbench.ts';

interface Desk {
	connection: Connection;
	investigator: Investigator;
	/** Every alert's answers; opened with the first sweep. */
	board: Board | null;
}

export interface RunRequest {
	alertId: string;
	notebook: Notebook;
	world: World;
	/** Resolves once all that the notebook reads can be asked. */
	prepare(): Promise<void>;
}

/** Runs the recipe: over one alert, the latest request wins; over all, when asked. */
export class RunStore implements InvestigationState {
	#state = $state.raw<InvestigationState['state']>('idle');
	#result = $state.raw<InvestigationResult | null>(null);
	#agreement = $state.raw<Agreement | null>(null);
	#agreementState = $state.raw<AlertsState['agreementState']>('none');
	/** Seconds that the analyst looked at a step, by path and cell. */
	#attention = $state.raw<ReadonlyMap<string, number>>(new Map());
	readonly comparison = $derived<Comparison | null>(
		this.#result === null ? null : compare(this.#result, this.#attention)
	);
	#desk!: Promise<Desk>;
	#cancel = new AbortController();
	#version = 0;
	readonly #turns = new InTurn();

	get state(): InvestigationState['state'] {
		return this.#state;
	}
	get result(): InvestigationResult | null {
		return this.#result;
	}
	get agreement(): Agreement | null {
		return this.#agreement;
	}
	get agreementState(): AlertsState['agreementState'] {
		return this.#agreementState;
	}

	attach(engine: Promise<Engine>): void {
		this.#desk = engine.then(async (ready) => {
			const connection = await ready.connect();
			return { connection, investigator: new Investigator(connection), board: null };
		});
		this.#desk.catch(() => undefined);
	}

	/** @returns null, or what the database says against the value. */
	async setVariable(parameter: Parameter, value: string): Promise<string | null> {
		return setVariable((await this.#desk).connection, parameter, value);
	}

	/** A run that is under way ends first; of several requests that wait only the last one runs. */
	async run(request: RunRequest): Promise<void> {
		const version = ++this.#version;
		this.#cancel.abort();
		if (this.#result?.alert.alert_id !== request.alertId) this.#forget();
		this.#state = 'running';
		return this.#turns.run(() => this.#investigate(request, version));
	}

	cancel(): void {
		this.#cancel.abort();
	}

	/** What was found stays on the page, but no longer holds. */
	markStale(): void {
		if (this.#state === 'done') this.#state = 'stale';
		if (this.#agreementState === 'done') this.#agreementState = 'stale';
	}

	clear(): void {
		this.#version++;
		this.#cancel.abort();
		this.#forget();
		this.#state = 'idle';
		this.#agreement = null;
		this.#agreementState = 'none';
	}

	attend(path: string, cell: string, seconds: number): void {
		const key = attentionKey(path, cell);
		this.#attention = new Map(this.#attention).set(key, (this.#attention.get(key) ?? 0) + seconds);
	}

	async rowsOf(cell: string, page: Page): Promise<Result> {
		return (await this.#desk).investigator.rows(cell, page);
	}

	async runEvery(notebook: Notebook): Promise<void> {
		this.#agreementState = 'running';
		this.#cancel = new AbortController();
		try {
			const desk = await this.#desk;
			desk.board ??= await Board.open(desk.connection, 'every');
			const { signal } = this.#cancel;
			this.#agreement = agreementOf(await sweep(desk.board, notebook, { signal }));
			this.#agreementState = 'done';
		} catch (error) {
			this.#agreementState = isCancelled(error) ? 'none' : 'failed';
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		}
	}

	#forget(): void {
		this.#result = null;
		this.#attention = new Map();
	}

	async #investigate(request: RunRequest, version: number): Promise<void> {
		if (version !== this.#version) return;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const take = (result: InvestigationResult) => {
			if (version === this.#version) this.#result = result;
		};
		try {
			const { investigator } = await this.#desk;
			await request.prepare();
			const start = performance.now();
			const { alertId, notebook, world } = request;
			take(await investigator.investigate(alertId, notebook, world, { signal, onChange: take }));
			performance.measure(marks.run, { start });
			if (version === this.#version) this.#state = 'done';
			take(await measured(investigator, signal));
		} catch (error) {
			if (version === this.#version) this.#state = isCancelled(error) ? 'cancelled' : 'stale';
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		}
	}
}

/** Who goes on before costs are measured keeps those that are known. */
async function measured(
	investigator: Investigator,
	signal: AbortSignal
): Promise<InvestigationResult> {
	try {
		return await investigator.measure({ signal });
	} catch (error) {
		if (!isCancelled(error)) throw error;
		return investigator.findings!;
	}
}
