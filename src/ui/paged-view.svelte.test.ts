import { expect, test } from 'vitest';
import type { Result } from '#engine/duckdb/engine.ts';
import type { PageOfRows } from './paged-rows.svelte.ts';
import { PagedView } from './paged-view.svelte.ts';

const columns = [
	{ name: 'a', type: 'number' },
	{ name: 'b', type: 'text' }
] as const;

/** A page that is full, one that is not, and what is counted. */
function answers(asked: string[], full: boolean): (page: PageOfRows) => Promise<Result> {
	return async ({ around, limit }) => {
		const sql = around?.('t') ?? 't';
		asked.push(sql);
		if (sql.startsWith('SELECT count(*) AS n'))
			return { columns: [], rows: [[1_000_000, 1_000_000, 0]] };
		const rows = Array.from({ length: full ? limit : 2 }, (_, i) => [i, null]);
		return { columns: [...columns], rows };
	};
}

const passed = () => new Promise((resolve) => setTimeout(resolve));

test('of few rows nothing further is asked; of many, how many there are and which columns have values', async () => {
	const few: string[] = [];
	const small = new PagedView(answers(few, false));
	await passed();
	expect([few.length, small.rows, small.filled]).toEqual([1, 2, [true, false]]);
	const many: string[] = [];
	const large = new PagedView(answers(many, true));
	await passed();
	expect([many.length, large.rows, large.filled]).toEqual([2, 1_000_000, [true, false]]);
	expect([small.isCounted, large.isCounted]).toEqual([true, true]);
});

test('before all rows are counted, that a column has no value is said of the first rows alone', async () => {
	const view = new PagedView(({ limit }) =>
		limit === 1
			? new Promise(() => undefined)
			: Promise.resolve({
					columns: [...columns],
					rows: Array.from({ length: limit }, (_, i) => [i, null])
				})
	);
	await passed();
	expect([view.filled, view.isCounted, view.rows]).toEqual([[true, false], false, null]);
});

test('sorting, filtering and counting are asked of the database, over all rows', async () => {
	const asked: string[] = [];
	const view = new PagedView(answers(asked, false));
	await passed();
	view.sortNext('a');
	view.sortNext('a');
	expect(view.arrangement.sortedBy).toEqual({ column: 'a', falls: true });
	view.filter({ column: columns[1], how: 'only', value: 'x' });
	await passed();
	expect(asked.at(-1)).toBe(
		`SELECT * FROM (\nt\n) AS result\nWHERE "b"::VARCHAR = 'x'\nORDER BY "a" DESC NULLS LAST`
	);
	view.sortNext('a');
	view.countBy('b');
	view.filter({ column: columns[1], how: 'only', value: 'y' });
	expect(view.arrangement).toMatchObject({
		countedBy: null,
		filters: [{ value: 'x' }, { value: 'y' }]
	});
	view.reset();
	await passed();
	expect([asked.at(-1), view.isArranged]).toEqual(['t', false]);
});

test('what is counted of rows that nobody asks for any more is asked no further', async () => {
	const counting: AbortSignal[] = [];
	const answer = answers([], true);
	const view = new PagedView((page) => {
		if (page.limit === 1) counting.push(page.signal);
		return answer(page);
	});
	await passed();
	view.sortNext('a');
	await passed();
	expect(counting.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('the rows of before are seen until there are others', async () => {
	const waiting: ((rows: Result) => void)[] = [];
	const view = new PagedView(() => new Promise((give) => waiting.push(give)));
	waiting[0]!({ columns: [...columns], rows: [[1, null]] });
	await passed();
	view.sortNext('a');
	expect(view.shown.at(0)).toEqual([1, null]);
	waiting[1]!({ columns: [...columns], rows: [[2, null]] });
	await passed();
	expect(view.shown.at(0)).toEqual([2, null]);
});
