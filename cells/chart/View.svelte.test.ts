import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { click, expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { Picked, ShownCell, ShownState } from '../shown.ts';
import type { ChartSpec } from './chart-spec.ts';
import chart from './index.ts';
import View from './View.svelte';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

interface Given {
	state?: ShownState;
	attributes?: Record<string, string>;
	ask?: (sql: string, page: PageOfRows) => Promise<never>;
}

function shown(sql: string, { state = 'done', attributes = {}, ask }: Given = {}) {
	const block = {
		id: 'talkers',
		attributes: new Map(Object.entries(attributes)),
		body: sql,
		line: 1
	};
	const asked = vi.fn(
		ask ??
			((statement: string, { offset, limit }: PageOfRows) =>
				bench.connection.query(`SELECT * FROM (\n${statement}\n) LIMIT ${limit} OFFSET ${offset}`))
	);
	const picked: Picked[] = [];
	const select = (given: Picked) => () => void picked.push(given);
	const cell: ShownCell<ChartSpec, null> = $state({
		...{ spec: chart.read(block), state, value: null, failure: null },
		chosen: []
	});
	const props = $state({
		...{ cell, ask: asked, set: vi.fn(), select, packet: vi.fn() },
		selected: ''
	});
	return { page: show(View, props), props, asked, cell, picked };
}

/** Waits for a text. */
async function said(page: HTMLElement, words: string): Promise<void> {
	await vi.waitFor(
		() => {
			flushSync();
			expect(textOf(page)).toContain(words);
		},
		{ timeout: 15_000 }
	);
}

const few =
	"SELECT * FROM (VALUES ('192.0.2.1', 7), ('192.0.2.2', 3), ('192.0.2.3', NULL)) AS t(host, n)";

test('a picture tells its axes, what nobody said of it, and what is not drawn', async () => {
	const { page } = shown(few);
	await said(page, 'Chosen by the types of the columns: bars, host along, n is measured.');
	expect(textOf(page)).toContain('1 row without a value of n is not drawn.');
	expect([...page.querySelectorAll('svg text')].map(textOf)).toEqual(
		expect.arrayContaining(['host', '192.0.2.1', '192.0.2.2', 'n', '7', '3'])
	);
	await expectAccessible(page);
});

test('arrow keys go through its points and tell each exactly, and t shows them as a table', async () => {
	const { page } = shown(few);
	await said(page, 'Point at it');
	const canvas = find(page, '[role=slider]', 'bar of n by host');
	press(canvas, 'ArrowRight');
	expect(canvas.getAttribute('aria-valuetext')).toBe('192.0.2.1: n 7');
	press(canvas, 'End');
	expect(textOf(page.querySelector('figcaption'))).toBe('192.0.2.2: n 3');
	press(canvas, 't');
	await said(page, '192.0.2.1');
	find(page, '[role=grid]', 'Values drawn of talkers');
});

test('a name of the picture has the menu of values', async () => {
	const { page, picked } = shown(few);
	await said(page, 'Point at it');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	press(canvas, 'x');
	press(canvas, 'Enter');
	const menu = { spot: { columns: [{ name: 'host' }], row: ['192.0.2.1'] } };
	expect(picked).toMatchObject([menu, menu]);
});

test('Space chooses what stands at a point, with Shift beside the others, and what is chosen is marked', async () => {
	const { page, picked, cell } = shown(few);
	await said(page, 'Point at it');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	press(canvas, ' ');
	press(canvas, 'ArrowRight');
	press(canvas, ' ', { shiftKey: true });
	const host = { name: 'host', type: 'text' } as const;
	const first = [{ column: host, wanted: { is: '192.0.2.1' } }];
	expect(picked).toEqual([
		{ choice: first, adds: false },
		{ choice: [{ column: host, wanted: { is: '192.0.2.2' } }], adds: true }
	]);
	expect(page.querySelectorAll('.chosen')).toHaveLength(0);
	cell.chosen = [first];
	flushSync();
	expect(page.querySelectorAll('.chosen')).toHaveLength(1);
});

test('a stretch of an axis is chosen without its end, and names that have no room are not', async () => {
	const minutes =
		"SELECT TIMESTAMP '2026-01-02 03:00:00' + to_minutes(i) AS ts, i AS record FROM range(40) t(i)";
	const { page, picked } = shown(minutes);
	await said(page, 'Point at it');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	press(canvas, ' ');
	expect(picked).toMatchObject([
		{ choice: [{ column: { name: 'ts', type: 'timestamp' }, wanted: { open: true } }] }
	]);
});

test('the rows behind it are those of its statement', async () => {
	const { page, asked } = shown(few);
	await said(page, 'Point at it');
	click(page, 'button', 'Rows');
	await said(page, '192.0.2.3');
	expect(asked.mock.calls.at(-1)![0]).toBe(few);
});

test.each(['bar', 'line', 'area', 'dot', 'histogram', 'heat-map', 'box'])(
	'%s is drawn of one row and of 10,000',
	async (mark) => {
		const lying = mark === 'bar' || mark === 'box';
		const attributes = { mark, x: lying ? 'host' : 'a' };
		const rows = (count: number) =>
			`SELECT i AS a, i % 100 AS b, 'h' || (i % 9) AS host FROM range(${count}) r(i)`;
		for (const count of [1, 10_000]) {
			const { page } = shown(rows(count), { attributes });
			await said(page, 'Copy as SVG');
			expect(page.querySelectorAll('svg svg').length).toBe(1);
			expect(page.querySelectorAll('svg svg :is(path, rect, circle, line)').length).toBeGreaterThan(
				0
			);
			if (count > 5000) expect(textOf(page)).toContain('10,000 rows are aggregated in SQL');
		}
	}
);

test('what looks like mark-up is text, in names, colours and panels, and what nobody would see is told', async () => {
	const hostile = '<img src=x onerror=alert(1)>';
	const { page } = shown(
		`SELECT '${hostile}' || chr(8238) || i AS host, '${hostile}' || i AS kind, '</svg><script>' AS part, 1 AS n FROM range(3) r(i)`,
		{
			attributes: { mark: 'bar', x: 'host', y: 'n', colour: 'kind', facet: 'part' }
		}
	);
	await said(page, 'Copy as SVG');
	expect(page.querySelector('img, script')).toBeNull();
	expect(page.textContent).not.toContain(String.fromCharCode(0x202e));
	expect(textOf(page)).toContain('</svg><script>');
	press(find(page, '[role=slider]'), 'Home');
	expect(textOf(page.querySelector('figcaption'))).toContain(`${hostile}\\u{202E}0`);
});

test('no rows, and rows without a value that can be drawn, are told and not drawn', async () => {
	await said(shown('SELECT 1 AS n LIMIT 0').page, 'No rows: there is nothing to draw.');
	const { page } = shown('SELECT NULL::VARCHAR AS host, 1 AS n', {
		attributes: { mark: 'bar', x: 'host', y: 'n' }
	});
	await said(page, 'None of 1 row has a value that can be drawn.');
	expect(page.querySelector('svg')).toBeNull();
});

test('columns that do not fit are told by name', async () => {
	const { page } = shown(few, { attributes: { x: 'hots' } });
	await said(page, 'x names no column: hots; the nearest is host');
});

test('what the database says against it is told, and it can be tried again', async () => {
	let fails = true;
	const { page } = shown(few, {
		ask: (statement, { limit }) => {
			if (fails) return Promise.reject(new Error('out of memory'));
			return bench.connection.query(
				`SELECT * FROM (${statement}) LIMIT ${limit}`
			) as Promise<never>;
		}
	});
	await said(page, 'The picture could not be drawn: out of memory');
	fails = false;
	click(page, 'button', 'Try again');
	await said(page, 'Copy as SVG');
});

test('a picture that is cancelled says so and can be drawn all the same', async () => {
	const { page } = shown(few, {
		ask: (_, { signal }) =>
			new Promise((_done, fail) =>
				signal.addEventListener('abort', () => fail(signal.reason as Error))
			)
	});
	await said(page, 'Asking for what is drawn');
	click(page, 'button', 'Cancel');
	await said(page, 'The drawing was cancelled.');
	find(page, 'button', 'Draw it');
});

test('a picture that cannot be asked yet asks nothing; one that is stale keeps what was drawn, marked as old', async () => {
	const waiting = shown(few, { state: 'waiting' });
	await said(waiting.page, 'waiting');
	expect(waiting.asked).not.toHaveBeenCalled();
	const { page, cell } = shown(few);
	await said(page, 'Copy as SVG');
	cell.state = 'stale';
	flushSync();
	expect(textOf(page)).toContain('not asked again yet');
	expect(page.querySelector('.old svg')).not.toBeNull();
	cell.state = 'failed';
	flushSync();
	expect(page.querySelector('svg')).toBeNull();
});

test('other rows are selected: the picture keeps the focus, and the page stays where it was scrolled to', async () => {
	let rows = few;
	const ask = (statement: string, { offset, limit }: PageOfRows) =>
		bench.connection.query(
			`SELECT * FROM (\n${statement.replace(few, rows)}\n) LIMIT ${limit} OFFSET ${offset}`
		) as Promise<never>;
	const { page, props } = shown(few, { ask });
	await said(page, 'Point at it');
	const canvas = find(page, '[role=slider]');
	canvas.focus();
	press(canvas, 'End');
	page.scrollTop = 40;
	rows = `${few} WHERE n > 3`;
	props.selected = 'n > 3';
	await vi.waitFor(
		() => {
			flushSync();
			expect(textOf(page.querySelector('svg'))).not.toContain('192.0.2.2');
		},
		{ timeout: 15_000 }
	);
	expect(document.activeElement).toBe(find(page, '[role=slider]'));
	expect(document.activeElement).toBe(canvas);
	expect(page.scrollTop).toBe(40);
	press(canvas, 'Home');
	expect(canvas.getAttribute('aria-valuetext')).toBe('192.0.2.1: n 7');
});
