import { flushSync, type Component, type ComponentProps } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { utc, Zone } from '#lib/zone.ts';
import { click, expectAccessible, find, press, settled, show, textOf } from '#test/support/show.ts';
import DataTable from './DataTable.svelte';
import { ColumnLayout } from './table/column-layout.svelte.ts';
import { showTimesIn } from './shown-zone.ts';
import type { ValueSpot } from './value-spot.ts';

const columns: ResultColumn[] = [
	{ name: 'ts', type: 'timestamp' },
	{ name: 'src_ip', type: 'text' },
	{ name: 'bytes', type: 'number' }
];
const night = BigInt(Date.UTC(2007, 0, 15, 23, 59, 59)) * 1000n + 250_000n;
const rows = [
	[night, '192.0.2.1', 1234n],
	[night + 2_000_000n, '<b>bold</b>', null]
];

function table(onrow = vi.fn(), onpivot: ((spot: ValueSpot) => void) | null = null) {
	return { page: show(DataTable, { label: 'Rows', columns, rows, onrow, onpivot }), onrow };
}

function cells(page: HTMLElement): HTMLElement[] {
	return [...page.querySelectorAll<HTMLElement>('[data-line] > [role=gridcell]')];
}

test('what nobody would see of a value stands in its cell, and in the whole of it, as its code', () => {
	const mark = String.fromCodePoint(0x202e);
	const odd = [[null, `${mark}gpj.exe`, null]];
	const page = show(DataTable, { label: 'Rows', columns, rows: odd });
	const cell = cells(page)[1]!;
	expect([textOf(cell), cell.title]).toEqual(['\\u{202E}gpj.exe', '\\u{202E}gpj.exe']);
	cell.focus();
	flushSync();
	expect(page.textContent).not.toContain(mark);
	expect(page.textContent).toContain('src_ip \\u{202E}gpj.exe');
});

test('a date stands where it changes, and an absent value is a dot that says so', () => {
	const { page } = table();
	expect(cells(page).map(textOf)).toEqual([
		'2007-01-15 23:59:59',
		'192.0.2.1',
		'1,234',
		'2007-01-16 00:00:01',
		'<b>bold</b>',
		'·'
	]);
	expect(find(page, '.absent').getAttribute('aria-label')).toBe('absent');
});

test('what a log holds stays text', () => {
	expect(table().page.querySelector('b')).toBeNull();
});

test('arrows reach every cell, and the whole value of the one in focus is shown', () => {
	const { page } = table();
	const [first] = cells(page);
	first!.focus();
	first!.dispatchEvent(new Event('focusin', { bubbles: true }));
	press(first!, 'ArrowRight');
	press(document.activeElement!, 'ArrowLeft');
	expect(textOf(find(page, '.whole'))).toBe('ts 2007-01-15 23:59:59.250000 UTC');
});

test('in another zone each time keeps its row, and the value in focus stays in focus', () => {
	let current = $state.raw(utc);
	const inZone: Component<ComponentProps<typeof DataTable>> = (inner, given) => {
		showTimesIn(() => current);
		return (DataTable as Component<typeof given>)(inner, given);
	};
	const page = show(inZone, { label: 'Rows', columns, rows });
	const last = cells(page)[3]!;
	last.focus();
	last.dispatchEvent(new Event('focusin', { bubbles: true }));
	flushSync();
	expect(textOf(find(page, '.whole'))).toBe('ts 2007-01-16 00:00:01.250000 UTC');
	current = new Zone('America/New_York');
	flushSync();
	expect([...page.querySelectorAll('.day')].map(textOf)).toEqual(['2007-01-15 -05:00']);
	expect(textOf(find(page, '[role=columnheader]'))).toBe('ts America/New_York');
	expect(document.activeElement).toBe(last);
	expect(textOf(find(page, '.whole'))).toBe(
		'ts 2007-01-15 19:00:01.250000 -05:00 America/New_York'
	);
	press(last, 'ArrowUp');
	expect(textOf(find(page, '.whole'))).toBe(
		'ts 2007-01-15 18:59:59.250000 -05:00 America/New_York'
	);
});

test('Enter and a press act on the row', () => {
	const { page, onrow } = table();
	const all = cells(page);
	press(all[0]!, 'Enter');
	all[4]!.click();
	expect(onrow.mock.calls).toEqual([[0], [1]]);
});

test('x and the context menu ask for the menu of the value in focus, and of no row', () => {
	const asked = vi.fn<(spot: ValueSpot) => void>();
	const { page, onrow } = table(vi.fn(), asked);
	const all = cells(page);
	all[0]!.focus();
	press(all[0]!, 'ArrowRight');
	press(all[1]!, 'x');
	press(all[1]!, 'x', { ctrlKey: true });
	const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
	all[5]!.dispatchEvent(event);
	expect(asked.mock.calls.map(([spot]) => spot)).toEqual([
		{ columns, row: rows[0], column: 1, element: all[1], acts: [] },
		{ columns, row: rows[1], column: 2, element: all[5], acts: [] }
	]);
	expect(event.defaultPrevented).toBe(true);
	expect(onrow).not.toHaveBeenCalled();
});

test('where values have no menu, the browser’s own is left alone', () => {
	const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true });
	cells(table().page)[0]!.dispatchEvent(event);
	expect(event.defaultPrevented).toBe(false);
});

test('nothing keeps anyone out', async () => {
	await expectAccessible(table().page);
});

test('a further key acts on the row that has the focus, and on nothing beyond the table', () => {
	const [pin, beyond] = [vi.fn(), vi.fn()];
	const page = show(DataTable, { label: 'Rows', columns, rows, rowKeys: { e: pin } });
	document.addEventListener('keydown', beyond);
	const all = cells(page);
	all[3]!.focus();
	all[3]!.dispatchEvent(new Event('focus'));
	press(all[3]!, 'e');
	press(all[3]!, 'e', { ctrlKey: true });
	document.removeEventListener('keydown', beyond);
	expect(pin.mock.calls).toEqual([[1]]);
	expect(beyond).toHaveBeenCalledTimes(1);
});

const acts = () => ({ layout: new ColumnLayout(), sort: vi.fn() });

test('Shift and arrows select cells, which are copied with tabs, guarded against spreadsheets', async () => {
	const written = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
	vi.stubGlobal('navigator', { clipboard: { writeText: written } });
	const odd = [
		[night, '=cmd()', 1n],
		[null, 'a\tb', -2n]
	];
	const page = show(DataTable, { label: 'Rows', columns, rows: odd });
	cells(page)[0]!.focus();
	press(cells(page)[0]!, 'ArrowDown', { shiftKey: true });
	await settled();
	press(document.activeElement!, 'End', { shiftKey: true });
	await settled();
	expect(page.querySelectorAll('.selected')).toHaveLength(6);
	press(document.activeElement!, 'c', { ctrlKey: true });
	await settled();
	expect(written.mock.calls).toEqual([["2007-01-15T23:59:59.250000Z\t'=cmd()\t1\n\ta b\t-2"]]);
	expect(textOf(find(page, '.whole'))).toBe(
		'6 cells copied, with a tab between two values. 1 value that a spreadsheet would run as a formula has an apostrophe before it.'
	);
	vi.unstubAllGlobals();
});

test('the mouse selects from cell to cell, and a press that selects opens nothing', () => {
	const { page, onrow } = table();
	const all = cells(page);
	const mouse = (type: string, options: PointerEventInit) =>
		new PointerEvent(type, { bubbles: true, pointerType: 'mouse', ...options });
	all[1]!.dispatchEvent(mouse('pointerdown', { button: 0 }));
	all[5]!.dispatchEvent(mouse('pointerover', { buttons: 1 }));
	flushSync();
	expect(page.querySelectorAll('.selected')).toHaveLength(4);
	all[5]!.click();
	expect(onrow).not.toHaveBeenCalled();
});

test('from its head a column is sorted, moved, sized, pinned and hidden by keys', async () => {
	const columnActs = acts();
	const page = show(DataTable, { label: 'Rows', columns, rows, columnActs, pinned: 1 });
	cells(page)[0]!.focus();
	press(cells(page)[0]!, 'ArrowUp');
	await settled();
	expect(textOf(document.activeElement)).toBe('ts UTC');
	press(document.activeElement!, 'ArrowRight', { altKey: true });
	press(document.activeElement!, 'ArrowRight', { shiftKey: true });
	const { layout } = columnActs;
	const laid = layout.laidOut(columns, [true, true, true]);
	expect(laid.shown).toEqual([1, 0, 2]);
	expect([...layout.sizes.keys()]).toEqual(['ts']);
	press(find(page, '[data-head="0"]'), 'x');
	click(page, '[role=menuitem]', 'Keep in sight at the left');
	press(find(page, '[data-head="0"]'), 'x');
	click(page, '[role=menuitem]', 'Hide');
	expect(layout.laidOut(columns, [true, true, true])).toMatchObject({ shown: [1, 2], hidden: 1 });
});

test('rows that are not at hand are asked for, and stand empty until they come', () => {
	const need = vi.fn();
	const many = { count: 1_000_000, at: (row: number) => (row === 0 ? rows[0]! : null), need };
	const page = show(DataTable, { label: 'Rows', columns, rows: many });
	expect(need).toHaveBeenCalledWith(0, expect.any(Number));
	expect(find(page, '[role=grid]').getAttribute('aria-rowcount')).toBe('1000001');
	expect(page.querySelectorAll('[data-line]').length).toBeLessThan(100);
	expect(find(page, '[data-line="1"]').getAttribute('aria-busy')).toBe('true');
});
