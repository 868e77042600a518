import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, QueryOptions, Result } from '../duckdb/engine.ts';
import type { Around } from '../sql/bounded-rows.ts';
import { timeCondition } from '../sql/condition.ts';
import { narrowedSql } from '../sql/narrowed.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import type { AskAround } from '../duckdb/ask-around.ts';
import { rowsOfPage } from './rows-of-page.ts';

let bench: Bench;
let connection: Connection;

beforeAll(async () => {
	bench = await emptyBench();
	connection = bench.connection;
	await connection.query(`INSERT INTO web (source_id, record, ts, src_ip, method, url, status)
		SELECT 's' || (i % 2), i // 2, TIMESTAMP '2024-01-01' + to_seconds(i // 9), '192.0.2.' || (i % 5),
			CASE WHEN i % 4 = 0 THEN NULL ELSE 'GET' END, '/' || (i % 11), 200 + (i % 3) * 100
		FROM range(240) AS r(i)`);
	await connection.query(`CREATE VIEW "own lines" AS SELECT record, url, [status, record % 3] AS codes,
		{'a': status} AS packed FROM web`);
});
afterAll(() => bench.engine.close());

/** All statements that were asked. */
let asked: string[] = [];

function asking(sql: string): AskAround {
	return (around: Around, options: QueryOptions) => {
		asked.push(around(sql));
		return connection.query(around(sql), options);
	};
}

/** All pages, in some order of asking. */
async function allPages(sql: string, limit: number, backwards: boolean, around?: Around) {
	const closing = new AbortController();
	const pages: Result['rows'][] = [];
	const total = Number(
		(await connection.query(`SELECT count(*) FROM (\n${around?.(sql) ?? sql}\n)`)).rows[0]![0]
	);
	const rest = Array.from({ length: Math.ceil(total / limit) + 1 }, (_, i) => i).slice(1);
	for (const page of [0, ...(backwards ? rest.reverse() : rest)])
		pages[page] = (
			await rowsOfPage(
				sql,
				asking(sql),
				{ offset: page * limit, limit, around, keptUntil: closing.signal },
				{}
			)
		).rows;
	closing.abort();
	return pages.flat();
}

const text = (row: readonly unknown[]) => row.map(String).join('|');

const lists = [
	'*',
	'status, url',
	'ts, status AS code, upper(url) AS u',
	'url, url AS again',
	'w.*'
];
const wheres = [
	'',
	" WHERE method = 'GET'",
	' WHERE url IN (SELECT url FROM web WHERE status = 300)'
];
const orders = ['', ' ORDER BY status', ' ORDER BY method DESC NULLS LAST, status', ' ORDER BY 1', ' ORDER BY ALL', ' ORDER BY ts -- by time']; // prettier-ignore
const limits = ['', ' LIMIT 100', ' LIMIT 150 OFFSET 7'];
const ofTable = fc
	.tuple(...[lists, wheres, orders, limits].map((parts) => fc.constantFrom(...parts)))
	.map(([list, where, order, limit]) => {
		const comment = order!.includes('--') && limit !== '' ? '\n' : '';
		return `SELECT ${list} FROM web w${where}${order}${comment}${limit}`;
	});
const ofOthers = fc.constantFrom(
	'SELECT url, status, count(*) AS n FROM web GROUP BY ALL ORDER BY n',
	'SELECT DISTINCT url, status FROM web ORDER BY status',
	'FROM web ORDER BY status DESC',
	'FROM web SELECT url, status ORDER BY status',
	'SELECT a.url, b.status FROM web a JOIN web b USING (record) ORDER BY b.status',
	'SELECT status FROM web UNION ALL SELECT record FROM web ORDER BY status',
	'SELECT *, row_number() OVER (PARTITION BY url ORDER BY ts, record, source_id) AS nth FROM web ORDER BY status',
	'SELECT url, unnest([1, 2]) AS each FROM web ORDER BY url',
	'SELECT * FROM "own lines" ORDER BY codes',
	'SELECT packed, codes FROM "own lines" ORDER BY packed',
	'WITH few AS (SELECT * FROM web WHERE status > 200) SELECT * FROM few ORDER BY url',
	'WITH few AS (SELECT url, status FROM web) SELECT s.url, status % 7 AS rest FROM few s ORDER BY rest',
	'SELECT DISTINCT ON (url) url, method FROM web ORDER BY url',
	'SELECT i // 50 AS k, i FROM range(200) AS r(i) ORDER BY k',
	'VALUES (1), (1), (2)'
);
const begin = BigInt(Date.UTC(2024, 0, 1)) * 1000n;
const arounds: readonly (Around | undefined)[] = [
	undefined,
	(sql) => narrowedSql(sql, [[[timeCondition({ from: begin, to: begin + 20_000_000n })]]]),
	(sql) => `SELECT * FROM (\n${sql}\n) AS result ORDER BY 1 DESC NULLS LAST`
];

describe('of any statement', () => {
	it('all pages together are its rows, each once, in its order, in whatever order they are asked for', async () => {
		const drawn = fc.tuple(
			fc.oneof(ofTable, ofOthers),
			fc.integer({ min: 45, max: 130 }),
			fc.boolean(),
			fc.constantFrom(...arounds)
		);
		await fc.assert(
			fc.asyncProperty(drawn, async ([sql, limit, backwards, around]) => {
				// Which of rows that are alike a LIMIT leaves out is for the database to say, once for all pages.
				const page = { offset: 0, limit: 10_000, around };
				const whole = /LIMIT|DISTINCT ON/.test(sql)
					? (await rowsOfPage(sql, asking(sql), page, {})).rows.map(text)
					: (await connection.query(around?.(sql) ?? sql)).rows.map(text);
				const found = (await allPages(sql, limit, backwards, around)).map(text);
				expect([...found].sort()).toEqual([...whole].sort());
			}),
			{ numRuns: 25 }
		);
	});
});

it.each([
	['SELECT * FROM web ORDER BY status', 'status'],
	['SELECT method, url FROM web ORDER BY method NULLS FIRST, status DESC', 'method'],
	['SELECT status, count(*) AS n, url FROM web GROUP BY ALL ORDER BY n DESC, url', 'n']
])('pages come in the order of the statement: %s', async (sql, column) => {
	const whole = (await connection.query(sql)).rows;
	const pages = await allPages(sql, 50, true);
	const at = (await connection.query(`DESCRIBE ${sql}`)).rows.findIndex(
		([name]) => name === column
	);
	const keys = (rows: typeof whole) => rows.map((row) => String(row[at]));
	expect(keys(pages)).toEqual(keys(whole));
});

it('rows of one table are put in order once, whatever is asked around them: where they stand is kept', async () => {
	asked = [];
	const sql = 'SELECT ts, url, status FROM web WHERE status < 400';
	await allPages(sql, 20, false, (rows) => `SELECT * FROM (\n${rows}\n) AS result ORDER BY "url"`);
	const sorting = asked.filter((one) => one.includes('ORDER BY "url"'));
	expect(sorting.map((one) => /^CREATE TEMP TABLE/.test(one))).toEqual([false, true]);
});

it('rows that are kept themselves are described once, for the making, and not for each page', async () => {
	asked = [];
	await allPages('SELECT DISTINCT url, status FROM web ORDER BY status', 5, false);
	const made = asked.filter((one) => one.startsWith('CREATE'));
	const behind = asked.slice(asked.indexOf(made[0]!));
	expect(made).toHaveLength(1);
	expect(behind.length).toBeGreaterThan(3);
	expect(behind.filter((one) => one.startsWith('DESCRIBE'))).toEqual([]);
});

it('rows that come in no order of their own are passed by, and nothing is kept', async () => {
	asked = [];
	await allPages("SELECT * FROM web WHERE method = 'GET'", 50, false);
	expect(asked.filter((one) => one.startsWith('CREATE'))).toEqual([]);
});

it('what is kept goes with the question, and with others that came after it', async () => {
	const left = async () => {
		const tables = "SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'rows in order%'";
		return Number((await connection.query(tables)).rows[0]![0]);
	};
	const closings = Array.from({ length: 7 }, () => new AbortController());
	for (const { signal } of closings) {
		const sql = 'SELECT * FROM web ORDER BY url';
		await rowsOfPage(sql, asking(sql), { offset: 20, limit: 20, keptUntil: signal }, {});
	}
	await expect.poll(left).toBe(4);
	for (const closing of closings) closing.abort();
	await expect.poll(left).toBe(0);
});

it('pages are found all the same where what was kept is there no more', async () => {
	const { signal } = new AbortController();
	const sql = 'SELECT url FROM web ORDER BY url, record, source_id';
	const page = (offset: number) =>
		rowsOfPage(sql, asking(sql), { offset, limit: 20, keptUntil: signal }, {});
	const before = (await page(40)).rows;
	const made = /temp\."rows in order \d+"/.exec(
		asked.findLast((one) => one.startsWith('CREATE'))!
	)![0];
	await connection.query(`DROP TABLE ${made}`);
	expect((await page(40)).rows).toEqual(before);
	expect((await page(60)).rows).toHaveLength(20);
});

it('a statement that fails is told of in its own words', async () => {
	const sql = 'SELECT * FROM web ORDER BY nobody';
	const failed = rowsOfPage(sql, asking(sql), { offset: 0, limit: 20 }, {});
	await expect(failed).rejects.toThrow(/nobody/);
	await expect(failed).rejects.toMatchObject({ place: expect.stringContaining(sql) });
});
