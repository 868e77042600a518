import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { itemsOf } from './items.ts';
import { colourOf } from './look.ts';
import { nearestOf } from './nearest.ts';
import { sankeyOf, type Sankey } from './sankey.ts';
import { sankeyLayout } from './sankey-layout.ts';
import { itemText, notesOf, valueText } from './say.ts';
import { valuesTable } from './values-table.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const ask: AskRows = (sql, limit) =>
	bench.connection.query(`SELECT * FROM (\n${sql}\n) LIMIT ${limit}`);

async function sankey(
	sql: string,
	columns: string[],
	weight: string | null = null
): Promise<Sankey> {
	return (await sankeyOf({ sql, columns, weight }, ask))!;
}

const few = `SELECT * FROM (VALUES ('a', 443, 'https', 10), ('a', 443, NULL, 5), ('b', 443, 'https', 1), ('b', 22, 'ssh', 2))
	AS t(host, port, service, bytes)`;
const ways = ['host', 'port', 'service'];

describe('how rows go from column to column', () => {
	it('is told for each value and each band, with where its rows come from', async () => {
		const known = await sankey(few, ways);
		expect(itemsOf(known).map((item) => itemText(item, known))).toEqual([
			'host a: 2 rows',
			'host a to port 443: 2 rows',
			'host b: 2 rows',
			'host b to port 443: 1 row',
			'host b to port 22: 1 row',
			'port 443: 3 rows',
			'host a · port 443 to service https: 1 row',
			'host b · port 443 to service https: 1 row',
			'host a · port 443 to service no value: 1 row',
			'port 22: 1 row',
			'host b · port 22 to service ssh: 1 row',
			'service https: 2 rows',
			'service ssh: 1 row',
			'service no value: 1 row'
		]);
	});

	it('is weighed by a column, and the heaviest stand first', async () => {
		const known = await sankey(few, ['host', 'port'], 'bytes');
		expect(known.values.map((value) => [valueText(value), value.weight])).toEqual([
			['a', 15],
			['b', 3],
			['443', 16],
			['22', 2]
		]);
	});

	it('has no value for null, which is never the word of the data', async () => {
		const known = await sankey(`SELECT NULL AS a, 'null' AS b UNION ALL SELECT 'null', NULL`, [
			'a',
			'b'
		]);
		expect(known.values.map(({ is, name }) => [is, name])).toEqual([
			['named', 'null'],
			['absent', null],
			['named', 'null'],
			['absent', null]
		]);
		expect(valuesTable(known).rows).toEqual([
			['a', 'null', 'b', null, 1],
			['a', null, 'b', 'null', 1]
		]);
	});

	it('tells values that have no place together, with how many they are', async () => {
		const known = await sankey("SELECT 'v' || (i % 40) AS a, i % 2 AS b FROM range(400) r(i)", [
			'a',
			'b'
		]);
		const other = known.values.find(({ is }) => is === 'other')!;
		expect(valueText(other)).toBe('other (16 values)');
		expect(other.rows).toBe(160);
		expect(notesOf(known)).toEqual([
			'24 of 40 values of a have a place each, those with most rows; the others have 160 rows.',
			'Colours follow the 7 values of a with most rows; all others have one.'
		]);
	});

	it('has at most seven colours, one for all others and one for no value', async () => {
		const known = await sankey(
			"SELECT CASE WHEN i % 31 = 0 THEN NULL ELSE 'v' || (i % 31) END AS a, i % 2 AS b, i % 3 AS c FROM range(900) r(i)",
			['a', 'b', 'c']
		);
		const colours = new Set(known.bands.map(({ origin }) => colourOf(known, origin)));
		expect(colours.size).toBe(9);
		expect(colours).toContain('var(--series-other)');
		expect(colours).toContain('var(--series-absent)');
	});

	it.each([
		[['host', 'prt'], null, 'columns names no column: prt; the nearest is port'],
		[['host', 'port'], 'service', 'weight is not a number: service']
	])('%j by %s is refused: %s', async (columns, weight, words) => {
		await expect(sankey(few, columns, weight)).rejects.toThrow(words);
	});

	it('is nothing where there are no rows', async () => {
		expect(await sankey(`${few} LIMIT 0`, ways)).toBeNull();
	});
});

it('no row is lost: between any two columns each is in one band, or has no weight', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 4000 }),
			fc.integer({ min: 2, max: 4 }),
			fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 4, maxLength: 4 }),
			fc.boolean(),
			async (rows, many, sizes, weighed) => {
				const columns = ['a', 'b', 'c', 'd'].slice(0, many);
				const values = columns.map(
					(name, i) =>
						`CASE WHEN i % ${11 + i} = 0 THEN NULL ELSE i * ${7919 + i} % ${sizes[i]} END AS ${name}`
				);
				const sql = `SELECT ${values.join(', ')}, CASE WHEN i % 13 = 0 THEN NULL ELSE i % 5 END AS w FROM range(${rows}) r(i)`;
				const known = await sankey(sql, columns, weighed ? 'w' : null);
				const total = (of: (each: { weight: number; rows: number }) => number, column: number) =>
					known.values
						.filter((value) => value.column === column)
						.reduce((all, each) => all + of(each), 0);
				columns.forEach((_, column) => {
					expect(total((each) => each.rows, column) + known.weightless).toBe(rows);
					expect(total((each) => each.weight, column)).toBe(total((each) => each.weight, 0));
				});
				known.values.forEach((value, i) => {
					const out = known.bands.filter(({ from }) => from === i);
					const into = known.bands.filter(({ to }) => to === i);
					for (const side of [out, into])
						if (side.length > 0)
							expect(side.reduce((all, band) => all + band.rows, 0)).toBe(value.rows);
				});
			}
		),
		{ numRuns: 25 }
	);
});

describe('a layout', () => {
	const wide = async () =>
		sankey(
			"SELECT 'host-' || (i % 30) AS a, i % 9 AS b, 'service ' || (i % 5) AS c FROM range(900) r(i)",
			['a', 'b', 'c']
		);

	it('has columns side by side, values of one below each other, and all in sight at any width', async () => {
		const known = await wide();
		for (const width of [260, 640, 1100]) {
			const { values, height } = sankeyLayout(known, width);
			values.forEach((value, i) => {
				expect(value.x).toBeGreaterThanOrEqual(0);
				expect(value.x + value.width).toBeLessThanOrEqual(width);
				expect(value.y + value.height).toBeLessThanOrEqual(height + 0.01);
				const next = values[i + 1];
				if (next !== undefined && known.values[i + 1]!.column === known.values[i]!.column)
					expect(next.y).toBeGreaterThan(value.y);
			});
			const places = new Set(values.map(({ x }) => Math.round(x)));
			expect(places.size).toBe(3);
		}
	});

	it('what stands for a value is pointed at, a band on its way, and nothing far from all', async () => {
		const known = await sankey(few, ways);
		const layout = sankeyLayout(known, 640);
		layout.values.forEach(({ x, y, width, height }, index) =>
			expect(nearestOf(layout, { x: x + width / 2, y: y + height / 2 })).toEqual({
				is: 'value',
				index
			})
		);
		const { x, y } = layout.bands[0]!.at(0.1);
		expect(nearestOf(layout, { x: x + 8, y })).toMatchObject({ is: 'band' });
		expect(nearestOf(layout, { x: 1, y: 1 })).toBeNull();
	});
});
