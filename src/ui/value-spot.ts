import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { MenuItem } from './menu.ts';

/** A value that somebody pointed at, in the row that it stands in. */
export interface ValueSpot {
	columns: readonly ResultColumn[];
	row: readonly Value[];
	/** Index of its column. */
	column: number;
	/** What the table that shows it can do with it; none where it is in no table. */
	acts?: readonly MenuItem[];
	/** What shows it: its menu opens there, and the focus returns to it. */
	element: HTMLElement;
}

/** The key that opens the menu of a value, wherever one has the focus. */
export const MENU_KEY = 'x';

/** Whether a key asks for the menu; the key for context menus is heard as the event of that name. */
export function asksForMenu({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
	return key === MENU_KEY && !ctrlKey && !metaKey && !altKey;
}

/** An event is seen to: neither the browser nor anything around it has to act. */
export function heard(event: Event): void {
	event.preventDefault();
	event.stopPropagation();
}
