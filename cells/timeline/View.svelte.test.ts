import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { click, expectAccessible, find, press, textOf } from '#test/support/show.ts';
import { said, showCell } from '#test/support/show-cell.svelte.ts';
import timeline from './index.ts';
import View from './View.svelte';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const shown = (sql: string, attributes: Record<string, string> = {}) =>
	showCell(bench, { kind: timeline, view: View, sql, attributes });

const moments = (count: number, rest = '') =>
	`SELECT TIMESTAMP '2007-01-15 12:00:00' + to_microseconds(i * 1000000) AS ts${rest} FROM range(${count}) r(i)`;
const hosts = moments(4, ", 'l' || (i % 2) AS lane, '192.0.2.' || i AS label");
const bounds = (page: HTMLElement) => textOf(page.querySelector('.bounds'));

test('few rows are drawn each by itself, with its lane, its label and the bounds in their zone', async () => {
	const { page } = shown(hosts);
	await said(page, 'Copy as SVG');
	expect([...page.querySelectorAll('svg text')].map(textOf)).toEqual(
		expect.arrayContaining(['l0', 'l1', '192.0.2.3', 'ts, 2007-01-15, UTC'])
	);
	expect(bounds(page)).toMatch(
		/^2007-01-15 11:59:59\.\d{6} UTC to 2007-01-15 12:00:03\.\d{6} UTC 4 rows$/
	);
	await expectAccessible(page);
});

test('arrow keys tell each mark exactly, and t shows the rows in view', async () => {
	const { page } = shown(hosts);
	await said(page, 'Copy as SVG');
	const canvas = find(
		page,
		'[role=slider]',
		'timeline by ts, UTC in lanes by lane: 4 rows in view'
	);
	press(canvas, 'ArrowRight');
	expect(canvas.getAttribute('aria-valuetext')).toBe('l0 · 2007-01-15 12:00:00 UTC · 192.0.2.0');
	press(canvas, 'ArrowDown');
	expect(textOf(page.querySelector('figcaption'))).toBe('l1 · 2007-01-15 12:00:01 UTC · 192.0.2.1');
	press(canvas, 't');
	await said(page, '192.0.2.2');
	find(page, '[role=grid]', 'Values drawn of drawn');
});

test('a mark has the menu of its label, in its row', async () => {
	const { page, picked } = shown(hosts);
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'ArrowRight');
	press(canvas, 'x');
	expect(picked).toMatchObject([
		{ spot: { row: [1168862400000000n, 'l0', '192.0.2.0'], column: 2 } }
	]);
});

test('many rows are counted in SQL, keys bring them nearer until each stands by itself, and 0 brings all back', async () => {
	const { page, asked } = shown(moments(10_000));
	await said(page, '10,000 rows in view are counted in SQL');
	const all = bounds(page);
	for (const { rows } of await Promise.all(asked.mock.results.map(({ value }) => value)))
		expect(rows.length).toBeLessThan(300);
	const canvas = find(page, '[role=slider]');
	for (let i = 0; i < 6; i++) {
		press(canvas, '+');
		await vi.waitFor(() => expect(bounds(page)).not.toContain('asking'));
	}
	expect(textOf(page)).not.toContain('counted in SQL');
	const near = bounds(page);
	press(canvas, 'ArrowRight', { shiftKey: true });
	await vi.waitFor(() => expect(bounds(page)).toContain('rows'));
	expect(bounds(page)).not.toBe(near);
	press(canvas, '0');
	await said(page, '10,000 rows in view are counted in SQL');
	expect(bounds(page)).toBe(all);
});

test('beyond the last mark in view an arrow brings the next one into it', async () => {
	const { page } = shown(moments(10_000));
	await said(page, 'counted in SQL');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	for (let i = 0; i < 7; i++) {
		press(canvas, '+');
		await vi.waitFor(() => expect(bounds(page)).not.toContain('asking'));
		press(canvas, 'Home');
	}
	press(canvas, 'End');
	const told = () => textOf(page.querySelector('figcaption'));
	const [, last] = /12:(\d\d:\d\d) UTC/.exec(told())!;
	press(canvas, 'ArrowRight');
	await vi.waitFor(() => {
		flushSync();
		expect(told()).toMatch(/UTC/);
	});
	const [, next] = /12:(\d\d:\d\d) UTC/.exec(told())!;
	const seconds = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
	expect(seconds(next!)).toBe(seconds(last!) + 1);
});

test('a drag over it is looked at nearer, and the click at its end opens nothing', async () => {
	const { page, picked } = shown(moments(1000));
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	canvas.setPointerCapture = () => undefined;
	const pointer = (type: string, clientX: number) => {
		canvas.dispatchEvent(
			new PointerEvent(type, { clientX, clientY: 60, button: 0, bubbles: true, pointerId: 1 })
		);
		flushSync();
	};
	const all = bounds(page);
	pointer('pointerdown', 200);
	pointer('pointermove', 300);
	expect(page.querySelector('.brush')).not.toBeNull();
	expect(bounds(page)).not.toBe(all);
	pointer('pointerup', 300);
	canvas.click();
	flushSync();
	expect(page.querySelector('.brush')).toBeNull();
	expect(picked).toEqual([]);
	await vi.waitFor(() => expect(bounds(page)).toMatch(/ (\d+) rows$/));
	expect(bounds(page)).not.toContain('1,000 rows');
});

test('Space chooses a row by its time and lane, or the stretch of a bar, and what is chosen is marked', async () => {
	const few = shown(hosts);
	await said(few.page, 'Copy as SVG');
	const canvas = find(few.page, '[role=slider]');
	press(canvas, 'ArrowRight');
	press(canvas, ' ');
	const ts = { name: 'ts', type: 'timestamp' } as const;
	const lane = { column: { name: 'lane', type: 'text' }, wanted: { is: 'l0' } } as const;
	const first = [{ column: ts, wanted: { is: 1168862400000000n } }, lane];
	expect(few.picked).toEqual([{ choice: first, adds: false }]);
	few.cell.chosen = [first, [lane]];
	flushSync();
	expect(few.page.querySelectorAll('.chosen')).toHaveLength(1);

	const many = shown(moments(1000));
	await said(many.page, 'counted in SQL');
	const bars = find(many.page, '[role=slider]');
	press(bars, 'Home');
	press(bars, ' ', { shiftKey: true });
	expect(many.picked).toMatchObject([
		{ choice: [{ column: ts, wanted: { from: 1168862400000000n, open: true } }], adds: true }
	]);
});

test('a drag with Shift selects the time that it goes over, and so does every drag once that is switched on', async () => {
	const { page, picked } = shown(moments(1000));
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	canvas.setPointerCapture = () => undefined;
	const all = bounds(page);
	const drag = (shiftKey: boolean) => {
		const at = { clientY: 60, button: 0, bubbles: true, pointerId: 1, shiftKey };
		for (const [type, clientX] of [
			['pointerdown', 200],
			['pointermove', 300],
			['pointerup', 300]
		] as const)
			canvas.dispatchEvent(new PointerEvent(type, { ...at, clientX }));
		canvas.click();
		flushSync();
	};
	drag(true);
	expect(picked).toMatchObject([{ choice: [{ wanted: { open: true } }], adds: false }]);
	click(page, 'button', 'A drag zooms');
	drag(false);
	expect(picked[1]).toEqual(picked[0]);
	click(page, 'button', 'Select this time');
	expect(picked).toHaveLength(3);
	expect(bounds(page)).toBe(all);
});

test('a stretch has the menu of its lane, from which one looks at it nearer', async () => {
	const { page, picked } = shown(moments(1000, ", 'l' || (i % 2) AS lane"));
	await said(page, 'counted in SQL');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'ArrowRight');
	press(canvas, 'x');
	expect(picked).toMatchObject([
		{
			spot: { columns: [{ name: 'lane' }], row: ['l0'], acts: [{ title: 'Zoom to this stretch' }] }
		}
	]);
});

test('what comes late is dropped: the last view is what is told', async () => {
	const late: (() => void)[] = [];
	let holding = false;
	const { page } = showCell(bench, {
		kind: timeline,
		view: View,
		sql: moments(10_000),
		attributes: {},
		before: async () => {
			if (holding) await new Promise<void>((go) => late.push(go));
		}
	});
	await said(page, '10,000 rows in view');
	const canvas = find(page, '[role=slider]');
	holding = true;
	press(canvas, '+');
	holding = false;
	press(canvas, '0');
	await vi.waitFor(() => expect(bounds(page)).toContain('10,000 rows'));
	late.forEach((go) => go());
	await new Promise((done) => setTimeout(done, 50));
	expect(bounds(page)).toContain('10,000 rows');
});

test('the moment of the alert is marked where the statement reads it', async () => {
	const { page } = showCell(bench, {
		kind: timeline,
		view: View,
		sql: `${moments(3)} WHERE alert.ts IS NOT NULL`,
		attributes: {},
		alert: "SELECT TIMESTAMP '2007-01-15 12:00:02' AS ts"
	});
	await said(page, 'Copy as SVG');
	expect([...page.querySelectorAll('svg text')].map(textOf)).toContain('alert');
});

test('what looks like mark-up is text, and what nobody would see is told', async () => {
	const hostile = '<img src=x onerror=alert(1)>';
	const { page } = shown(
		moments(2, `, '${hostile}' || chr(8238) || i AS lane, '</svg><script>' AS label`)
	);
	await said(page, 'Copy as SVG');
	expect(page.querySelector('img, script')).toBeNull();
	expect(page.textContent).not.toContain(String.fromCharCode(0x202e));
	press(find(page, '[role=slider]'), 'ArrowRight');
	expect(textOf(page.querySelector('figcaption'))).toContain(`${hostile}\\u{202E}0`);
});

test('no rows, and rows without a time, are told and not drawn', async () => {
	await said(shown(`${moments(1)} LIMIT 0`).page, 'No rows: there is nothing to draw.');
	const { page } = shown('SELECT NULL::TIMESTAMP AS ts');
	await said(page, 'None of 1 row has a time.');
	expect(page.querySelector('svg')).toBeNull();
});

test('columns that do not fit are told by name', async () => {
	await said(
		shown(hosts, { lane: 'lanes' }).page,
		'lane names no column: lanes; the nearest is lane'
	);
	await said(shown('SELECT 1 AS n').page, 'no column is a time');
});

test('rows are those of the statement, and one row is drawn with room on both sides', async () => {
	const { page } = shown(moments(1));
	await said(page, 'Copy as SVG');
	expect(bounds(page)).toBe('2007-01-15 11:59:30 to 12:00:30 UTC 1 row');
	click(page, 'button', 'Rows');
	await said(page, '12:00:00');
});
