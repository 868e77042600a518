import { valueChoosing } from '#cells/choice.ts';
import type { Choice, PickedChoice } from '#cells/shown.ts';
import type { PageBrush } from '#engine/paging/rows-of-page.ts';
import type { Around } from '#engine/sql/bounded-rows.ts';
import type { Brushing } from '#ui/following.svelte.ts';
import type { ValueChoosing } from '#ui/table/value-choosing.ts';
import type { ValueSpot } from '#ui/value-spot.ts';

/** How the selection of the page concerns the rows of one statement. All getters are reactive. */
export interface Linked {
	/** Changes whenever the rows are others. */
	readonly key: string;
	/** Asks the statement of the selected rows; null where it is asked of all. */
	readonly around: Around | null;
	/** That is drawn elsewhere and holds some of the rows; null for none. */
	readonly brush: Brushing | null;
	/** What is said beside the rows; null where nothing is selected elsewhere. */
	readonly told: ToldSelection | null;
	/** What is chosen in it, in words: its own rows are not narrowed by that; null where nothing is. */
	readonly own: string | null;
	/** The choices made in it. */
	readonly chosen: readonly Choice[];
	/** Null where a choice says nothing of the rows of event tables. */
	choose(picked: PickedChoice): (() => void) | null;
	/** The same value, with what the selection can do with it. */
	spot(spot: ValueSpot): ValueSpot;
}

/** How far a selection reaches into what a statement reads. */
export interface ToldSelection {
	tables: readonly SelectedTable[];
	/** What is read whole, by its names. */
	whole: readonly string[];
	/** Has the rows counted that are not. */
	count(): void;
}

export interface SelectedTable {
	table: string;
	/** Rows of it that are selected; null while they are not counted. Reading it is reactive. */
	readonly selected: number | null;
	rows: number;
	/** Columns of the selection that it does not have. */
	lacks: readonly string[];
}

/** Where there is no selection to speak of. */
export const notLinked: Linked = {
	key: '',
	around: null,
	brush: null,
	told: null,
	own: null,
	chosen: [],
	choose: () => null,
	spot: (spot) => spot
};

/** A page of rows as it is asked of the selected rows. */
export function linkedPage<Page extends { around?: Around; brush?: PageBrush }>(
	{ around }: Pick<Linked, 'around'>,
	page: Page
): Page {
	const outer = page.around;
	if (around === null || page.brush !== undefined) return page;
	return { ...page, around: (sql) => (outer === undefined ? around(sql) : outer(around(sql))) };
}

/** How values of its rows are chosen in a table; null where nothing follows anywhere. */
export function choosingOf(linked: Linked): ValueChoosing | null {
	if (linked === notLinked) return null;
	return valueChoosing((picked) => linked.choose(picked), linked.chosen);
}
