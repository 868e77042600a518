import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import type { PageOfRows } from '#ui/paged-rows.svelte.ts';
import type { ShownState } from '../shown.ts';
import table from './index.ts';
import View from './View.svelte';

const sql = 'SELECT name FROM hosts';

function shown(state: ShownState, names: readonly string[]) {
	const spec = table.read({ id: 'peers', attributes: new Map(), body: sql, line: 1 });
	const ask = vi.fn(async (_: string, { offset, limit }: PageOfRows) => ({
		columns: [{ name: 'name', type: 'text' as const }],
		rows: names.slice(offset, offset + limit).map((name) => [name])
	}));
	const cell = { spec, state, value: null, failure: null };
	return {
		page: show(View, { cell, ask, set: vi.fn(), select: () => null, packet: vi.fn() }),
		ask
	};
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

test('a table that cannot be asked yet asks nothing and says that it waits', async () => {
	const { page, ask } = shown('waiting', []);
	await drawn();
	expect(ask).not.toHaveBeenCalled();
	expect(textOf(page)).toBe('waiting');
});
