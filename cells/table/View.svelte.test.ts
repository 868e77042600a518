import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { Choice, Picked, ShownState } from '../shown.ts';
import table from './index.ts';
import View from './View.svelte';

const sql = 'SELECT name FROM hosts';

function shown(state: ShownState, names: readonly string[], chosen: readonly Choice[] = []) {
	const spec = table.read({ id: 'peers', attributes: new Map(), body: sql, line: 1 });
	const ask = vi.fn(async (_: string, { offset, limit }: PageOfRows) => ({
		columns: [{ name: 'name', type: 'text' as const }],
		rows: names.slice(offset, offset + limit).map((name) => [name])
	}));
	const picked: Picked[] = [];
	const select = (one: Picked) => () => void picked.push(one);
	const cell = { spec, state, value: null, failure: null, chosen };
	return { page: show(View, { cell, ask, set: vi.fn(), select, packet: vi.fn() }), ask, picked };
}

async function drawn(): Promise<void> {
	await new Promise((done) => setTimeout(done));
	flushSync();
}

test('a table shows the rows of its query, and what looks like mark-up in them is text', async () => {
	const { page, ask } = shown('done', ['<img src=x onerror=alert(1)>']);
	await drawn();
	expect(ask.mock.calls[0]![0]).toBe(sql);
	expect(page.querySelector('img')).toBeNull();
	expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
	await expectAccessible(page);
});

test('a table asks for a page of rows, and for the next where a person goes on', async () => {
	const { page, ask } = shown(
		'done',
		Array.from({ length: 501 }, (_, i) => `host-${i}`)
	);
	await drawn();
	find(page, '[role=gridcell]').focus();
	press(document.activeElement!, 'End', { ctrlKey: true });
	await drawn();
	const pages = ask.mock.calls.filter(([, { around }]) => around === undefined);
	expect(pages.map(([, { offset }]) => offset)).toEqual([0, 500]);
});

test('Space selects the value in focus on all of the page, Ctrl+Space beside others, and what is chosen is marked', async () => {
	const column = { name: 'name', type: 'text' } as const;
	const choice = (is: string) => [{ column, wanted: { is } }];
	const { page, picked } = shown('done', ['a', 'b', 'a'], [choice('a')]);
	await drawn();
	const cells = [...page.querySelectorAll<HTMLElement>('[data-line] > [role=gridcell]')];
	expect(cells.map((cell) => cell.getAttribute('aria-current'))).toEqual(['true', null, 'true']);
	cells[1]!.focus();
	press(cells[1]!, ' ');
	press(cells[1]!, ' ', { ctrlKey: true });
	expect(picked).toEqual([
		{ choice: choice('b'), adds: false },
		{ choice: choice('b'), adds: true }
	]);
});

test('a table that cannot be asked yet asks nothing and says that it waits', async () => {
	const { page, ask } = shown('waiting', []);
	await drawn();
	expect(ask).not.toHaveBeenCalled();
	expect(textOf(page)).toBe('waiting');
});

test('other rows are selected: the value in focus stays in focus and the table where it was scrolled to', async () => {
	const spec = table.read({ id: 'peers', attributes: new Map(), body: sql, line: 1 });
	const held: (() => void)[] = [];
	let names = ['a', 'b', 'c', 'd', 'e', 'f'];
	const ask = async (_: string, { offset, limit }: PageOfRows) => {
		const rows = names.slice(offset, offset + limit).map((name) => [name]);
		if (held.length > 0) await new Promise<void>((go) => held.push(go));
		return { columns: [{ name: 'name', type: 'text' as const }], rows };
	};
	const cell = { spec, state: 'done' as const, value: null, failure: null };
	const props = $state({
		...{ cell, ask, set: vi.fn(), select: () => null, packet: vi.fn() },
		selected: ''
	});
	const page = show(View, props);
	await drawn();
	const valueOf = (line: number) => find(page, `[data-line="${line}"] > [role=gridcell]`);
	const scrolls = page.querySelector<HTMLElement>('.scroller')!;
	valueOf(2).focus();
	valueOf(2).dispatchEvent(new Event('focusin', { bubbles: true }));
	expect(textOf(document.activeElement)).toBe('c');
	scrolls.scrollTop = 30;
	names = ['a', 'c', 'f', 'g'];
	held.push(() => undefined);
	props.selected = "name > 'b'";
	await drawn();
	expect(textOf(document.activeElement)).toBe('c');
	held.splice(0).forEach((go) => go());
	await drawn();
	expect(document.activeElement).toBe(valueOf(2));
	expect(textOf(valueOf(2))).toBe('f');
	expect([scrolls.isConnected, scrolls.scrollTop]).toEqual([true, 30]);
	names = ['z'];
	props.selected = "name = 'z'";
	await drawn();
	expect(document.activeElement).toBe(valueOf(0));
});
