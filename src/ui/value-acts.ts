import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { COUNTED, type Arrangement, type Filter, type Sorting } from './arranged.ts';
import type { MenuItem } from './menu.ts';

/** What can be done with the rows of a table, from one of its values. */
export interface ArrangesRows {
	readonly arrangement: Arrangement;
	filter(filter: Filter): void;
	sort(sorting: Sorting): void;
	countBy(column: string): void;
}

/** The entries of a value's menu that arrange the rows of its table. */
export function arrangingActs(view: ArrangesRows, column: ResultColumn, value: Value): MenuItem[] {
	const { name } = column;
	const filter = (how: Filter['how']) => () => view.filter({ column, how, value });
	const sorts = [
		item('rising', `Sort by ${name}, rising`, () => view.sort({ column: name, falls: false })),
		item('falling', `Sort by ${name}, falling`, () => view.sort({ column: name, falls: true }))
	];
	const { countedBy } = view.arrangement;
	if (countedBy !== null && name === COUNTED) return sorts;
	const ranges = [
		item('from', 'From this on', filter('from')),
		item('to', 'Up to this', filter('to'))
	];
	return [
		item('only', 'Only this', filter('only')),
		item('not', 'Not this', filter('not')),
		...(isOrdered(column, value) ? ranges : []),
		...(countedBy === null ? [item('count', 'Count by this', () => view.countBy(name))] : []),
		...sorts
	];
}

function isOrdered({ type }: ResultColumn, value: Value): boolean {
	return value !== null && typeof value !== 'string' && (type === 'number' || type === 'timestamp');
}

function item(name: string, title: string, act: () => void): MenuItem {
	return { name, title, act };
}
