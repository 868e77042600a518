import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import type { PageBrush } from '#engine/paging/rows-of-page.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';
import { isCancelled, messageOf } from '#lib/failure.ts';
import { pageOf, PagesAtHand, rowOf, ROWS_OF_PAGE } from './pages-at-hand.svelte.ts';
import type { RowsAt } from './table/rows-at.ts';

/** A page of rows, as the database counts them. */
export interface PageOfRows {
	offset: number;
	limit: number;
	/** Whether a person wants once more what failed. */
	again?: boolean;
	/** What is asked around the statement of the rows, as to sort or to count them. */
	around?: Around;
	/** Whether it is asked how all of them are found, and not for the rows. */
	explained?: boolean;
	/** Ends when no page of these rows is wanted any more: until then the database keeps them in their order. */
	keptUntil?: AbortSignal;
	/** A brush that is being drawn: the rows that it holds follow from sums, or the asking fails. */
	brush?: PageBrush;
	/** What ends it. */
	signal: AbortSignal;
}

/** Where rows come from. */
export type LoadRows = (page: PageOfRows) => Promise<Result>;

/** `cancelled`: by a person, before there was a page. */
type State = 'loading' | 'done' | 'failed' | 'cancelled';

/**
 * Rows that are fetched a page at a time, where they are wanted: from the beginning on, and anywhere once it is known
 * how many there are. All getters are reactive.
 */
export class PagedRows implements RowsAt {
	readonly #load: LoadRows;
	readonly #around: { around?: Around };
	/** Resolves once the first page has come, or has not. */
	readonly first: Promise<void>;
	#state = $state.raw<State>('loading');
	#failure = $state.raw<string | null>(null);
	readonly #pages = new PagesAtHand();
	/** The page that is asked for; null while none is. */
	#asked: number | null = null;
	#wanted: readonly [first: number, last: number] = [0, 0];
	#cancel = new AbortController();
	readonly #closing = new AbortController();

	/** @param around what is asked around the statement of the rows; null for the rows as they are */
	constructor(load: LoadRows, around: Around | null = null) {
		this.#load = load;
		this.#around = around === null ? {} : { around };
		this.first = this.#fetch(0, false);
	}

	get columns(): readonly ResultColumn[] {
		return this.#pages.columns;
	}
	get state(): State {
		return this.#state;
	}
	get failure(): string | null {
		return this.#failure;
	}

	/** How many there are in all; null while that is not known. */
	get total(): number | null {
		return this.#pages.total;
	}

	/** How many there are; where that is not known, how many stand at hand from the first on. */
	get count(): number {
		return this.#pages.count;
	}

	at(row: number): readonly Value[] | null {
		return rowOf(this.#pages.all, row);
	}

	/** So many rows there are, as the database counts them. */
	know(total: number): void {
		this.#pages.know(total);
	}

	/** Asks for these rows where they are not at hand: no more than a page at once, and the last that were wanted first. */
	need(first: number, last: number): void {
		this.#wanted = [first, last];
		if (this.#asked !== null || this.#state !== 'done') return;
		const page = this.#pages.missing(this.#wanted);
		if (page !== null) void this.#fetch(page, false);
	}

	/** Asks once more for what failed or was cancelled. */
	async again(): Promise<void> {
		const page = this.#pages.missing(this.#wanted);
		if (page === null) this.#state = 'done';
		else if (this.#asked === null) await this.#fetch(page, true);
	}

	/** All rows of a range; those that are not at hand are asked for. @throws what the database throws */
	async range(first: number, last: number, signal: AbortSignal): Promise<RowsAt> {
		const pages = new Map(this.#pages.all);
		for (let page = pageOf(first); page <= pageOf(last); page++)
			if (!pages.has(page)) pages.set(page, (await this.#answer(page, true, signal)).rows);
		return { count: this.count, at: (row) => rowOf(pages, row) };
	}

	/** Nobody wants any of them any more; those that are at hand stay. */
	close(): void {
		this.#cancel.abort();
		this.#closing.abort();
	}

	/** Ends the page under way. */
	cancel(): void {
		this.#cancel.abort();
	}

	async #fetch(page: number, again: boolean): Promise<void> {
		this.#asked = page;
		this.#state = 'loading';
		this.#failure = null;
		this.#cancel = new AbortController();
		try {
			this.#pages.keep(page, await this.#answer(page, again, this.#cancel.signal));
			this.#state = 'done';
		} catch (error) {
			this.#failure = isCancelled(error) ? null : messageOf(error);
			this.#state = isCancelled(error) ? 'cancelled' : 'failed';
		}
		this.#asked = null;
		this.need(...this.#wanted);
	}

	#answer(page: number, again: boolean, signal: AbortSignal): Promise<Result> {
		const offset = page * ROWS_OF_PAGE;
		const keptUntil = this.#closing.signal;
		return this.#load({ offset, limit: ROWS_OF_PAGE, again, signal, keptUntil, ...this.#around });
	}
}
