import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import type { Sorting } from '../arranged.ts';
import type { MenuItem } from '../menu.ts';
import type { ValueSpot } from '../value-spot.ts';
import type { ColumnActs } from './column-acts.ts';
import type { RowsAt } from './rows-at.ts';
import type { ValueChoosing } from './value-choosing.ts';

/** What a table shows, and what can be done with it. */
export interface DataTableProps {
	/** What the rows are, for ears. */
	label: string;
	columns: readonly ResultColumn[];
	rows: readonly (readonly Value[])[] | RowsAt;
	/** Words beside a value, as `source` beside the alert's address. */
	badges?: ReadonlyMap<Value, string>;
	/** What Enter or a press on a row does. */
	onrow?: ((row: number) => void) | null;
	/** The rows on which that does something: all, where nothing is said. */
	acts?: (row: number) => boolean;
	rowAction?: string;
	/** Opens the menu of a value. */
	onpivot?: ((spot: ValueSpot) => void) | null;
	/** What further keys do with the row that has the focus. */
	rowKeys?: Readonly<Record<string, (row: number) => void>>;
	/** The row that is at hand; null where none is. */
	current?: number | null;
	/** Indices of the columns that are shown, in their order; null for all of them. */
	shown?: readonly number[] | null;
	/** How many of those stay in sight at the left. */
	pinned?: number;
	/** What is done with the columns; null where they stay as they are. */
	columnActs?: ColumnActs | null;
	/** By which column the rows are sorted, by its name. */
	sortedBy?: Sorting | null;
	/** What a press on the head of a column does. */
	onsort?: ((column: string) => void) | null;
	/** What can be done with a value besides, by the indices of its row and its column. */
	valueActs?: (row: number, column: number) => readonly MenuItem[];
	/** Has the rows of a range at hand, for them to be copied. @throws what the database throws */
	fetch?: ((first: number, last: number) => Promise<RowsAt>) | null;
	/** Tells which rows they are: while it is the same, other rows are seen where those before were. */
	seenAs?: unknown;
	/** How a value is chosen, and which are; null where none can be. */
	choosing?: ValueChoosing | null;
	/** The focus came to a row. */
	onreach?: (row: number) => void;
	/** What Escape does; null where it is left to whatever is around the table. */
	onleave?: (() => void) | null;
}
