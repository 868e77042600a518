import { agreementOf, type Agreement } from '#compare/agreement.ts';
import type { Engine } from '#engine/duckdb/engine.ts';
import { differences, sweepBasisOf, type Basis } from '#investigation/basis.ts';
import { Variables } from '#investigation/parameters.ts';
import { nowMicros, type StopBook } from '#investigation/stops.ts';
import type { Sweeper } from '#investigation/sweep.ts';
import { LatestRun, type RunRequest, type RunWork } from './latest-run.svelte.ts';
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

/** What the recipe says of every alert, where it was run over them; it is held against what there is now. */
export class SweepStore {
	readonly #present: Present;
	readonly #stops: StopBook;
	#desk!: Promise<Desk>;
	readonly #runs = new LatestRun(() => this.#desk);
	#swept = $state.raw<Swept | null>(null);
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
		const state = this.#runs.mark?.state;
		if (state === 'running' || state === 'failed') return state;
		if (this.#own === null) return 'none';
		return this.earlier === null ? 'done' : 'stale';
	});

	/** @param stops what is not run again by itself */
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

	run(request: RunRequest): Promise<void> {
		const basis = sweepBasisOf(request.now);
		return this.#runs.run(request, basis, (run) => this.#sweep(request, run));
	}

	cancel(): void {
		this.#runs.cancel();
	}

	async #sweep({ now }: RunRequest, { desk, signal }: RunWork<Desk>): Promise<void> {
		const { variables, sweeper } = desk;
		const basis = sweepBasisOf(now);
		await variables.give(now.notebook.parameters, now.world.values);
		const swept = await sweeper.sweep(now.notebook, now.world, { signal });
		const stood = sweepBasisOf(now).key === basis.key ? basis : { ...basis, key: '' };
		const agreement = agreementOf(swept);
		this.#swept = { basis: stood, recipe: now.notebook.id, at: nowMicros(), agreement };
	}
}
