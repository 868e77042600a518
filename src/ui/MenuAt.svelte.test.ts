import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { click, expectAccessible, find, press, show, textOf } from '#test/support/show.ts';
import Menu from './Menu.svelte';
import MenuAt from './MenuAt.svelte';

function menu() {
	const at = document.createElement('button');
	document.body.append(at);
	at.focus();
	const acts = { first: vi.fn(), told: vi.fn(), last: vi.fn(), only: vi.fn() };
	const onclose = vi.fn();
	const groups = [
		[
			{ name: 'first', title: 'First', of: 'with <b>it</b>', note: '12', act: acts.first },
			{ name: 'told', title: 'Only said', disabled: true, act: acts.told }
		],
		[{ name: 'only', title: 'Only some', checked: false, act: acts.only }],
		[{ name: 'last', title: 'Last', note: null, act: acts.last }]
	];
	const page = show(MenuAt, { label: 'Menu', at, groups, onclose });
	return { page, at, acts, onclose };
}

const focused = () => (document.activeElement as HTMLElement).dataset.item;

function go(...keys: string[]): (string | undefined)[] {
	return keys.map((key) => {
		press(document.activeElement!, key);
		return focused();
	});
}

test('the first entry has the focus, and arrows go round through all of them', () => {
	menu();
	expect(focused()).toBe('first');
	expect(go('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')).toEqual([
		'told',
		'only',
		'last',
		'first'
	]);
	expect(go('ArrowUp', 'Home', 'End')).toEqual(['last', 'first', 'last']);
});

test('Escape and Tab close it, and mean nothing below it', () => {
	const { onclose } = menu();
	const below = vi.fn();
	document.addEventListener('keydown', below, { once: true });
	press(document.activeElement!, 'Escape');
	press(document.activeElement!, 'Tab');
	expect(onclose).toHaveBeenCalledTimes(2);
	expect(below).not.toHaveBeenCalled();
	document.removeEventListener('keydown', below);
});

test('an entry closes it before it acts; what is on or off leaves it open', () => {
	const { page, acts, onclose } = menu();
	click(page, '[role=menuitemcheckbox]');
	expect(acts.only).toHaveBeenCalledOnce();
	expect(onclose).not.toHaveBeenCalled();
	click(page, '[data-item=last]');
	expect(onclose.mock.invocationCallOrder[0]).toBeLessThan(acts.last.mock.invocationCallOrder[0]!);
});

test('what only says something does nothing', () => {
	const { page, acts, onclose } = menu();
	click(page, '[data-item=told]');
	expect(acts.told).not.toHaveBeenCalled();
	expect(onclose).not.toHaveBeenCalled();
});

test('a count stands where it is known, and what a log holds stays text', () => {
	const { page } = menu();
	expect(textOf(find(page, '[data-item=first]'))).toBe('First with <b>it</b> 12');
	expect(textOf(find(page, '[data-item=last]'))).toBe('Last');
});

test('nothing keeps anyone out', async () => {
	await expectAccessible(menu().page);
});

test('a menu under a button gives the focus back to it', () => {
	const act = vi.fn();
	const page = show(Menu, { label: 'Share', items: [{ name: 'file', title: 'As a file', act }] });
	const button = find(page, 'button');
	button.click();
	flushSync();
	expect(focused()).toBe('file');
	press(document.activeElement!, 'Escape');
	expect(document.activeElement).toBe(button);
	expect(page.querySelector('[role=menu]')).toBeNull();
	button.click();
	flushSync();
	click(page, '[role=menuitem]');
	expect(act).toHaveBeenCalledOnce();
	expect(document.activeElement).toBe(button);
});
