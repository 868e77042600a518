import { afterAll, beforeAll, expect, it } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import {
	arranged,
	conditionOf,
	fillCounts,
	unarranged,
	type Arrangement,
	type Filter
} from './arranged.ts';

let bench: Bench;
beforeAll(async () => (bench = await emptyBench()));
afterAll(() => bench.engine.close());

const base = `SELECT * FROM (VALUES
	(1, 'a "b"', 0.1::FLOAT, TIMESTAMP '2026-01-02 03:04:05.000006', true, DATE '2026-01-01', 1.50::DECIMAL(9,2)),
	(2, 'it''s', 2.5, TIMESTAMP '2026-01-02 03:04:06', false, DATE '2026-01-02', 2.25),
	(3, NULL, NULL, NULL, NULL, NULL, NULL)
) AS t("odd ""name", word, single, ts, yes, day, price)`;

async function asked(arrangement: Partial<Arrangement>) {
	return bench.connection.query(arranged(base, { ...unarranged, ...arrangement }));
}

it('rows that are not arranged are asked for by their own statement', () => {
	expect(arranged(base, unarranged)).toBe(base);
});

it('each value of each type, as the page has it, finds its own row again, and its absence the rest', async () => {
	const { columns, rows } = await bench.connection.query(base);
	for (const [i, column] of columns.entries())
		for (const row of rows) {
			const filter = (how: Filter['how']): Filter => ({ column, how, value: row[i] ?? null });
			const only = (await asked({ filters: [filter('only')] })).rows;
			expect(only, `${column.name} is ${String(row[i])}`).toEqual([row]);
			const not = (await asked({ filters: [filter('not')] })).rows;
			expect(not, `${column.name} is not ${String(row[i])}`).toEqual(
				rows.filter((other) => other !== row)
			);
		}
});

it('a range counts its ends in, and what is absent is in none', async () => {
	const { columns, rows } = await bench.connection.query(base);
	const ts = columns.find(({ name }) => name === 'ts')!;
	const moment = rows[1]![3]!;
	expect((await asked({ filters: [{ column: ts, how: 'to', value: moment }] })).rows).toHaveLength(
		2
	);
	expect((await asked({ filters: [{ column: ts, how: 'from', value: moment }] })).rows).toEqual([
		rows[1]
	]);
});

it('absent values stand last in either order, and counts stand with the most in front', async () => {
	const column = 'odd "name';
	const order = async (falls: boolean, by: string) =>
		(await asked({ sortedBy: { column: by, falls } })).rows.map(([first]) => Number(first));
	expect(await order(true, column)).toEqual([3, 2, 1]);
	expect(await order(false, 'ts')).toEqual([1, 2, 3]);
	expect(await order(true, 'ts')).toEqual([2, 1, 3]);
	const counted = await bench.connection.query(
		arranged('SELECT * FROM (VALUES (1), (2), (2), (NULL)) AS t(n)', {
			...unarranged,
			countedBy: 'n'
		})
	);
	expect(counted.columns.map(({ name }) => name)).toEqual(['n', 'rows']);
	expect(counted.rows.map((row) => row.map((each) => each && Number(each)))).toEqual([
		[2, 2],
		[1, 1],
		[null, 1]
	]);
});

it('how many rows there are and which columns have values is one row', async () => {
	const { rows } = await bench.connection.query(fillCounts(base, ['word', 'odd "name']));
	expect(rows.map((row) => row.map(Number))).toEqual([[3, 2, 3]]);
});

it('a value is never read as SQL', () => {
	const column: ResultColumn = { name: 'a" OR true --', type: 'text' };
	expect(conditionOf({ column, how: 'only', value: "' OR true --" })).toBe(
		`"a"" OR true --"::VARCHAR = ''' OR true --'`
	);
});
