import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingWanted } from '#test/support/chart-wanted.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { utc, Zone } from '#lib/zone.ts';
import { drawn } from './drawn.ts';
import type { Wanted } from './chart-spec.ts';
import { layoutOf } from './layout.ts';
import type { Picture } from './picture.ts';
import { notesOf, pictureText, pointText } from './say.ts';
import { valuesTable } from './values-table.ts';
import { inWalkOrder, walk } from './walk.ts';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

async function picture(sql: string, wanted: Partial<Wanted> = {}, zone = utc): Promise<Picture> {
	const ask = (statement: string, limit: number) =>
		bench.connection.query(`SELECT * FROM (\n${statement}\n) LIMIT ${limit}`);
	return (await drawn(sql, { ...nothingWanted, ...wanted }, { ask, zone }))!;
}

function said(shown: Picture, zone = utc): string[] {
	return inWalkOrder(shown).map((point) => pointText(point, shown, zone));
}

describe('what nobody said follows from the types of the columns, and is told', () => {
	it.each([
		["SELECT 'a' AS host, 3 AS sessions", 'bars, host along, sessions is measured'],
		["SELECT TIMESTAMP '2007-01-15' AS ts, 3 AS n", 'a line, ts along, n is measured'],
		["SELECT TIMESTAMP '2007-01-15' AS ts", 'a histogram, ts along'],
		['SELECT 1.5 AS a, 2.5 AS b', 'dots, a along, b upwards'],
		['SELECT 1 AS size', 'a histogram, size along'],
		["SELECT 22 AS dst_port, 'x' AS record", 'bars, dst_port along, rows are counted']
	])('%s: %s', async (sql, words) => {
		expect(notesOf(await picture(sql))[0]).toBe(`Chosen by the types of the columns: ${words}.`);
	});

	it('of no rows nothing is drawn', async () => {
		expect(await picture('SELECT 1 AS n LIMIT 0')).toBeNull();
	});

	it('where all is said nothing is chosen', async () => {
		const shown = await picture("SELECT 'a' AS host, 3 AS n", { mark: 'bar', x: 'host', y: 'n' });
		expect(notesOf(shown)).toEqual([]);
	});
});

describe('what does not fit is refused by name', () => {
	it.each([
		[{ x: 'hots' }, 'x names no column: hots; the nearest is host'],
		[{ mark: 'line', x: 'host' }, 'goes along times or numbers, and x is neither: host'],
		[{ mark: 'bar', x: 'n', y: 'host' }, 'what is measured is not a number: host'],
		[{ mark: 'histogram', x: 'n', aggregate: 'mean' }, 'a histogram counts rows'],
		[{ mark: 'bar', x: 'host', y: 'n', colour: 'kind', aggregate: 'mean' }, 'must add up: mean'],
		[{ mark: 'box', y: 'n', colour: 'host' }, 'a box has no colours: host'],
		[{ mark: 'dot', x: 'n', y: 'host', aggregate: 'max' }, 'aggregate does not go with it']
	] as const)('%j', async (wanted, message) => {
		const sql = "SELECT 'a' AS host, 'b' AS kind, 3 AS n";
		await expect(picture(sql, wanted as Partial<Wanted>)).rejects.toThrow(message);
	});
});

describe('rows without a value', () => {
	const sql =
		"SELECT * FROM (VALUES ('a', 1), ('a', NULL), (NULL, 5), ('b', 'nan'::DOUBLE)) AS t(host, n)";

	it('are counted beside the picture, and never drawn as zero', async () => {
		const shown = await picture(sql, { mark: 'bar', x: 'host', y: 'n' });
		expect(said(shown)).toEqual(['a: n 1']);
		expect(notesOf(shown)).toEqual([
			'1 row without a value of host is not drawn.',
			'2 rows without a value of n are not drawn.'
		]);
	});

	it('of a colour have one of their own, which says so', async () => {
		const shown = await picture(sql, { mark: 'histogram', x: 'n', colour: 'host' });
		expect(said(shown)).toEqual(['1 to under 1.1 · a: 1 row', '5 to under 5.1 · no host: 1 row']);
	});

	it('leave a line open over a stretch in which nothing was measured, and counts are none there', async () => {
		const gap = `SELECT TIMESTAMP '2007-01-15 00:00:00' + INTERVAL (CASE WHEN i < 3000 THEN i ELSE i + 6000 END) SECOND AS ts,
			1.5 AS v FROM range(6000) r(i)`;
		const measured = await picture(gap, { mark: 'line', x: 'ts', y: 'v', aggregate: 'mean' });
		expect(measured.points.some(({ value }) => Number.isNaN(value))).toBe(true);
		expect(said(measured).every((text) => text.includes('mean of v 1.5'))).toBe(true);
		const counted = await picture(gap, { mark: 'line', x: 'ts', aggregate: 'count' });
		expect(counted.points.some(({ value, rows }) => value === 0 && rows === 0)).toBe(true);
	});
});

describe('more than there is room for', () => {
	it('of colours is one other, with how many values it stands for', async () => {
		const shown = await picture(
			"SELECT 'h' AS host, 'k' || (i % 12) AS kind FROM range(240) r(i)",
			{ mark: 'bar', x: 'host', colour: 'kind', aggregate: 'count' }
		);
		expect(shown.series).toHaveLength(8);
		expect(shown.series.at(-1)).toEqual({ is: 'other', name: null, values: 5, rows: 100 });
		expect(said(shown).at(-1)).toBe('h · other, 5 values: 100 rows');
	});

	it('of names is left out, and told with its rows', async () => {
		const shown = await picture("SELECT 'h' || i AS host, 100 - i AS n FROM range(40) r(i)", {
			mark: 'bar',
			x: 'host',
			y: 'n'
		});
		expect(shown.names.x).toHaveLength(30);
		expect(shown.names.x[0]).toBe('h0');
		expect(notesOf(shown)).toEqual([
			'30 of 40 values of host are drawn, those with the most; the others have 10 rows.'
		]);
	});

	it('of rows is aggregated in SQL, and says so', async () => {
		const shown = await picture('SELECT i AS a, i * 2 AS b FROM range(10000) r(i)', {
			mark: 'dot',
			x: 'a',
			y: 'b'
		});
		expect(notesOf(shown)[0]).toMatch(/^10,000 rows are aggregated in SQL: \d+ places drawn\.$/);
		expect(shown.points.length).toBeLessThan(500);
		expect(shown.points.reduce((all, { rows }) => all + rows, 0)).toBe(10_000);
	});
});

describe('exact values', () => {
	it('of a time are of the zone that is shown, and so are the hours that times are put together by', async () => {
		const kolkata = new Zone('Asia/Kolkata');
		const sql =
			"SELECT TIMESTAMP '2007-01-15 00:10:00' + INTERVAL (i) HOUR AS ts FROM range(72) r(i), range(100) s(j)";
		const shown = await picture(sql, { mark: 'histogram', x: 'ts' }, kolkata);
		expect(said(shown, kolkata)[0]).toBe('2007-01-15 05:00:00 to 06:00:00 +05:30: 100 rows');
		expect(pictureText(shown, kolkata)).toContain('by ts, 2007-01-15 to 2007-01-18, Asia/Kolkata');
	});

	it('of bars over times at equal distances stand at those distances', async () => {
		const sql = `SELECT TIMESTAMP '2007-01-15' + INTERVAL (i * 7) MINUTE AS minute, i AS n FROM range(20) r(i)`;
		const shown = await picture(sql, { mark: 'bar', x: 'minute', y: 'n' });
		expect(shown.points).toHaveLength(20);
		expect(said(shown)[3]).toBe('2007-01-15 00:21:00 to 00:28:00 UTC: n 3');
		expect(notesOf(shown)).toEqual(['In stretches of 7 min.']);
	});

	it('of one time alone have no stretch that could be told', async () => {
		const shown = await picture(`SELECT TIMESTAMP '2007-01-15' AS minute, 3 AS n`, {
			mark: 'bar',
			x: 'minute',
			y: 'n'
		});
		expect(notesOf(shown)).toEqual([]);
	});

	it('of several rows of one place are a sum that is called one', async () => {
		const sql = "SELECT 'a' AS host, i AS src_bytes FROM range(5) r(i)";
		const shown = await picture(sql, { mark: 'bar', x: 'host', y: 'src_bytes' });
		expect(said(shown)).toEqual(['a: sum of src_bytes 10 bytes, 5 rows']);
	});

	it('of dates are dates of no zone', async () => {
		const sql = "SELECT DATE '2007-01-15' + i::INTEGER AS day, i AS n FROM range(3) r(i)";
		const shown = await picture(sql, { mark: 'bar', x: 'day', y: 'n' }, new Zone('-08:00'));
		expect(said(shown)).toEqual(['2007-01-15: n 0', '2007-01-16: n 1', '2007-01-17: n 2']);
	});

	it('of a box are where its halves and whiskers end, and how many lie beyond', async () => {
		const sql = 'SELECT unnest([1, 2, 3, 4, 5, 6, 7, 8, 9, 100]) AS n';
		const shown = await picture(sql, { mark: 'box', y: 'n' });
		expect(said(shown)).toEqual([
			'median 5.5, half of 10 rows from 3.25 to 7.75, whiskers from 1 to 9, 1 beyond them, from 1 to 100'
		]);
	});

	it('stand in a table, a row for each place', async () => {
		const sql = "SELECT 'a' AS host, TIMESTAMP '2007-01-15 03:17:36' AS ts, 2 AS n";
		const { columns, rows } = valuesTable(
			await picture(sql, { mark: 'line', x: 'ts', y: 'n', facet: 'host' })
		);
		expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
			'host text',
			'ts timestamp',
			'n number',
			'rows number'
		]);
		expect(rows).toEqual([['a', 1_168_831_056_000_000n, 2, 1]]);
	});

	it('of what looks like mark-up or would not be seen are the text itself, with what nobody sees told', async () => {
		const sql = "SELECT '<img src=x>' || chr(8238) AS host, 1 AS n UNION ALL SELECT '', 2";
		expect(said(await picture(sql)).toSorted()).toEqual([
			'(empty): n 2',
			'<img src=x>\\u{202E}: n 1'
		]);
	});
});

it('no row is lost: what is drawn, what lacks a value and what has no room are all the rows', async () => {
	const marks = ['bar', 'histogram', 'line', 'area', 'dot', 'heat-map'] as const;
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...marks),
			fc.integer({ min: 1, max: 9000 }),
			fc.integer({ min: 1, max: 50 }),
			async (mark, rows, names) => {
				const sql = `SELECT i % 1000 AS a, 'n' || (i % ${names}) AS b, 'c' || (i % 10) AS c,
					CASE WHEN i % 7 = 0 THEN NULL ELSE i END AS lacking FROM range(${rows}) r(i)`;
				const y = mark === 'dot' || mark === 'heat-map' ? 'b' : null;
				const shown = await picture(sql, {
					mark,
					x: mark === 'bar' ? 'b' : 'lacking',
					y,
					facet: 'c',
					aggregate: mark === 'dot' || mark === 'histogram' ? null : 'count'
				});
				const drawnRows = shown.points.reduce((all, point) => all + point.rows, 0);
				const lacking = shown.lacking.reduce((all, each) => all + each.rows, 0);
				const cut = shown.cut.reduce((all, each) => all + each.rows, 0);
				expect(drawnRows + lacking + cut).toBe(rows);
			}
		),
		{ numRuns: 25 }
	);
});

describe('a layout', () => {
	it('has bars stand on zero, also where all are far from it', async () => {
		const shown = await picture("SELECT 'a' AS host, 1000 AS n UNION ALL SELECT 'b', 1001");
		expect(layoutOf(shown, 600, utc).across).toMatchObject({ from: 0 });
	});

	it('has a line scaled by what was measured, whatever stretches of it have no row', async () => {
		const sql = `SELECT TIMESTAMP '2007-01-15' + INTERVAL (i + if(i < 3000, 0, 9000)) SECOND AS ts, i AS n
			FROM range(6000) r(i)`;
		const shown = await picture(sql, { mark: 'line', x: 'ts', y: 'n', aggregate: 'max' });
		expect(shown.points.some(({ value }) => Number.isNaN(value))).toBe(true);
		expect(layoutOf(shown, 640, utc).upwards).toMatchObject({ from: 0, to: 6000 });
		expect(notesOf(shown)[0]).toContain(`: ${inWalkOrder(shown).length} places drawn.`);
	});

	it('sets panels side by side only where each has room', async () => {
		const shown = await picture("SELECT i AS a, 'f' || i AS f FROM range(4) r(i)", {
			mark: 'histogram',
			x: 'a',
			facet: 'f'
		});
		const lefts = (width: number) => layoutOf(shown, width, utc).panels.map(({ left }) => left);
		expect(lefts(360)).toEqual([0, 0, 0, 0]);
		expect(lefts(900)).toEqual([0, 300, 600, 0]);
	});
});

it('keys go from point to point, along and within a colour, and end at the ends', async () => {
	const sql = "SELECT 'h' || (i // 2) AS host, 'k' || (i % 2) AS kind, 1 AS n FROM range(6) r(i)";
	const points = inWalkOrder(
		await picture(sql, { mark: 'bar', x: 'host', y: 'n', colour: 'kind' })
	);
	expect(walk('ArrowRight', -1, points)).toBe(0);
	expect(walk('ArrowDown', 0, points)).toBe(2);
	expect(walk('ArrowUp', 2, points)).toBe(0);
	expect(walk('End', 0, points)).toBe(5);
	expect(walk('ArrowRight', 5, points)).toBe(5);
	expect(walk('q', 0, points)).toBeNull();
});
