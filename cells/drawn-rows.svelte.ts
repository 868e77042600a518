import type { Result } from '#engine/duckdb/engine.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import type { Viewed } from './shown.ts';

/** Asks the database for rows of a drawing, at most so many. */
export type AskRows = (sql: string, limit: number) => Promise<Result>;

/** How a picture is made of the rows of a cell; null where there are none to draw. */
export type MakePicture<Picture> = (ask: AskRows) => Promise<Picture | null>;

type State = 'loading' | 'done' | 'failed' | 'cancelled';

/** What is drawn of the rows of a cell, once it is known. */
export class DrawnRows<Picture> {
	#state = $state.raw<State>('loading');
	#picture = $state.raw<Picture | null>(null);
	#failure = $state.raw<string | null>(null);
	#cancel = new AbortController();
	readonly #ask: Viewed['ask'];
	readonly #make: MakePicture<Picture>;

	constructor(ask: Viewed['ask'], make: MakePicture<Picture>) {
		this.#ask = ask;
		this.#make = make;
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
		this.#cancel.abort();
		this.#state = 'loading';
		this.#failure = null;
		const { signal } = (this.#cancel = new AbortController());
		const ask: AskRows = (sql, limit) => {
			signal.throwIfAborted();
			return this.#ask(sql, { offset: 0, limit, again, signal });
		};
		try {
			this.#picture = await this.#make(ask);
			this.#state = 'done';
		} catch (error) {
			const ended = isCancelled(error) || signal.aborted;
			this.#failure = ended ? null : messageOf(error);
			this.#state = ended ? 'cancelled' : 'failed';
		}
	}
}
