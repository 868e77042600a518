import type { PageBrush } from '#engine/paging/rows-of-page.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';

export interface Page {
	offset: number;
	limit: number;
	/** Whether it is wanted once more after it failed: what was stopped runs only then. */
	again?: boolean;
	/** What is asked around the statement of the rows, as to sort or to count them. */
	around?: Around;
	/** Whether it is asked how they are found, and not for the rows. */
	explained?: boolean;
	/** Ends when no page of these rows is wanted any more; see `rowsOfPage`. */
	keptUntil?: AbortSignal;
	/** A brush that is being drawn: the rows that it holds follow from sums, or the asking fails. */
	brush?: PageBrush;
	/** What ends it. */
	signal?: AbortSignal;
}
