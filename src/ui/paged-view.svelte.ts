import { Failure } from '#lib/failure.ts';
import type { Value } from '#tables/value.ts';
import { fillCounts } from './arranged.ts';
import { Arranging } from './arranging.svelte.ts';
import { Following, type AsBrushed, type Brushing } from './following.svelte.ts';
import { PagedRows, type LoadRows } from './paged-rows.svelte.ts';
import { ROWS_OF_PAGE } from './pages-at-hand.svelte.ts';
import { firstRows } from './table/rows-at.ts';
import { filledIn } from './table-columns.ts';

/** Whether each column has a value in any of some rows, as the database counts them. */
interface Counted {
	of: PagedRows;
	filled: readonly boolean[];
}

/** Rows that can be sorted, filtered and counted: by SQL around their statement, never over some of them alone. */
export class PagedView extends Arranging {
	readonly #load: LoadRows;
	#pages: PagedRows;
	/** The rows of before, shown until there are others. */
	#before: PagedRows | null = null;
	#counted = $state.raw<Counted | null>(null);
	/** Ends the counting that is under way. */
	#counting = new AbortController();
	/** Tells which rows of the statement are asked for; null before that was told. */
	#selected: string | null = null;
	readonly #following = new Following<PagedRows>((as) => this.#brushed(as));

	constructor(load: LoadRows) {
		super();
		this.#load = load;
		this.#pages = $state.raw(new PagedRows(load));
		void this.#count(this.#pages);
	}

	/** The rows as they are asked for now. */
	get pages(): PagedRows {
		return this.#pages;
	}

	/** The rows that are to be seen: those of before as long as there is no answer, those of a brush while it is drawn. */
	get shown(): PagedRows {
		const { found } = this.#following;
		if (found !== null) return found;
		return this.#waits && this.#before !== null ? this.#before : this.#pages;
	}

	get #waits(): boolean {
		return this.#pages.state === 'loading' && this.#pages.count === 0;
	}

	/** Whether what is seen is of other rows than those that are selected. */
	get isBehind(): boolean {
		const { isBehind, isOfLast } = this.#following;
		return isBehind || (this.#waits && this.#before !== null && !isOfLast);
	}

	/** Whether it is so until the brush is let go. */
	get waitsForBrush(): boolean {
		return this.#following.waits;
	}

	/** How many rows there are as they are asked for; null where that is not counted. */
	get rows(): number | null {
		return this.pages.total;
	}

	/** Whether it was asked of all rows which columns have a value; else `filled` speaks of those at hand alone. */
	get isCounted(): boolean {
		return this.#counted?.of === this.shown || this.#allAtHand !== null;
	}

	/** Whether each column has a value in any row; in the first ones where that is not counted yet. */
	get filled(): readonly boolean[] {
		const { shown } = this;
		if (this.#counted?.of === shown) return this.#counted.filled;
		return filledIn(shown.columns, this.#allAtHand ?? firstRows(shown, ROWS_OF_PAGE));
	}

	/** Null where some are not at hand. */
	get #allAtHand(): readonly (readonly Value[])[] | null {
		const { total } = this.shown;
		return total !== null && total < ROWS_OF_PAGE ? firstRows(this.shown, total) : null;
	}

	/**
	 * Goes along with what is selected: where those are other rows they are asked for, and the ones of before are seen
	 * until they have come.
	 * @param selected tells which rows those are
	 */
	heed(selected: string, brush: Brushing | null): void {
		const isOther = this.#selected !== null && this.#selected !== selected;
		this.#selected = selected;
		this.#following.heed(brush);
		if (isOther) void this.begin();
		else if (!this.#waits) this.#following.settle();
	}

	/** Nobody looks at it any more. */
	close(): void {
		this.#pages.close();
		this.#counting.abort();
	}

	protected async begin(): Promise<void> {
		if (this.#pages.count > 0) this.#before = this.#pages;
		this.close();
		const pages = new PagedRows(this.#load, this.isArranged ? this.around : null);
		this.#pages = pages;
		void this.#count(pages);
		await pages.first;
		if (this.#pages === pages) this.#following.settle();
	}

	/** The first rows that a brush holds. @throws what they fail of */
	async #brushed(as: AsBrushed): Promise<PagedRows> {
		const pages = new PagedRows(
			(page) => this.#load(as(page)),
			this.isArranged ? this.around : null
		);
		await pages.first;
		if (pages.state !== 'done') throw new Failure('query failed', pages.failure ?? 'cancelled');
		return pages;
	}

	/** Of more rows than are at hand it is asked how many there are; nobody waits for it, and none has to know. */
	async #count(pages: PagedRows): Promise<void> {
		await pages.first;
		if (pages.state !== 'done' || pages.total !== null || pages !== this.#pages) return;
		const names = pages.columns.map(({ name }) => name);
		const around = (sql: string) => fillCounts(this.around(sql), names);
		this.#counting = new AbortController();
		const { signal } = this.#counting;
		const counted = await this.#load({ offset: 0, limit: 1, around, signal }).catch(() => null);
		const row = counted?.rows[0];
		const total = Number(row?.[0] ?? NaN);
		if (row === undefined || !Number.isSafeInteger(total) || pages !== this.#pages) return;
		this.#counted = { of: pages, filled: row.slice(1).map((count) => Number(count) > 0) };
		pages.know(total);
	}
}
