import type { Sorting } from '../arranged.ts';
import type { MenuItem } from '../menu.ts';
import type { ColumnLayout } from './column-layout.svelte.ts';

/** What is done with a column of a table. */
export interface ColumnActs {
	layout: ColumnLayout;
	/** Null where the rows cannot be sorted. */
	sort: ((sorting: Sorting) => void) | null;
}

/** A column where it stands. */
export interface ShownColumn {
	name: string;
	/** Its place among those that are shown. */
	place: number;
	/** The names of those, in their order. */
	shown: readonly string[];
	/** Pixels that it has now. */
	width: number;
}

/** Pixels that a key makes a column wider or narrower. */
const SIZE_STEP = 24;

/** The entries of the menu of a column, in groups. */
export function columnMenu({ layout, sort }: ColumnActs, column: ShownColumn): MenuItem[][] {
	const { name, place, shown, width } = column;
	const item = (key: string, title: string, act: () => void): MenuItem => ({
		name: key,
		title,
		act
	});
	const move = (to: number) => () => layout.move(shown, name, to);
	const sorts =
		sort === null
			? []
			: [
					item('rising', `Sort by ${name}, rising`, () => sort({ column: name, falls: false })),
					item('falling', `Sort by ${name}, falling`, () => sort({ column: name, falls: true }))
				];
	const moves = [
		...(place > 0 ? [item('left', 'Move left', move(place - 1))] : []),
		...(place > 0 ? [item('first', 'Move to the beginning', move(0))] : []),
		...(place < shown.length - 1 ? [item('right', 'Move right', move(place + 1))] : [])
	];
	const sizes = [
		item('wider', 'Wider', () => layout.size(name, width + SIZE_STEP * 3)),
		item('narrower', 'Narrower', () => layout.size(name, width - SIZE_STEP * 3)),
		...(layout.sizes.has(name)
			? [item('fit', 'As wide as its values', () => layout.size(name, null))]
			: [])
	];
	const pin = layout.isPinned(name) ? 'Let it scroll' : 'Keep in sight at the left';
	const rest = [
		item('pin', pin, () => layout.pin(name)),
		...(shown.length > 1 ? [item('hide', 'Hide', () => layout.hide(name))] : [])
	];
	return [sorts, moves, sizes, rest].filter((group) => group.length > 0);
}

/** Moves or sizes a column by keys; true where the key does. */
export function pressColumn(event: KeyboardEvent, acts: ColumnActs, column: ShownColumn): boolean {
	const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
	if (way === undefined || event.ctrlKey || event.metaKey) return false;
	const { name, place, shown, width } = column;
	if (event.altKey && !event.shiftKey) acts.layout.move(shown, name, place + way);
	else if (event.shiftKey && !event.altKey) acts.layout.size(name, width + way * SIZE_STEP);
	else return false;
	return true;
}
