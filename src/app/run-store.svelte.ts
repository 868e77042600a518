import { compare, attentionKey } from '#compare/compare.ts';
import type { Connection, Engine } from '#engine/duckdb/engine.ts';
import { differences, wholeBasisOf, type Basis, type Situation } from '#investigation/basis.ts';
import { Investigator } from '#investigation/investigator.ts';
import { setVariable, Variables } from '#investigation/parameters.ts';
import type { InvestigationResult } from '#investigation/result.ts';
import { resultOf, type Findings } from '#investigation/result-of.ts';
import type { Phase } from '#investigation/standing.ts';
import { nowMicros, type StopBook } from '#investigation/stops.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Parameter } from '#cells/parameter.ts';
import { marks } from './marks.ts';
import { Present } from './present.svelte.ts';
import { RowsAtHand, rowsKeysOf } from './rows-at-hand.ts';
import type { InvestigationState, ShownComparison } from './services/investigation-state.ts';

interface Desk {
	connection: Connection;
	/** Parameters are tried out on it, so that a run under way keeps its own. */
	trial: Connection;
	variables: Variables;
	investigator: Investigator;
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

/** What a run came to in its end. */
interface Ended {
	basis: Basis;
	recipe: string;
	at: bigint;
	result: InvestigationResult;
}

/** Seconds that the analyst looked at the steps of an alert, by path and cell. */
interface Attended {
	alertId: string;
	seconds: ReadonlyMap<string, number>;
}

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
	#findings = $state.raw<Findings | null>(null);
	#mark = $state.raw<Mark | null>(null);
	#ended = $state.raw<Ended | null>(null);
	#attended = $state.raw<Attended>({ alertId: '', seconds: new Map() });
	readonly #isCurrent = $derived.by(() => this.#mark?.basis.key === this.#present.basis?.key);
	readonly state = $derived.by(() => this.#state());
	readonly result = $derived.by(() => {
		const now = this.#present.situation;
		if (this.#findings === null || now === null) return null;
		return resultOf(this.#findings, now, phases[this.#mark?.state ?? 'done']);
	});
	readonly comparison = $derived.by(() => this.#comparison());
	readonly #hasResult = $derived(this.result !== null);
	readonly rowsKeys = $derived.by(() =>
		rowsKeysOf(this.#hasResult ? this.#present.situation : null)
	);
	/** Rows as there are now. */
	readonly rows: RowsAtHand;
	#investigator: Investigator | null = null;
	#desk!: Promise<Desk>;
	#cancel = new AbortController();
	readonly #turns = new InTurn();

	/** @param stops what is not run again by itself */
	constructor(present: Present, stops: StopBook) {
		this.#present = present;
		this.#stops = stops;
		this.rows = new RowsAtHand(present, () => this.#desk, this.#turns);
	}

	attach(engine: Promise<Engine>): void {
		this.#desk = engine.then(async (ready) => {
			const [connection, trial] = [await ready.connect(), await ready.connect()];
			this.#investigator?.attach(connection);
			this.#investigator ??= new Investigator(connection, this.#stops);
			const variables = new Variables(connection);
			return { connection, trial, variables, investigator: this.#investigator };
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
		const cancel = new AbortController();
		this.#cancel = cancel;
		this.#mark = { basis: wholeBasisOf(request.now), state: 'running' };
		return this.#turns.run(() => this.#investigate(request, cancel));
	}

	/** The page is free at once; the database may take longer to hear of it. */
	cancel(): void {
		this.#cancel.abort();
		if (this.#mark?.state === 'running') this.#mark = { ...this.#mark, state: 'cancelled' };
	}

	attend(path: string, cell: string, seconds: number): void {
		const alertId = this.#present.situation?.alertId ?? '';
		const known = this.#attended.alertId === alertId ? this.#attended.seconds : new Map();
		const key = attentionKey(path, cell);
		this.#attended = {
			alertId,
			seconds: new Map(known).set(key, (known.get(key) ?? 0) + seconds)
		};
	}

	#state(): InvestigationState['state'] {
		if (this.#present.situation === null) return 'idle';
		const state = this.#mark?.state ?? 'failed';
		if (state === 'running') return 'running';
		if (this.#isCurrent && state !== 'failed') return state;
		return this.result === null ? 'idle' : 'stale';
	}

	/** Of the paths once each has come to its end; until then the last one of the alert, as what it is. */
	#comparison(): ShownComparison | null {
		const { result } = this;
		if (result === null) return null;
		if (result.paths.every(({ concluded }) => concluded))
			return { ...this.#compared(result), earlier: null };
		const ended = this.#ended;
		const now = this.#present.situation!;
		if (ended?.result.alert.alert_id !== now.alertId || ended.recipe !== now.notebook.id)
			return null;
		const differs = differences(ended.basis, this.#present.basis!);
		return { ...this.#compared(ended.result), earlier: { at: ended.at, differs } };
	}

	#compared(result: InvestigationResult): Omit<ShownComparison, 'earlier'> {
		const { alertId, seconds } = this.#attended;
		const attention = alertId === result.alert.alert_id ? seconds : new Map<string, number>();
		return { comparison: compare(result, attention), result };
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
			this.#ended = { basis, recipe: notebook.id, at: nowMicros(), result };
			this.#end(cancel, 'done');
			await investigator.measure(options);
		} catch (error) {
			this.#end(cancel, isCancelled(error) ? 'cancelled' : 'failed');
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		}
	}

	/** What was cancelled has ended on the page before. */
	#end({ signal }: AbortController, state: Mark['state']): void {
		if (this.#cancel.signal === signal && this.#mark?.state === 'running')
			this.#mark = { ...this.#mark, state };
	}
}
