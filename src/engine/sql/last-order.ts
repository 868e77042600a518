import { itemsOf } from './select-items.ts';
import { selectsOf, type SelectBlock, type Selects } from './selects.ts';

/** Where a statement says by what its rows are put in order, as places in its text. */
export interface RowOrder {
	/** Of ORDER. */
	readonly from: number;
	/** Behind its last key. */
	readonly to: number;
	/** Whether it is by all columns: then no two rows that differ are alike. */
	readonly isByAll: boolean;
}

/** The order that a select gives its rows itself; null for none. */
export function orderIn({ tokens }: Selects, { from, to, direct }: SelectBlock): RowOrder | null {
	const own = new Set(direct);
	const depth = tokens[from]?.depth;
	const isHere = (at: number, words: RegExp) =>
		tokens[at]!.depth === depth && own.has(tokens[at]!) && words.test(tokens[at]!.keyword ?? '');
	const places = Array.from({ length: to - from }, (_, i) => from + i);
	const begin = places.find((at) => isHere(at, /^order$/) && tokens[at + 1]?.word === 'by');
	if (begin === undefined || tokens[begin + 2] === undefined) return null;
	const end = places.find((at) => at > begin && isHere(at, /^(limit|offset)$/)) ?? to;
	const isByAll = tokens[begin + 2]!.keyword === 'all';
	return { from: tokens[begin]!.from, to: tokens[end - 1]!.to, isByAll };
}

/**
 * The order in which the rows of a statement come at last: its own, or that of the query of which it gives all columns
 * and all rows as they are. Null where none is said.
 */
export function lastOrder(sql: string): RowOrder | null {
	const selects = selectsOf(sql);
	for (let open: number | null = -1, deep = 0; open !== null && deep < 20; deep++) {
		const blocks: readonly SelectBlock[] = selects.combinedIn(open);
		const order = orderIn(selects, blocks.at(-1)!);
		if (order !== null) return order;
		open = blocks.length === 1 ? passedOn(blocks[0]!) : null;
	}
	return null;
}

/** The query whose rows a select gives on, by its parenthesis; null where it makes others of them. */
function passedOn({ relations, direct, ...block }: SelectBlock): number | null {
	const [relation] = relations;
	const items = itemsOf(block);
	if (relations.length !== 1 || relation === undefined || items === null) return null;
	if (items.length !== 1 || items[0]!.star === null || !items[0]!.star.isPlain) return null;
	return direct.some(({ word }) => makesOthers.test(word ?? '')) ? null : relation.query;
}

const makesOthers =
	/^(distinct|group|having|qualify|limit|offset|join|recursive|pivot|unpivot|describe|summarize|tablesample|sample)$/;

/**
 * A statement with rows that are alike by its keys put in order as well, by all of its columns; as it is where it says
 * no order. @param columns how many it has
 */
export function inTotalOrder(sql: string, columns: number): string {
	const order = lastOrder(sql);
	if (order === null || order.isByAll) return sql;
	const numbers = Array.from({ length: columns }, (_, i) => `, ${i + 1}`).join('');
	return sql.slice(0, order.to) + numbers + sql.slice(order.to);
}
