import { flushSync } from 'svelte';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyBench, type Bench } from '#test/support/evidence.ts';
import { expectAccessible, find, press, textOf } from '#test/support/show.ts';
import { said, showCell } from '#test/support/show-cell.svelte.ts';
import sankey from './index.ts';
import View from './View.svelte';

let bench: Bench;
beforeAll(async () => {
	bench = await emptyBench();
});
afterAll(() => bench.engine.close());

const shown = (sql: string, columns: string, attributes: Record<string, string> = {}) =>
	showCell(bench, { kind: sankey, view: View, sql, attributes: { columns, ...attributes } });

const few = `SELECT * FROM (VALUES ('192.0.2.1', 443), ('192.0.2.1', 443), ('192.0.2.2', NULL)) AS t(src_ip, dst_port)`;

test('columns and values are named, what has none is told so, and keys tell each exactly', async () => {
	const { page } = shown(few, 'src_ip,dst_port');
	await said(page, 'Copy as SVG');
	expect([...page.querySelectorAll('svg text')].map(textOf)).toEqual([
		'src_ip',
		'dst_port',
		'192.0.2.1',
		'192.0.2.2',
		'443',
		'no value'
	]);
	const canvas = find(
		page,
		'[role=slider]',
		'sankey of rows from src_ip to dst_port: 4 values, 2 bands'
	);
	press(canvas, 'ArrowRight');
	press(canvas, 'ArrowRight');
	expect(canvas.getAttribute('aria-valuetext')).toBe('src_ip 192.0.2.1 to dst_port 443: 2 rows');
	press(canvas, 'ArrowDown');
	expect(textOf(page.querySelector('figcaption'))).toBe('src_ip 192.0.2.2: 1 row');
	press(canvas, 't');
	await said(page, 'from column');
	find(page, '[role=grid]', 'Values drawn of drawn');
	await expectAccessible(page);
});

test('a value and a band have the menu of their values, and what is no value has none', async () => {
	const { page, picked } = shown(few, 'src_ip,dst_port');
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	for (const key of ['Home', 'x', 'ArrowRight', 'x', 'End', 'x']) press(canvas, key);
	expect(picked).toMatchObject([
		{ spot: { columns: [{ name: 'src_ip' }], row: ['192.0.2.1'] } },
		{
			spot: {
				columns: [{ name: 'src_ip' }, { name: 'dst_port' }],
				row: ['192.0.2.1', '443'],
				column: 1
			}
		}
	]);
});

test('Space chooses a value or a band, also what has no value, but not all that have no place', async () => {
	const { page, picked, cell } = shown(few, 'src_ip,dst_port');
	await said(page, 'Copy as SVG');
	const canvas = find(page, '[role=slider]');
	for (const key of ['Home', ' ', 'ArrowRight', ' ', 'End', ' ']) press(canvas, key);
	const part = (name: string, is: string | null) => ({
		column: { name, type: 'text' as const },
		wanted: { is }
	});
	const [host, port] = [part('src_ip', '192.0.2.1'), part('dst_port', '443')];
	const choices = [[host], [host, port], [part('dst_port', null)]];
	expect(picked).toEqual(choices.map((choice) => ({ choice, adds: false })));
	cell.chosen = choices;
	flushSync();
	expect(page.querySelectorAll('.chosen')).toHaveLength(3);

	const many = shown('SELECT i AS a, 1 AS b FROM range(100) r(i)', 'a,b');
	await said(many.page, 'other (76 values)');
	const bands = find(many.page, '[role=slider]');
	for (let i = 0; i < 48; i++) press(bands, 'ArrowRight');
	press(bands, 'ArrowRight');
	expect(textOf(many.page.querySelector('figcaption'))).toContain('other');
	press(bands, ' ');
	expect(many.picked).toEqual([]);
});

test('10,000 rows are added up in SQL, and one row is drawn', async () => {
	const { page, asked } = shown(
		'SELECT i % 900 AS a, i % 70 AS b, i % 5 AS c FROM range(10000) r(i)',
		'a,b,c'
	);
	await said(page, '10,000 rows are added up in SQL');
	expect(textOf(page)).toContain('other (876 values)');
	for (const { rows } of await Promise.all(asked.mock.results.map(({ value }) => value)))
		expect(rows.length).toBeLessThan(5000);
	await said(shown('SELECT 1 AS a, 2 AS b', 'a,b').page, 'Copy as SVG');
});

test('what looks like mark-up is text, and what nobody would see is told', async () => {
	const hostile = '<img src=x onerror=alert(1)>';
	const { page } = shown(`SELECT '${hostile}' || chr(8238) AS a, '</svg><script>' AS b`, 'a,b');
	await said(page, 'Copy as SVG');
	expect(page.querySelector('img, script')).toBeNull();
	expect(page.textContent).not.toContain(String.fromCharCode(0x202e));
	press(find(page, '[role=slider]'), 'Home');
	expect(textOf(page.querySelector('figcaption'))).toContain(`${hostile}\\u{202E}`);
});

test('no rows, rows without a weight, and columns that do not fit are told and not drawn', async () => {
	await said(shown(`${few} LIMIT 0`, 'src_ip,dst_port').page, 'No rows: there is nothing to draw.');
	const { page } = shown("SELECT 'a' AS a, 'b' AS b, 0 AS weight", 'a,b');
	await said(page, 'None of 1 row has a weight above zero.');
	expect(page.querySelector('svg')).toBeNull();
	await said(shown(few, 'src_ip,port').page, 'columns names no column: port');
});
