import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';

/** A page of rows, as the database counts them. */
export interface PageOfRows {
	offset: number;
	limit: number;
	/** Whether a person wants once more what failed. */
	again?: boolean;
	/** What is asked around the statement of the rows, as to sort or to count them. */
	around?: Around;
	/** What ends it. */
	signal: AbortSignal;
}

/** `cancelled`: by a person, before there was a page. */
type State = 'loading' | 'done' | 'failed' | 'cancelled';

/** How many rows a page has. */
export const ROWS_OF_PAGE = 500;

/** Rows that are fetched a page at a time, on demand. A page that comes late does not double another. */
export class PagedRows {
	readonly #load: (page: PageOfRows) => Promise<Result>;
	readonly #around: { around?: Around };
	/** Resolves once the first page has come, or has not. */
	readonly first: Promise<void>;
	#columns = $state.raw<readonly ResultColumn[]>([]);
	#rows = $state.raw<readonly Value[][]>([]);
	#state = $state.raw<State>('loading');
	#failure = $state.raw<string | null>(null);
	#more = $state.raw(false);
	#asked = -1;
	#cancel = new AbortController();

	/** @param around what is asked around the statement of the rows; null for the rows as they are */
	constructor(load: (page: PageOfRows) => Promise<Result>, around: Around | null = null) {
		this.#load = load;
		this.#around = around === null ? {} : { around };
		this.first = this.fetch();
	}

	get columns(): readonly ResultColumn[] {
		return this.#columns;
	}
	get rows(): readonly Value[][] {
		return this.#rows;
	}
	get state(): State {
		return this.#state;
	}
	get failure(): string | null {
		return this.#failure;
	}
	/** True while the last page was full, so that more may follow. */
	get more(): boolean {
		return this.#more;
	}

	/** Ends the page under way. */
	cancel(): void {
		this.#cancel.abort();
	}

	/** Appends the next page, `again` where it failed or was cancelled. */
	async fetch(again = false): Promise<void> {
		const offset = this.#rows.length;
		if (this.#asked === offset && (this.#state === 'loading' || this.#state === 'done')) return;
		this.#asked = offset;
		this.#state = 'loading';
		this.#failure = null;
		this.#cancel = new AbortController();
		const { signal } = this.#cancel;
		try {
			const result = await this.#load({
				offset,
				limit: ROWS_OF_PAGE,
				again,
				signal,
				...this.#around
			});
			this.#columns = result.columns;
			this.#rows = [...this.#rows, ...result.rows];
			this.#more = result.rows.length === ROWS_OF_PAGE;
			this.#state = 'done';
		} catch (error) {
			this.#failure = isCancelled(error) ? null : messageOf(error);
			this.#state = isCancelled(error) ? 'cancelled' : 'failed';
		}
	}
}
