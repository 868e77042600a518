import type { Basis, Situation } from '#investigation/basis.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import { InTurn } from '#lib/in-turn.ts';

/** What a run is asked of. */
export interface RunRequest {
	now: Situation;
	/** Resolves once all that the notebook reads can be asked. */
	prepare(): Promise<void>;
}

/** How the last run ended, or that it did not yet, and what it was asked of. */
export interface RunMark {
	basis: Basis;
	state: 'running' | 'done' | 'cancelled' | 'failed';
}

/** What is done in a run. */
export interface RunWork<Desk> {
	desk: Desk;
	signal: AbortSignal;
	/** What was asked for stands; what follows is done beside. */
	done(): void;
}

/**
 * Runs of the recipe over the alerts of a scope, one or all of them. The latest request wins: one that is under way
 * ends first, and of several that wait only the last is done.
 */
export class LatestRun<Desk> {
	readonly turns = new InTurn();
	readonly #desk: () => Promise<Desk>;
	#mark = $state.raw<RunMark | null>(null);
	#isBusy = $state.raw(false);
	#cancel = new AbortController();

	/** @param desk what the database at hand is asked with */
	constructor(desk: () => Promise<Desk>) {
		this.#desk = desk;
	}

	get mark(): RunMark | null {
		return this.#mark;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** @param basis what the answers would stand on @throws what fails; that it was cancelled, or the database lost, is noted */
	async run(
		request: RunRequest,
		basis: Basis,
		work: (run: RunWork<Desk>) => Promise<void>
	): Promise<void> {
		this.#cancel.abort();
		const cancel = new AbortController();
		this.#cancel = cancel;
		this.#mark = { basis, state: 'running' };
		this.#isBusy = true;
		return this.turns.run(() => this.#go(request, cancel, work));
	}

	/** The page is free at once; the database may take longer to hear of it. */
	cancel(): void {
		this.#cancel.abort();
		this.#isBusy = false;
		this.#end(this.#cancel, 'cancelled');
	}

	async #go(
		{ prepare }: RunRequest,
		cancel: AbortController,
		work: (run: RunWork<Desk>) => Promise<void>
	): Promise<void> {
		const { signal } = cancel;
		const done = () => this.#end(cancel, 'done');
		try {
			const desk = await this.#desk();
			if (!signal.aborted) await prepare();
			if (signal.aborted) throw new Failure('cancelled', 'the run was cancelled');
			await work({ desk, signal, done });
			done();
		} catch (error) {
			this.#end(cancel, isCancelled(error) ? 'cancelled' : 'failed');
			if (!isCancelled(error) && !isEngineLost(error)) throw error;
		} finally {
			if (this.#cancel === cancel) this.#isBusy = false;
		}
	}

	/** What was cancelled has ended on the page before. */
	#end(cancel: AbortController, state: RunMark['state']): void {
		if (this.#cancel === cancel && this.#mark?.state === 'running')
			this.#mark = { ...this.#mark, state };
	}
}
