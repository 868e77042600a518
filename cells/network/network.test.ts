import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { LETTER } from '#ui/drawings/shortened.ts';
import { walked } from '#ui/drawings/pointed.ts';
import type { AskRows } from '../drawn-rows.svelte.ts';
import { netPlaces } from './force.ts';
import { alike, itemsOf } from './items.ts';
import { cellOf, matrixLayout } from './matrix-layout.ts';
import { nearestInMatrix, nearestInNet } from './nearest.ts';
import { netLayout } from './net-layout.ts';
import { MOST_IN_MATRIX, networkOf, type DrawnNetwork } from './network.ts';
import type { NetworkNames } from './network-spec.ts';
import { itemText, notesOf } from './say.ts';
import { valuesTable } from './values-table.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const ask: AskRows = (sql, limit) =>
	bench.connection.query(`SELECT * FROM (\n${sql}\n) LIMIT ${limit}`);

async function network(sql: string, named: Partial<NetworkNames> = {}): Promise<DrawnNetwork> {
	const all = { source: null, target: null, weight: null, ...named };
	return (await networkOf({ sql, named: all }, ask))!;
}

const noPause = () => Promise.resolve();
const few = `SELECT * FROM (VALUES ('a', 'b', 10), ('a', 'b', 5), ('b', 'a', 1), ('a', 'c', 2), ('c', 'c', 4))
	AS t(src_ip, dst_ip, src_bytes)`;

describe('who talked to whom', () => {
	it('is counted by rows where nothing else is said, from the columns that are called so', async () => {
		const known = await network(few);
		expect(valuesTable(known).rows).toEqual([
			['a', 'b', 2],
			['a', 'c', 1],
			['b', 'a', 1],
			['c', 'c', 1]
		]);
		expect(notesOf(known)).toEqual([
			'Chosen by the names of the columns: from src_ip, to dst_ip, weighed by the number of rows.'
		]);
	});

	it('is weighed by a column, and each end tells what it sent and got', async () => {
		const known = await network(few, { weight: 'src_bytes' });
		expect(known.ends.map(({ name, all }) => [name, all.weight])).toEqual([
			['a', 18],
			['b', 16],
			['c', 6]
		]);
		expect(itemsOf(known).map((item) => itemText(item, known))).toEqual([
			'a · sent to 2 others: src_bytes 17 bytes, 3 rows · got from 1 other: src_bytes 1 bytes, 1 row',
			'a to b: src_bytes 15 bytes, 2 rows',
			'a to c: src_bytes 2 bytes, 1 row',
			'b · sent to 1 other: src_bytes 1 bytes, 1 row · got from 1 other: src_bytes 15 bytes, 2 rows',
			'b to a: src_bytes 1 bytes, 1 row',
			'c · sent to 0 others: src_bytes 4 bytes, 1 row · got from 1 other: src_bytes 6 bytes, 2 rows',
			'c to c: src_bytes 4 bytes, 1 row'
		]);
	});

	it('tells rows that lack an end or a weight, and never makes a name of null', async () => {
		const known = await network(
			`SELECT * FROM (VALUES ('a', 'b', 1), (NULL, 'b', 1), ('a', NULL, NULL), ('a', 'b', NULL), ('a', 'b', -1), ('null', 'b', 0))
				AS t(source, target, weight)`
		);
		expect(known).toMatchObject({ rows: 6, endless: 2, weightless: 2, beyond: 0 });
		expect(known.ends.map(({ name }) => name)).toEqual(['b', 'a', 'null']);
		expect(notesOf(known).slice(1)).toEqual([
			'2 rows without a value of source or target are not drawn.',
			'2 rows with no weight, or one below zero, are not drawn.'
		]);
	});

	it.each([
		[{ source: 'src' }, 'source names no column: src'],
		[{ weight: 'dst_ip' }, 'weight is not a number: dst_ip']
	])('%j is refused: %s', async (named, words) => {
		await expect(network(few, named)).rejects.toThrow(words);
	});

	it('that no column is called as an end is told with those that there are', async () => {
		await expect(network("SELECT 'a' AS host, 1 AS n")).rejects.toThrow(
			'no column is called source or src_ip: name one by source; the columns are host, n'
		);
	});
});

it('no row is lost: those in links, in others, beyond what is drawn and without an end are all rows', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 6000 }),
			fc.integer({ min: 1, max: 2000 }),
			fc.boolean(),
			async (rows, hosts, weighed) => {
				const known = await network(
					`SELECT CASE WHEN i % 11 = 0 THEN NULL ELSE 'h' || (i * 7919 % ${hosts}) END AS src_ip,
						'h' || (i * i % ${hosts}) AS dst_ip, CASE WHEN i % 13 = 0 THEN NULL ELSE i % 7 END AS n
					FROM range(${rows}) r(i)`,
					{ weight: weighed ? 'n' : null }
				);
				const drawn = known.links.reduce((all, link) => all + link.rows, 0);
				expect(drawn + known.beyond + known.endless + known.weightless).toBe(rows);
				const sent = known.ends.reduce((all, end) => all + end.out.rows, 0);
				const got = known.ends.reduce((all, end) => all + end.in.rows, 0);
				expect([sent, got]).toEqual([drawn, drawn]);
				if (known.as === 'matrix') expect(known.beyond).toBe(0);
				else expect(known.ends.length).toBeLessThanOrEqual(500);
				expect(known.ends.reduce((all, end) => all + end.values, 0)).toBe(
					known.beyond === 0 ? known.allEnds : known.ends.length
				);
			}
		),
		{ numRuns: 20 }
	);
});

describe('more ends than a net has room for', () => {
	const many = `SELECT 'h' || (i % 700) AS src_ip, 'h' || (i % 5) AS dst_ip FROM range(7000) r(i)`;

	it('stand in a matrix of those with the most, and the cut is told in words', async () => {
		const known = await network(many);
		expect(known.as).toBe('matrix');
		expect(known.ends).toHaveLength(MOST_IN_MATRIX + 1);
		expect(known.ends.at(-1)).toMatchObject({ name: null, values: 640 });
		expect(notesOf(known)).toContain(
			'The 60 of 700 ends with most rows have a row or column each; the rest is counted in “others”. Ink goes by the logarithm.'
		);
	});

	it('keys go along a row and down a column, and each cell is pointed at', async () => {
		const known = await network(many);
		const items = itemsOf(known);
		const layout = matrixLayout(known, 900);
		const corner = cellOf(layout, known.links[items[3]!.index]!);
		const at = { x: corner.x + layout.column / 2, y: corner.y + layout.row / 2 };
		expect(nearestInMatrix(known, layout, at)).toEqual(items[3]);
		const walk = {
			count: items.length,
			alike: (a: number, b: number) => alike(known, items[a]!, items[b]!)
		};
		const below = known.links[items[walked('ArrowDown', 0, walk)!]!.index]!;
		expect(below.target).toBe(known.links[items[0]!.index]!.target);
	});

	it('have names over the columns only where those can be read, and no column that nobody addressed', async () => {
		const known = await network(many);
		expect(matrixLayout(known, 1000).targets).toHaveLength(5);
		const dense = await network(
			`SELECT 'h' || (i % 701) AS src_ip, 'h' || (i * 3 % 701) AS dst_ip FROM range(701) r(i)`
		);
		expect(matrixLayout(dense, 1000).named).toBe(true);
		expect(matrixLayout(dense, 340).named).toBe(false);
	});
});

describe('a net', () => {
	const talk = (order: string) =>
		`SELECT * FROM (SELECT 'host-' || (i % 83) AS src_ip, 'host-' || (i * i % 89) AS dst_ip FROM range(900) r(i)) ORDER BY ${order}`;

	it('of the same rows is the same, in whatever order they come and however the page interrupts', async () => {
		const [one, other] = [
			await network(talk('src_ip')),
			await network(talk('dst_ip DESC, src_ip'))
		];
		let paused = 0;
		const first = await netPlaces(one.ends, one.links, noPause);
		const second = await netPlaces(other.ends, other.links, async () => void paused++);
		expect(second).toEqual(first);
		expect(paused).toBeGreaterThan(0);
	});

	it('has all ends in sight and no name on another, nor on an end, at any width', async () => {
		const known = await network(talk('1'));
		const places = await netPlaces(known.ends, known.links, noPause);
		for (const width of [260, 640, 1100]) {
			const { ends, labels, height } = netLayout(known, places, width);
			for (const { x, y, radius } of ends) {
				expect(x - radius).toBeGreaterThanOrEqual(0);
				expect(x + radius).toBeLessThanOrEqual(width);
				expect(y).toBeLessThanOrEqual(height);
			}
			expect(labels.length).toBeGreaterThan(0);
			const boxes = labels.map(({ x, y, text }) => ({
				x,
				y: y - 11,
				right: x + text.length * LETTER,
				bottom: y + 3
			}));
			boxes.forEach((box, i) => {
				for (const other of boxes.slice(i + 1))
					expect(
						box.right <= other.x ||
							other.right <= box.x ||
							box.bottom <= other.y ||
							other.bottom <= box.y
					).toBe(true);
			});
		}
	});

	it('an end is pointed at, a link beside it, and nothing far from all', async () => {
		const known = await network(few);
		const layout = netLayout(known, await netPlaces(known.ends, known.links, noPause), 640);
		layout.ends.forEach((end, index) =>
			expect(nearestInNet(layout, end)).toEqual({ is: 'end', index })
		);
		expect(nearestInNet(layout, layout.links[0]!.at)).toEqual({ is: 'link', index: 0 });
		expect(nearestInNet(layout, { x: 2, y: 2 })).toBeNull();
	});

	it('has an arrow where each link ends, and the thickest is the heaviest', async () => {
		const known = await network(few, { weight: 'src_bytes' });
		const { links } = netLayout(known, await netPlaces(known.ends, known.links, noPause), 640);
		expect(links.every(({ head }) => /^M[\d. ]+L/.test(head))).toBe(true);
		const widths = links.map(({ width }) => width);
		expect(widths).toEqual(widths.toSorted((a, b) => b - a));
		expect(widths[0]).toBe(7);
	});
});
