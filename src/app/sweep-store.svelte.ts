import { agreementOf, type Agreement } from '#compare/agreement.ts';
import type { Engine } from '#engine/duckdb/engine.ts';
import { differences, sweepBasisOf, type Basis, type Situation } from '#investigation/basis.ts';
import { Variables } from '#investigation/parameters.ts';
import { nowMicros, type StopBook } from '#investigation/stops.ts';
import type { Sweeper } from '#investigation/sweep.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';
import type { Present } from './present.svelte.ts';
import type { AlertsState, EarlierRun } from './services/investigation-state.ts';

interface Swept {
	basis: Basis;
	recipe: string;
	at: bigint;
	agreement: Agreement;
}

interface Desk {
	variables: Variables;
	sweeper: Sweeper;
}

/** Runs the recipe over every alert, when asked; what is shown is held against what there is now. */
export class SweepStore {
	readonly #present: Present;
	readonly #stops: StopBook;
	#swept = $state.raw<Swept | null>(null);
	#doing = $state.raw<'nothing' | 'running' | 'failed'>('nothing');
	/** That of the recipe at hand; null where there is none. */
	readonly #own = $derived.by(() => {
		const now = this.#present.situation;
		return now !== null && this.#swept?.recipe === now.notebook.id ? this.#swept : null;
	});
	/** In what it differs from one that would be asked for now; null where it is that. */
	readonly earlier = $derived.by((): EarlierRun | null => {
		if (this.#own === null) return null;
		const basis = sweepBasisOf(this.#present.situation!);
		if (basis.key === this.#own.basis.key) return null;
		return { at: this.#own.at, differs: differences(this.#own.basis, basis) };
	});
	readonly state = $derived.by((): AlertsState['agreementState'] => {
		if (this.#doing === 'running') return 'running';
		if (this.#doing === 'failed') return 'failed';
		if (this.#own === null) return 'none';
		return this.earlier === null ? 'done' : 'stale';
	});
	#desk!: Promise<Desk>;
	#cancel = new AbortController();
	readonly #turns = new InTurn();

	constructor(present: Present, stops: StopBook) {
		this.#present = present;
		this.#stops = stops;
	}

	get agreement(): Agreement | null {
		return this.#own?.agreement ?? null;
	}

	attach(engine: Promise<Engine>): void {
		this.#desk = engine.then(async (ready) => {
			const { Sweeper } = await import('./database-work.ts');
			const connection = await ready.connect();
			return {
				variables: new Variables(connection),
				sweeper: new Sweeper(connection, this.#stops)
			};
		});
		this.#desk.catch(() => undefined);
	}

	/** Ends the one under way, and begins anew. */
	async run(now: Situation, prepare: () => Promise<void>): Promise<void> {
		this.#cancel.abort();
		const cancel = new AbortController();
		this.#cancel = cancel;
		this.#doing = 'running';
		return this.#turns.run(() => this.#sweep(now, prepare, cancel));
	}

	cancel(): void {
		this.#cancel.abort();
		if (this.#doing === 'running') this.#doing = 'nothing';
	}

	async #sweep(
		now: Situation,
		prepare: () => Promise<void>,
		cancel: AbortController
	): Promise<void> {
		const { signal } = cancel;
		const ended = (state: 'nothing' | 'failed') => {
			if (this.#cancel === cancel) this.#doing = state;
		};
		try {
			const { variables, sweeper } = await this.#desk;
			if (!signal.aborted) await prepare();
			if (signal.aborted) throw new Failure('cancelled', 'the run was cancelled');
			const basis = sweepBasisOf(now);
			await variables.give(now.notebook.parameters, now.world.values);
			const swept = await sweeper.sweep(now.notebook, now.world, { signal });
			const stood = sweepBasisOf(now).key === basis.key ? basis : { ...basis, key: '' };
			const agreement = agreementOf(swept);
			this.#swept = { basis: stood, recipe: now.notebook.id, at: nowMicros(), agreement };
			ended('nothing');
		} catch (error) {
			ended(isCancelled(error) ? 'nothing' : 'failed');
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		}
	}
}
