import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { expectAccessible, find, press, textOf } from '#test/support/show.ts';
import { said, showCell } from '#test/support/show-cell.svelte.ts';
import network from './index.ts';
import View from './View.svelte';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const shown = (sql: string, attributes: Record<string, string> = {}) =>
	showCell(bench, { kind: network, view: View, sql, attributes });

const few = `SELECT * FROM (VALUES ('192.0.2.1', '192.0.2.2'), ('192.0.2.1', '192.0.2.2'), ('192.0.2.3', '192.0.2.1'))
	AS t(src_ip, dst_ip)`;

test('a net names its ends, and keys tell each end and link exactly', async () => {
	const { page } = shown(few);
	await said(page, 'Copy as SVG');
	expect([...page.querySelectorAll('svg text')].map(textOf).toSorted()).toEqual([
		'192.0.2.1',
		'192.0.2.2',
		'192.0.2.3'
	]);
	expect(page.querySelectorAll('svg .head')).toHaveLength(2);
	const canvas = find(
		page,
		'[role=slider]',
		'network from src_ip to dst_ip by rows: 3 ends, 2 links'
	);
	press(canvas, 'ArrowRight');
	expect(textOf(page.querySelector('figcaption'))).toBe(
		'192.0.2.1 · sent to 1 other: 2 rows · got from 1 other: 1 row'
	);
	press(canvas, 'ArrowRight');
	expect(canvas.getAttribute('aria-valuetext')).toBe('192.0.2.1 to 192.0.2.2: 2 rows');
	press(canvas, 't');
	await said(page, 'src_ip');
	find(page, '[role=grid]', 'Values drawn of drawn');
	await expectAccessible(page);
});

test('an end and a link have the menu of their values', async () => {
	const { page, picked } = shown(few);
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	press(canvas, 'x');
	press(canvas, 'ArrowRight');
	press(canvas, 'x');
	expect(picked).toMatchObject([
		{ spot: { columns: [{ name: 'src_ip' }], row: ['192.0.2.1'], column: 0 } },
		{
			spot: {
				columns: [{ name: 'src_ip' }, { name: 'dst_ip' }],
				row: ['192.0.2.1', '192.0.2.2'],
				column: 1
			}
		}
	]);
});

test('Space chooses all that an end sent and got, or what went over a link, and marks what is chosen', async () => {
	const { page, picked, cell } = shown(few);
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	press(canvas, 'Home');
	press(canvas, ' ');
	press(canvas, 'ArrowRight');
	press(canvas, ' ', { shiftKey: true });
	const part = (name: string, is: string) => ({ column: { name, type: 'text' }, wanted: { is } });
	const sent = [part('src_ip', '192.0.2.1')];
	const got = [part('dst_ip', '192.0.2.1')];
	const link = [part('src_ip', '192.0.2.1'), part('dst_ip', '192.0.2.2')];
	expect(picked).toEqual([
		{ choice: sent, also: [got], adds: false },
		{ choice: link, also: [], adds: true }
	]);
	cell.chosen = [sent, link] as never;
	flushSync();
	expect(page.querySelectorAll('.chosen')).toHaveLength(1);
	cell.chosen = [sent, got, link] as never;
	flushSync();
	expect(page.querySelectorAll('.chosen')).toHaveLength(2);
});

test('one row is drawn, and so is what an end sent to itself', async () => {
	await said(shown("SELECT 'a' AS source, 'a' AS target").page, 'Copy as SVG');
});

test('10,000 rows of many hosts are added up in SQL and stand in a matrix', async () => {
	const { page, asked } = shown(
		"SELECT 'h' || (i % 900) AS src_ip, 'h' || (i % 7) AS dst_ip FROM range(10000) r(i)"
	);
	await said(page, 'The 60 of 900 ends with most rows');
	expect(textOf(page)).toContain('10,000 rows are added up in SQL.');
	expect([...page.querySelectorAll('svg text')].map(textOf)).toContain('others (840)');
	for (const { rows } of await Promise.all(asked.mock.results.map(({ value }) => value)))
		expect(rows.length).toBeLessThanOrEqual(61 * 61);
});

test('what looks like mark-up is text, and what nobody would see is told', async () => {
	const hostile = '<img src=x onerror=alert(1)>';
	const { page } = shown(`SELECT '${hostile}' || chr(8238) AS source, '</svg><script>' AS target`);
	await said(page, 'Copy as SVG');
	expect(page.querySelector('img, script')).toBeNull();
	expect(page.textContent).not.toContain(String.fromCharCode(0x202e));
	expect(textOf(page)).toContain('</svg><script>');
	press(find(page, '[role=slider]'), 'End');
	expect(textOf(page.querySelector('figcaption'))).toContain(`${hostile}\\u{202E}`);
});

test('no rows, and rows without both ends, are told and not drawn', async () => {
	await said(shown(`${few} LIMIT 0`).page, 'No rows: there is nothing to draw.');
	const { page } = shown("SELECT 'a' AS source, NULL AS target");
	await said(page, 'None of 1 row has both ends and a weight.');
	expect(page.querySelector('svg')).toBeNull();
});

test('columns that do not fit are told by name', async () => {
	await said(shown(few, { weight: 'bytes' }).page, 'weight names no column: bytes');
});
