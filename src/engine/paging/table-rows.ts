import { isEventTable } from '#tables/event-tables.ts';
import { orderIn } from '../sql/last-order.ts';
import { itemsOf } from '../sql/select-items.ts';
import { selectsOf, type SelectBlock, type Selects } from '../sql/selects.ts';

/** Name of the column that says where in its table a row stands: no column of anybody has it. */
export const ROW_ID = '"where the row stands"';

/** A statement in order, each row of which is a row of one event table. */
export interface TableRows {
	/** Where the rows stand in the table, in the order of the statement; no two are alike in it. */
	inOrder: string;
	/** The rows in no order, with {@link ROW_ID} as one more column. */
	rows: string;
}

interface Edit {
	from: number;
	to: number;
	text: string;
}

interface Level {
	edits: Edit[];
	/** Places of the text that say an order, the outermost first. */
	orders: { from: number; to: number; isByAll: boolean }[];
}

/** Queries that stand in each other: more are looked into by nobody. */
const DEEPEST = 20;

/** What makes other rows of those that are read, or needs all of them for each. */
const others =
	/^(distinct|group|having|qualify|limit|offset|window|over|unnest|unlist|columns|join|recursive|using|pivot|unpivot|describe|summarize|show|tablesample|sample|lateral)$/;

/**
 * How the rows of a statement are found by where they stand. Null where it says no order, where its rows are others
 * than those of one event table, and where that cannot be told. What adds up rows is found out by the database.
 */
export function tableRows(sql: string): TableRows | null {
	const found = levelsIn(selectsOf(sql), sql, -1, 0);
	const [last, ...inner] = found?.orders ?? [];
	if (found === null || last === undefined) return null;
	const tie = last.isByAll ? [] : [{ from: last.to, to: last.to, text: `, ${ROW_ID}` }];
	const cut = (orders: Level['orders']) =>
		orders.map(({ from, to }): Edit => ({ from, to, text: '' }));
	const inOrder = edited(sql, [...found.edits, ...tie, ...cut(inner)]);
	return {
		inOrder: `SELECT ${ROW_ID} FROM (\n${inOrder}\n) AS in_order`,
		rows: edited(sql, [...found.edits, ...cut(found.orders)])
	};
}

/**
 * Whether the rows of a statement are those of what it reads, one after the other and in no order that it says: then
 * those behind any others are found by passing these by.
 */
export function isStreamed(sql: string): boolean {
	const selects = selectsOf(sql);
	const isPlain = (open: number, deep: number): boolean => {
		const block = plainBlock(selects, open, deep);
		if (block === null || orderIn(selects, block) !== null) return false;
		const [relation] = block.relations;
		return relation === undefined || relation.query === null || isPlain(relation.query, deep + 1);
	};
	return isPlain(-1, 0);
}

/** The select of a parenthesis that gives the rows of one relation, or of none, as they are; null where none does. */
function plainBlock(selects: Selects, open: number, deep: number): SelectBlock | null {
	const [block, another] = selects.combinedIn(open);
	if (block === undefined || another !== undefined || deep > DEEPEST) return null;
	if (block.relations.length > 1) return null;
	return block.direct.some(({ word }) => others.test(word ?? '')) ? null : block;
}

function levelsIn(selects: Selects, sql: string, open: number, deep: number): Level | null {
	const block = plainBlock(selects, open, deep);
	const [relation] = block?.relations ?? [];
	if (block === null || relation === undefined) return null;
	const order = orderIn(selects, block);
	const orders = order === null ? [] : [order];
	if (relation.query === null) {
		const isKnown = isEventTable(relation.table?.toLowerCase() ?? null);
		const edit = isKnown ? added(selects, block, `rowid AS ${ROW_ID}`) : null;
		return edit === null ? null : { edits: [edit], orders };
	}
	const inner = levelsIn(selects, sql, relation.query, deep + 1);
	const edits = inner === null ? null : passedOn(selects, block);
	if (inner === null || edits === null) return null;
	return { edits: [...inner.edits, ...edits], orders: [...orders, ...inner.orders] };
}

/** A star gives the place on by itself. */
function passedOn(selects: Selects, block: SelectBlock): Edit[] | null {
	const items = itemsOf(block);
	if (items === null) return null;
	if (items.some(({ star }) => star !== null)) return [];
	const edit = added(selects, block, ROW_ID);
	return edit === null ? null : [edit];
}

/** One more column; a select that begins with FROM and lists none is given a list. */
function added(
	{ tokens }: Selects,
	{ list, from, to, direct }: SelectBlock,
	column: string
): Edit | null {
	const last = list?.at(-1);
	if (last !== undefined) return { from: last.to, to: last.to, text: `, ${column}` };
	const begin = tokens.slice(from, to).find((token) => token.keyword === 'from');
	if (begin === undefined || !direct.includes(begin)) return null;
	return { from: begin.from, to: begin.from, text: `SELECT *, ${column} ` };
}

function edited(sql: string, edits: readonly Edit[]): string {
	const falling = [...edits].sort((a, b) => b.from - a.from || b.to - a.to);
	return falling.reduce(
		(text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to),
		sql
	);
}
