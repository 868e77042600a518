import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { wholeBasisOf, type Basis, type Situation } from '#investigation/basis.ts';
import type { Investigator } from '#investigation/investigator.ts';
import { setVariable, Variables } from '#investigation/parameters.ts';
import { resultOf, type Findings } from '#investigation/result-of.ts';
import type { Phase } from '#investigation/standing.ts';
import { nowMicros, type StopBook } from '#investigation/stops.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Parameter } from '#cells/parameter.ts';
import { AloneStore } from './asked-alone.svelte.ts';
import { HeldBack } from './held-back.svelte.ts';
import { marks } from './marks.ts';
import { Present } from './present.svelte.ts';
import { RunComparison } from './run-comparison.svelte.ts';
import { RowsAtHand, rowsKeysOf } from './rows-at-hand.ts';
import type { InvestigationState } from './services/investigation-state.ts';

interface Desk {
	connection: Connection;
	/** Parameters are tried out on it, so that a run under way keeps its own. */
	trial: Connection;
	variables: Variables;
	/** About the alert at hand. */
	investigator: Investigator;
	/** Where there is none. */
	overAll: Investigator;
}

/** How the last run ended, or that it did not yet, and what it was asked of. */
interface Mark {
	basis: Basis;
	state: 'running' | 'done' | 'cancelled' | 'failed';
}

const phases: Record<Mark['state'], Phase> = {
	running: 'running',
	done: 'ended',
	cancelled: 'cancelled',
	failed: 'ended'
};

export interface RunRequest {
	now: Situation;
	/** Resolves once all that the notebook reads can be asked. */
	prepare(): Promise<void>;
}

/**
 * Runs the recipe over one alert; the latest request wins. What is shown is what was found held against what there
 * is now: nobody has to say that something changed.
 */
export class RunStore implements InvestigationState {
	readonly #present: Present;
	readonly #stops: StopBook;
	readonly #comparisons: RunComparison;
	#findings = $state.raw<Findings | null>(null);
	#mark = $state.raw<Mark | null>(null);
	#isBusy = $state.raw(false);
	readonly #isCurrent = $derived.by(() => this.#mark?.basis.key === this.#present.basis?.key);
	readonly state = $derived.by(() => this.#state());
	readonly result = $derived.by(() => {
		const now = this.#present.situation;
		if (this.#findings === null || now === null) return null;
		return resultOf(this.#findings, now, phases[this.#mark?.state ?? 'done']);
	});
	readonly comparison = $derived.by(() => this.#comparisons.of(this.result));
	readonly #hasResult = $derived(this.result !== null);
	readonly rowsKeys = $derived.by(() =>
		rowsKeysOf(this.#hasResult ? this.#present.situation : this.#alertless)
	);
	readonly held = new HeldBack(() => this.rowsKeys);
	/** What can be asked where no alert is at hand; null where one is. */
	readonly #alertless = $derived.by(() =>
		this.#present.situation === null ? this.#present.overAll : null
	);
	/** Rows as there are now. */
	readonly rows: RowsAtHand;
	readonly alone: AloneStore;
	#investigators: Pick<Desk, 'investigator' | 'overAll'> | null = null;
	#desk!: Promise<Desk>;
	#cancel = new AbortController();
	readonly #turns = new InTurn();

	/** @param stops what is not run again by itself */
	constructor(present: Present, stops: StopBook) {
		this.#present = present;
		this.#stops = stops;
		this.#comparisons = new RunComparison(present);
		this.rows = new RowsAtHand({
			...{ present, stops },
			desk: () => this.#desk,
			turns: this.#turns
		});
		this.alone = new AloneStore({
			present,
			desk: () => this.#desk,
			turns: this.#turns,
			tell: (findings) => void (this.#findings = findings)
		});
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	attach(engine: Promise<Engine>): void {
		this.#desk = engine.then(async (ready) => {
			const { Investigator } = await import('./database-work.ts');
			const [connection, trial] = [await ready.connect(), await ready.connect()];
			this.#investigators ??= {
				investigator: new Investigator(connection, this.#stops),
				overAll: new Investigator(connection, this.#stops)
			};
			const { investigator, overAll } = this.#investigators;
			for (const each of [investigator, overAll]) each.attach(connection);
			return { connection, trial, variables: new Variables(connection), investigator, overAll };
		});
		this.#desk.catch(() => undefined);
	}

	/** @returns null where the database takes the value, or what it says against it */
	async refusalOf(parameter: Parameter, value: string): Promise<string | null> {
		return setVariable((await this.#desk).trial, parameter, value);
	}

	/** A run that is under way ends first; of several requests that wait only the last one runs. */
	async run(request: RunRequest): Promise<void> {
		this.#cancel.abort();
		this.alone.cancel();
		const cancel = new AbortController();
		this.#cancel = cancel;
		this.#mark = { basis: wholeBasisOf(request.now), state: 'running' };
		this.#isBusy = true;
		return this.#turns.run(() => this.#investigate(request, cancel));
	}

	/** The page is free at once; the database may take longer to hear of it. */
	cancel(): void {
		this.#cancel.abort();
		this.alone.cancel();
		this.#isBusy = false;
		if (this.#mark?.state === 'running') this.#mark = { ...this.#mark, state: 'cancelled' };
	}

	attend(path: string, cell: string, seconds: number): void {
		this.#comparisons.attend(path, cell, seconds);
	}

	#state(): InvestigationState['state'] {
		if (this.#present.situation === null) return 'idle';
		const state = this.#mark?.state ?? 'failed';
		if (state === 'running') return 'running';
		if (this.#isCurrent && state !== 'failed') return state;
		return this.result === null ? 'idle' : 'stale';
	}

	async #investigate({ now, prepare }: RunRequest, cancel: AbortController): Promise<void> {
		const { signal } = cancel;
		const basis = wholeBasisOf(now);
		const onChange = (findings: Findings) => void (this.#findings = findings);
		try {
			const { investigator, variables } = await this.#desk;
			if (!signal.aborted) await prepare();
			if (signal.aborted) throw new Failure('cancelled', 'the run was cancelled');
			const start = performance.now();
			const { alertId, notebook, world } = now;
			await variables.give(notebook.parameters, world.values);
			const options = { signal, onChange };
			const result = await investigator.investigate(alertId, notebook, world, options);
			performance.measure(marks.run, { start });
			this.#comparisons.end({ basis, recipe: notebook.id, at: nowMicros(), result });
			this.#end(cancel, 'done');
			await investigator.measure(options);
		} catch (error) {
			this.#end(cancel, isCancelled(error) ? 'cancelled' : 'failed');
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		} finally {
			if (this.#cancel === cancel) this.#isBusy = false;
		}
	}

	/** What was cancelled has ended on the page before. */
	#end({ signal }: AbortController, state: Mark['state']): void {
		if (this.#cancel.signal === signal && this.#mark?.state === 'running')
			this.#mark = { ...this.#mark, state };
	}
}
