import { flushSync } from 'svelte';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Result } from '#engine/duckdb/engine.ts';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { click, expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { Picked, ShownState } from '../shown.ts';
import profile from './index.ts';
import { MOST_TIME } from './profile-state.svelte.ts';
import View from './View.svelte';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());
afterEach(() => void vi.useRealTimers());

type Ask = (sql: string, page: PageOfRows) => Promise<Result>;

interface Given {
	state?: ShownState;
	columns?: string;
	ask?: Ask;
}

const asked: Ask = (sql, { offset, limit }) =>
	bench.connection.query(`SELECT * FROM (\n${sql}\n) LIMIT ${limit} OFFSET ${offset}`);

function shown(sql: string, { state = 'done', columns, ask = asked }: Given = {}) {
	const attributes = new Map(columns === undefined ? [] : [['columns', columns]]);
	const spec = profile.read({ id: 'loaded', attributes, body: sql, line: 1 });
	const picked: Picked[] = [];
	const select = (given: Picked) => () => void picked.push(given);
	const asks = vi.fn(ask);
	const cell = { spec, state, value: null, failure: null };
	return {
		page: show(View, { cell, ask: asks, set: vi.fn(), select, packet: vi.fn() }),
		asks,
		picked
	};
}

async function said(page: HTMLElement, words: string): Promise<void> {
	const isThere = () => {
		flushSync();
		expect(textOf(page)).toContain(words);
	};
	await vi.waitFor(isThere, { timeout: 15_000 });
}

/** Waits until that is known of a column. */
async function known(page: HTMLElement, column: string, words: string): Promise<void> {
	const isThere = () => {
		flushSync();
		expect(of(page, column)).toContain(words);
	};
	await vi.waitFor(isThere, { timeout: 15_000 });
}

function of(page: HTMLElement, column: string): string {
	return textOf(page.querySelector(`[data-column="${column}"]`));
}

test('of every column stand its type, nulls, different and most common values, and how they spread', async () => {
	const { page } = shown(
		`SELECT 'h' || (i % 3) AS host, CASE WHEN i % 4 > 0 THEN i END AS src_bytes, i % 2 = 0 AS even,
			TIMESTAMP '2007-01-15 03:00:00' + INTERVAL (i) MINUTE AS ts, NULL::VARCHAR AS nothing, i AS n FROM range(100) r(i)`
	);
	await said(page, '100 rows, 6 columns');
	await known(page, 'n', 'each value once');
	expect(of(page, 'host')).toBe(
		'host varchar no null 3 different values h0 34 · 34 %h1 33 · 33 %h2 33 · 33 %'
	);
	expect(of(page, 'src_bytes')).toContain('25 nulls, 25 % each value once');
	expect(of(page, 'even')).toContain('true 50 · 50 %');
	expect(of(page, 'ts')).toContain('2007-01-15 03:00:00 UTC 2007-01-15 04:39:00 UTC');
	expect(of(page, 'nothing')).toBe('nothing null in every row');
	const spread = find(page, '[data-column="n"] svg').getAttribute('aria-label')!;
	const counts = spread
		.match(/: ([\d, ]+);/)![1]!
		.split(', ')
		.map(Number);
	expect(counts).toHaveLength(24);
	expect(counts.reduce((all, count) => all + count, 0)).toBe(100);
	await expectAccessible(page);
});

test('of no rows each column says that it has none, and of one row its value', async () => {
	const none = shown('SELECT 1 AS n, 2 AS m LIMIT 0').page;
	await said(none, '0 rows, 2 columns');
	const one = shown("SELECT 'a' AS host, 7 AS n").page;
	await said(one, 'one value, once a');
	await known(one, 'n', '7 1 · 100 %');
});

test('of 10,000 rows and values of every type each column is looked at', async () => {
	const { page } = shown(
		`SELECT i::DECIMAL(9,2) AS d, [i % 2] AS list, {'a': i % 3} AS struct, DATE '2007-01-15' AS day, INTERVAL 1 HOUR AS span,
			'nan'::DOUBLE AS nan, i::HUGEINT * 100000000000000000000 AS huge, '\\x00'::BLOB AS bytes, 'infinity'::TIMESTAMP AS never
			FROM range(10000) r(i)`
	);
	await said(page, '10,000 rows, 9 columns');
	await known(page, 'never', 'one value throughout');
	expect(page.querySelector('.failure')).toBeNull();
	expect(of(page, 'list')).toContain('2 different values');
	expect(of(page, 'struct')).toContain('3 different values');
});

test('what looks like mark-up is text, what nobody would see is told, and a value has its menu', async () => {
	const { page, picked } = shown(
		`SELECT '<img src=x onerror=alert(1)>' || chr(8238) AS host, 1 AS "<b>n</b>"`
	);
	await said(page, '<img src=x onerror=alert(1)>\\u{202E}');
	expect(page.querySelector('img, b')).toBeNull();
	press(find(page, 'button', '<img'), 'x');
	click(page, 'button', '<img');
	expect(picked).toHaveLength(2);
	expect(picked[0]).toMatchObject({ spot: { columns: [{ name: 'host' }], column: 0 } });
});

test('only the columns that are named are looked at, and one that is not there is told', async () => {
	const two = shown('SELECT 1 AS a, 2 AS b, 3 AS c', { columns: 'c, a' }).page;
	await said(two, '1 row, 2 columns');
	expect(two.querySelector('[data-column="b"]')).toBeNull();
	await said(
		shown('SELECT 1 AS host', { columns: 'hots' }).page,
		'no column hots; the nearest is host'
	);
});

test('columns are looked at for so long, the rest is told as such, and a person may let it go on', async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	let hangs = true;
	const ask: Ask = (sql, page) => {
		if (!hangs || !sql.includes('"b"')) return asked(sql, page);
		return new Promise((_, fail) =>
			page.signal.addEventListener('abort', () => fail(page.signal.reason as Error))
		);
	};
	const { page } = shown('SELECT 1 AS a, 2 AS b, 3 AS c', { ask });
	vi.useRealTimers();
	await said(page, 'a integer no null');
	await said(page, '2 left');
	click(page, 'button', 'Cancel');
	await said(page, 'Cancelled: 2 columns not looked at.');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	click(page, 'button', 'Go on');
	await vi.advanceTimersByTimeAsync(MOST_TIME);
	vi.useRealTimers();
	await said(page, 'Stopped after 10 s: 2 columns not looked at.');
	hangs = false;
	click(page, 'button', 'Go on');
	await known(page, 'c', 'one value, once');
});

test('a column that the database cannot look at says so, and the others are looked at', async () => {
	const ask: Ask = (sql, page) =>
		sql.includes('count(DISTINCT "a")')
			? Promise.reject(new Error('out of memory'))
			: asked(sql, page);
	const { page } = shown('SELECT 1 AS a, 2 AS b', { ask });
	await said(page, 'out of memory');
	await known(page, 'b', 'one value, once');
});

test.each(['waiting', 'stale', 'failed', 'cancelled'] as const)(
	'one that is %s asks nothing',
	async (state) => {
		const { page, asks } = shown('SELECT 1 AS a', { state });
		await new Promise((done) => setTimeout(done));
		expect(asks).not.toHaveBeenCalled();
		expect(page.querySelector('ul')).toBeNull();
	}
);
