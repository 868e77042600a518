import { afterEach, beforeEach, expect, test } from 'vitest';
import { press } from '#test/support/show.ts';
import { pressKey, type KeyEntry } from './keys.ts';

const done: string[] = [];

function entry(key: string, more: Partial<KeyEntry> = {}): KeyEntry {
	const does = [more.mod ? 'mod' : '', more.shift ? 'shift' : '', key].filter(Boolean).join(' ');
	return { key, does, act: () => done.push(does), ...more };
}

const entries = [
	entry('j'),
	entry('k', { mod: true }),
	entry('z', { mod: true, leavesText: true }),
	entry('z', { mod: true, shift: true, leavesText: true }),
	entry('F6', { within: '#alert' })
];

const heard = (event: KeyboardEvent) => pressKey(event, entries);

beforeEach(() => {
	done.length = 0;
	document.body.innerHTML = `<p id="page" tabindex="-1"></p>
		<section id="alert"><select id="category"></select></section>
		<input id="text"><input id="tick" type="checkbox"><select id="choice"></select>
		<div id="editor" contenteditable="true"></div><dialog open><p id="above"></p></dialog>`;
	document.addEventListener('keydown', heard);
});

afterEach(() => {
	document.removeEventListener('keydown', heard);
	document.body.replaceChildren();
});

function on(id: string, key: string, options: KeyboardEventInit = {}): string[] {
	done.length = 0;
	press(document.getElementById(id)!, key, options);
	return [...done];
}

test('undo and redo are told apart by Shift, with Control and with Command, and Caps Lock is no matter', () => {
	expect(on('page', 'z', { ctrlKey: true })).toEqual(['mod z']);
	expect(on('page', 'Z', { ctrlKey: true })).toEqual(['mod z']);
	expect(on('page', 'Z', { metaKey: true, shiftKey: true })).toEqual(['mod shift z']);
	expect(on('page', 'z')).toEqual([]);
	expect(on('page', 'z', { ctrlKey: true, altKey: true })).toEqual([]);
});

test('undo leaves text fields, the editor and what floats to themselves, and is heard on a choice', () => {
	for (const id of ['text', 'editor', 'above'])
		expect([id, on(id, 'z', { ctrlKey: true })]).toEqual([id, []]);
	for (const id of ['tick', 'choice'])
		expect([id, on(id, 'z', { ctrlKey: true })]).toEqual([id, ['mod z']]);
});

test('letters are keys beside fields, and text in them; the palette opens from anywhere', () => {
	expect(on('page', 'j')).toEqual(['j']);
	expect(on('text', 'j')).toEqual([]);
	expect(on('text', 'k', { ctrlKey: true })).toEqual(['mod k']);
});

test('a key of a place is heard there alone, on its fields too', () => {
	expect(on('alert', 'F6')).toEqual(['F6']);
	expect(on('category', 'F6')).toEqual(['F6']);
	expect(on('page', 'F6')).toEqual([]);
	expect(on('alert', 'F6', { ctrlKey: true })).toEqual([]);
});

test('a key of the place where the focus is comes before one of the page; Alt and Shift are told apart there', () => {
	const own = [
		...entries,
		entry('j', { within: '#alert', act: () => done.push('own j') }),
		entry('Enter', { within: '#alert' }),
		entry('Enter', { within: '#alert', shift: true }),
		entry('ArrowUp', { within: '#alert', alt: true, act: () => done.push('alt ArrowUp') })
	];
	const alone = (event: KeyboardEvent) => pressKey(event, own);
	document.removeEventListener('keydown', heard);
	document.addEventListener('keydown', alone);
	expect(on('alert', 'j')).toEqual(['own j']);
	expect(on('page', 'j')).toEqual(['j']);
	expect(on('category', 'j')).toEqual([]);
	expect(on('alert', 'Enter')).toEqual(['Enter']);
	expect(on('alert', 'Enter', { shiftKey: true })).toEqual(['shift Enter']);
	expect(on('alert', 'ArrowUp')).toEqual([]);
	expect(on('alert', 'ArrowUp', { altKey: true })).toEqual(['alt ArrowUp']);
	document.removeEventListener('keydown', alone);
});
