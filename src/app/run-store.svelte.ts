import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { wholeBasisOf } from '#investigation/basis.ts';
import type { Investigator } from '#investigation/investigator.ts';
import { setVariable, Variables } from '#investigation/parameters.ts';
import { resultOf, type Findings } from '#investigation/result-of.ts';
import type { Phase } from '#investigation/standing.ts';
import { nowMicros, type StopBook } from '#investigation/stops.ts';
import type { Parameter } from '#cells/parameter.ts';
import { AloneStore } from './asked-alone.svelte.ts';
import { HeldBack } from './held-back.svelte.ts';
import { LatestRun, type RunMark, type RunRequest, type RunWork } from './latest-run.svelte.ts';
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

const phases: Record<RunMark['state'], Phase> = {
	running: 'running',
	done: 'ended',
	cancelled: 'cancelled',
	failed: 'ended'
};

/**
 * What the recipe says of the alert at hand. What is shown is what was found held against what there is now: nobody
 * has to say that something changed.
 */
export class RunStore implements InvestigationState {
	readonly #present: Present;
	readonly #stops: StopBook;
	readonly #comparisons: RunComparison;
	#desk!: Promise<Desk>;
	readonly #runs = new LatestRun(() => this.#desk);
	#findings = $state.raw<Findings | null>(null);
	readonly state = $derived.by(() => this.#state());
	readonly result = $derived.by(() => {
		const now = this.#present.situation;
		if (this.#findings === null || now === null) return null;
		return resultOf(this.#findings, now, phases[this.#runs.mark?.state ?? 'done']);
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

	/** @param stops what is not run again by itself */
	constructor(present: Present, stops: StopBook) {
		this.#present = present;
		this.#stops = stops;
		this.#comparisons = new RunComparison(present);
		this.rows = new RowsAtHand({
			...{ present, stops },
			desk: () => this.#desk,
			turns: this.#runs.turns
		});
		this.alone = new AloneStore({
			present,
			desk: () => this.#desk,
			turns: this.#runs.turns,
			tell: (findings) => void (this.#findings = findings)
		});
	}

	get isBusy(): boolean {
		return this.#runs.isBusy;
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

	run(request: RunRequest): Promise<void> {
		this.alone.cancel();
		const basis = wholeBasisOf(request.now);
		return this.#runs.run(request, basis, (run) => this.#investigate(request, run));
	}

	cancel(): void {
		this.#runs.cancel();
		this.alone.cancel();
	}

	attend(path: string, cell: string, seconds: number): void {
		this.#comparisons.attend(path, cell, seconds);
	}

	#state(): InvestigationState['state'] {
		if (this.#present.situation === null) return 'idle';
		const state = this.#runs.mark?.state ?? 'failed';
		if (state === 'running') return 'running';
		const isCurrent = this.#runs.mark?.basis.key === this.#present.basis?.key;
		if (isCurrent && state !== 'failed') return state;
		return this.result === null ? 'idle' : 'stale';
	}

	async #investigate({ now }: RunRequest, run: RunWork<Desk>): Promise<void> {
		const { desk, signal, done } = run;
		const { investigator, variables } = desk;
		const basis = wholeBasisOf(now);
		const { alertId, notebook, world } = now;
		const onChange = (findings: Findings) => void (this.#findings = findings);
		const start = performance.now();
		await variables.give(notebook.parameters, world.values);
		const result = await investigator.investigate(alertId, notebook, world, { signal, onChange });
		performance.measure(marks.run, { start });
		this.#comparisons.end({ basis, recipe: notebook.id, at: nowMicros(), result });
		done();
		await investigator.measure({ signal, onChange });
	}
}
