import { expect, test, vi } from 'vitest';
import { expectAccessible, find, show, textOf } from '#test/support/show.ts';
import note from './index.ts';
import View from './View.svelte';

function shown(body: string): HTMLElement {
	const spec = note.read({ id: 'why', attributes: new Map(), body, line: 1 });
	const cell = { spec, state: 'done' as const, value: null, failure: null };
	return show(View, { cell, ask: vi.fn(), set: vi.fn(), select: () => null, packet: vi.fn() });
}

test('a note is shown as its Markdown says', async () => {
	const page = shown('The scan is **older** than the rules.\n\n- ask the owner');
	expect(textOf(find(page, 'strong'))).toBe('older');
	expect(textOf(find(page, 'li'))).toBe('ask the owner');
	await expectAccessible(page);
});

test('what looks like mark-up in a note stays text, and no address of a script is a link', () => {
	const page = shown('<img src=x onerror=alert(1)> [press](javascript:alert(1))');
	expect(page.querySelector('img, a, script')).toBeNull();
	expect(textOf(page)).toContain('<img src=x onerror=alert(1)>');
});
