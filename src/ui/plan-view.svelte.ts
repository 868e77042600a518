import { readPlan, type QueryPlan } from '#engine/sql/query-plan.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import type { LoadRows } from './paged-rows.svelte.ts';

/** How the rows of a table were found, once somebody has asked. */
export class PlanView {
	readonly #load: LoadRows;
	#state = $state.raw<'none' | 'running' | 'done' | 'failed'>('none');
	#plan = $state.raw<QueryPlan | null>(null);
	#failure = $state.raw('');
	#cancel = new AbortController();

	constructor(load: LoadRows) {
		this.#load = load;
	}

	get state() {
		return this.#state;
	}

	/** Null before it was told. */
	get plan(): QueryPlan | null {
		return this.#plan;
	}

	get failure(): string {
		return this.#failure;
	}

	/** Runs the statement once more, whole, which may take as long as its rows took. */
	async ask(around: Around | undefined): Promise<void> {
		this.#cancel.abort();
		const cancel = new AbortController();
		this.#cancel = cancel;
		this.#state = 'running';
		const page = { offset: 0, limit: 0, explained: true, signal: cancel.signal };
		try {
			const { rows } = await this.#load(around === undefined ? page : { ...page, around });
			if (this.#cancel !== cancel) return;
			this.#plan = readPlan(String(rows[0]?.[1] ?? ''));
			this.#failure = this.#plan === null ? 'the database does not tell' : '';
			this.#state = this.#plan === null ? 'failed' : 'done';
		} catch (error) {
			if (this.#cancel !== cancel) return;
			this.#failure = messageOf(error);
			this.#state = isCancelled(error) ? 'none' : 'failed';
		}
	}

	/** The page is free at once. */
	close(): void {
		this.#cancel.abort();
		this.#cancel = new AbortController();
		this.#state = 'none';
	}
}
