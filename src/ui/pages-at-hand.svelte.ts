import type { Value } from '#tables/value.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';

/** How many rows a page has. */
export const ROWS_OF_PAGE = 500;

/** Pages that are kept at hand; what was in sight longest ago is asked again where it is wanted again. */
const MOST_PAGES = 60;

type Pages = ReadonlyMap<number, readonly Value[][]>;

/** Pages of rows that came, by their number from 0, and how many rows there are as far as that tells. */
export class PagesAtHand {
	#columns = $state.raw<readonly ResultColumn[]>([]);
	#pages = $state.raw<Pages>(new Map());
	#total = $state.raw<number | null>(null);

	get columns(): readonly ResultColumn[] {
		return this.#columns;
	}

	/** How many rows there are in all; null while that is not known. */
	get total(): number | null {
		return this.#total;
	}

	/** How many there are; where that is not known, how many stand at hand from the first on. */
	get count(): number {
		return this.#total ?? this.#pages.size * ROWS_OF_PAGE;
	}

	get all(): Pages {
		return this.#pages;
	}

	/** So many rows there are, as the database counts them. */
	know(total: number): void {
		this.#total ??= total;
	}

	keep(page: number, { columns, rows }: Result): void {
		if (this.#columns.length === 0) this.#columns = columns;
		const isLast = rows.length < ROWS_OF_PAGE;
		if (isLast) this.#total = page * ROWS_OF_PAGE + rows.length;
		const pages = new Map(this.#pages);
		if (rows.length > 0 || page === 0) pages.set(page, rows);
		// While it is not known how many there are, those at hand are those from the first on.
		if (this.#total !== null) dropFarthest(pages, page);
		this.#pages = pages;
	}

	/** The page nearest to the first of these rows that is not at hand; null for none. */
	missing([first, end]: readonly [first: number, last: number]): number | null {
		const last = Math.min(end, this.#total === null ? Infinity : this.#total - 1);
		for (let page = pageOf(first); page <= pageOf(last); page++)
			if (!this.#pages.has(page)) return this.#total === null ? this.#pages.size : page;
		return null;
	}
}

/** The number of the page that a row stands on. */
export function pageOf(row: number): number {
	return Math.floor(row / ROWS_OF_PAGE);
}

/** Null where the row is not at hand. */
export function rowOf(pages: Pages, row: number): readonly Value[] | null {
	return pages.get(pageOf(row))?.[row % ROWS_OF_PAGE] ?? null;
}

/** The first page stays: columns are as wide as its values. */
function dropFarthest(pages: Map<number, unknown>, from: number): void {
	if (pages.size <= MOST_PAGES) return;
	const others = [...pages.keys()].filter((page) => page !== 0);
	const far = others.sort((a, b) => Math.abs(b - from) - Math.abs(a - from))[0];
	if (far !== undefined) pages.delete(far);
}
