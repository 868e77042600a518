import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { click, expectAccessible, find, press, settled, show, textOf } from '#test/support/show.ts';
import PagedTable from './PagedTable.svelte';

const columns = [
	{ name: 'name', type: 'text' },
	{ name: 'detail', type: 'text' },
	{ name: 'nothing', type: 'text' }
] as const;
const rows = [
	['first', '{"a":{"b":[1,null]},"c":"<b>x</b>"}', null],
	['second', Buffer.from('whoami /all').toString('base64'), null]
];

async function table(pin: { has: () => boolean; toggle: () => void } | null = null) {
	const load = async () => ({ columns: [...columns], rows });
	const page = show(PagedTable, { label: 'Rows', load, pin });
	await settled();
	click(page, '[data-line="0"] > [role=gridcell]');
	await settled();
	return page;
}

const pane = (page: HTMLElement) => find(page, '.record');

test('a row is opened beside its table: all fields by name, nested ones as a tree, what is absent by its name', async () => {
	const page = await table();
	expect(textOf(find(pane(page), 'h4'))).toBe('Row 1 of 2');
	expect([...pane(page).querySelectorAll('dt')].map(textOf)).toEqual(['name', 'detail']);
	expect(textOf(find(pane(page), 'dd ul'))).toBe('a 1 part b 2 parts 0 11 · c <b>x</b>');
	expect(page.querySelector('b')).toBeNull();
	expect(textOf(pane(page))).toContain('1 field without a value: nothing');
	await expectAccessible(page);
});

test('the arrows walk from row to row while the pane follows, and Escape gives the focus back', async () => {
	const page = await table();
	find(page, '[data-line="0"] > [role=gridcell]').focus();
	press(document.activeElement!, 'ArrowDown');
	await settled();
	expect(textOf(find(pane(page), 'h4'))).toBe('Row 2 of 2');
	find(pane(page), '[role=group]').focus();
	press(document.activeElement!, 'ArrowUp');
	expect(textOf(find(pane(page), 'h4'))).toBe('Row 1 of 2');
	press(document.activeElement!, 'Escape');
	await settled();
	expect(page.querySelector('.record')).toBeNull();
	expect(textOf(document.activeElement)).toBe('first');
});

test('a value that could be an encoding is read in place, and called a reading', async () => {
	const page = await table();
	click(pane(page), 'button', 'The next row');
	await settled();
	await vi.waitFor(() => {
		flushSync();
		const reading = textOf(find(pane(page), '.reading'));
		expect(reading).toBe('Could be base64: 11 B of text whoami /all');
	});
});

test('a row that can be held fast is, by its button and by e', async () => {
	const toggle = vi.fn();
	const page = await table({ has: () => false, toggle });
	click(pane(page), 'button', 'Pin as evidence');
	press(find(pane(page), '[role=group]'), 'e');
	press(find(page, '[data-line="0"] > [role=gridcell]'), 'e');
	expect(toggle.mock.calls.map(([, values]) => (values as string[])[0])).toEqual([
		'first',
		'first',
		'first'
	]);
});

test('w in the table tells how its rows were found, and takes that away again', async () => {
	const load = vi.fn(async () => ({ columns: [...columns], rows }));
	const page = show(PagedTable, { label: 'Rows', load });
	await settled();
	const cell = find(page, '[data-line="0"] > [role=gridcell]');
	press(cell, 'w');
	await settled();
	expect(load).toHaveBeenCalledWith(expect.objectContaining({ explained: true }));
	find(page, '.plan');
	press(cell, 'w');
	await settled();
	expect(page.querySelector('.plan')).toBeNull();
});
