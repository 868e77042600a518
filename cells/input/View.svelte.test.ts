import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { expectAccessible, find, show, textOf } from '#test/support/show.ts';
import input from './index.ts';
import View from './View.svelte';

function shown(attributes: Record<string, string>, value: string | null, failure: string | null) {
	const set = vi.fn();
	const block = {
		id: 'severity',
		attributes: new Map(Object.entries(attributes)),
		body: '',
		line: 1
	};
	const told = failure === null ? null : { message: failure, position: null };
	const cell = { spec: input.read(block), state: 'done' as const, value, failure: told };
	return {
		page: show(View, { cell, ask: vi.fn(), set, select: () => null, packet: vi.fn() }),
		set
	};
}

test('an input has its default until it is set, and sets what is typed', async () => {
	const { page, set } = shown({ default: '3', label: 'Severity that counts' }, null, null);
	const field = find(page, 'input') as HTMLInputElement;
	expect(field.value).toBe('3');
	expect(textOf(find(page, 'label'))).toBe('Severity that counts');
	field.value = '2';
	field.dispatchEvent(new Event('change', { bubbles: true }));
	flushSync();
	expect(set.mock.calls).toEqual([['2']]);
	await expectAccessible(page);
});

test('an input with choices offers them', () => {
	const { page, set } = shown({ default: '3', choices: '1,2,3' }, '2', null);
	const field = find(page, 'select') as HTMLSelectElement;
	expect(field.value).toBe('2');
	field.value = '1';
	field.dispatchEvent(new Event('change', { bubbles: true }));
	expect(set.mock.calls).toEqual([['1']]);
});

test('what the database says against the value of an input stands at it', () => {
	const { page } = shown({ default: '3' }, '3', 'could not convert "three"');
	expect(textOf(find(page, '[role=alert]'))).toBe('Not taken as number: could not convert "three"');
});
