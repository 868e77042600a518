import { isCancelled, messageOf } from '#lib/failure.ts';
import type { Zone } from '#lib/zone.ts';
import type { Viewed } from '../shown.ts';
import type { ChartSpec } from './chart-spec.ts';
import { drawn } from './drawn.ts';
import type { Picture } from './picture.ts';

type State = 'loading' | 'done' | 'failed' | 'cancelled';

/** What of the rows of a chart is drawn, once it is known. */
export class ChartState {
	#state = $state.raw<State>('loading');
	#picture = $state.raw<Picture | null>(null);
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();
	readonly #spec: ChartSpec;
	readonly #ask: Viewed['ask'];
	readonly #zone: Zone;

	constructor(spec: ChartSpec, ask: Viewed['ask'], zone: Zone) {
		this.#spec = spec;
		this.#ask = ask;
		this.#zone = zone;
	}

	get state(): State {
		return this.#state;
	}
	/** Null where there are no rows, or nothing is known yet. */
	get picture(): Picture | null {
		return this.#picture;
	}
	get failure(): string | null {
		return this.#failure;
	}

	cancel(): void {
		this.#cancel.abort();
	}

	/** @param again whether a person wants what failed once more */
	async draw(again = false): Promise<void> {
		this.#state = 'loading';
		this.#failure = null;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		const ask = (sql: string, limit: number) => {
			signal.throwIfAborted();
			return this.#ask(sql, { offset: 0, limit, again, signal });
		};
		try {
			this.#picture = await drawn(this.#spec.sql, this.#spec.wanted, { ask, zone: this.#zone });
			this.#state = 'done';
		} catch (error) {
			const ended = isCancelled(error) || signal.aborted;
			this.#failure = ended ? null : messageOf(error);
			this.#state = ended ? 'cancelled' : 'failed';
		}
	}
}
