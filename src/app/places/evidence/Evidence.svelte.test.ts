import { expect, test, vi } from 'vitest';
import { click, expectAccessible, find, settled, show, textOf } from '#test/support/show.ts';
import Evidence from './Evidence.svelte';
import type { PinnedAnswer, PinnedRow } from '#investigation/pin.ts';

const common = {
	workspace: 'own',
	alertId: '0a1b2c3d4e5f-1',
	at: '2026-01-02T03:04:05.678Z',
	cell: 'firewalls',
	question: 'What did the firewalls log?',
	sql: 'SELECT 1 FROM firewall',
	parameters: { window: '1 hour' },
	sources: [{ name: 'fw-1.log', sha256: 'f1'.repeat(32) }],
	note: ''
};
const answer: PinnedAnswer = {
	...common,
	of: 'answer',
	id: 'a',
	outcome: 'clear',
	because: '2 records, both denied',
	rows: 2
};
const row: PinnedRow = {
	...common,
	of: 'row',
	id: 'r',
	columns: [
		{ name: 'action', type: 'text' },
		{ name: 'rule', type: 'text' },
		{ name: 'byte_offset', type: 'number' }
	],
	values: ['<b>deny</b>', null, 210n],
	place: { sourceId: 'f1f1f1f1f1f1', record: 3, offset: 210, length: 97 }
};

function open(pins: readonly (PinnedAnswer | PinnedRow)[], standing: readonly string[] = []) {
	const acts = {
		onstep: vi.fn(),
		hasBytes: () => true,
		onbytes: vi.fn(),
		onnote: vi.fn(),
		onunpin: vi.fn()
	};
	const standings = new Map([['a', standing]]);
	const steps = new Set(['firewalls']);
	return { acts, page: show(Evidence, { pins, standings, steps, ...acts }) };
}

test('without evidence one line tells how there comes to be some', () => {
	expect(textOf(open([]).page)).toContain('No evidence is pinned. e pins the answer of a step');
});

test('an answer and a row say what they are and what they stand on', () => {
	const { page } = open([answer, row]);
	const [first, second] = [...page.querySelectorAll('[data-pin]')].map(textOf);
	expect(first).toContain('clear');
	expect(first).toContain('2 records, both denied');
	expect(first).toContain('Pinned 2026-01-02 03:04:05 UTC');
	expect(first).toContain(`SHA-256 ${'f1'.repeat(32)}`);
	expect(first).toContain('window 1 hour');
	expect(second).toContain('action <b>deny</b>');
	expect(second).toContain('record 3 of fw-1.log');
	expect(second).toContain('97 B from byte 210');
	expect(second).not.toContain('rule');
	expect(page.querySelector('b')).toBeNull();
});

test('what is different now stands beside what was pinned', () => {
	const { page } = open([answer], ['The step answers otherwise now: concern, 1 allowed']);
	expect(textOf(find(page, '.standing'))).toBe(
		'The step answers otherwise now: concern, 1 allowed'
	);
	expect(textOf(page)).toContain('2 records, both denied');
});

test('it leads to the step and the bytes, takes a note, and is unpinned with the focus kept', async () => {
	const { page, acts } = open([row]);
	click(page, 'h3 button');
	click(page, 'button', 'Bytes');
	const note = find(page, 'input') as HTMLInputElement;
	note.value = ' seen by hand ';
	note.dispatchEvent(new Event('change', { bubbles: true }));
	click(page, 'button', 'Unpin');
	await settled();
	expect(acts.onstep.mock.calls).toEqual([['firewalls']]);
	expect(acts.onbytes.mock.calls).toEqual([[row]]);
	expect(acts.onnote.mock.calls).toEqual([[row, 'seen by hand']]);
	expect(acts.onunpin.mock.calls).toEqual([[row]]);
	expect(document.activeElement).toBe(find(page, 'section'));
});

test('nothing keeps anyone out', async () => {
	await expectAccessible(open([answer, row], ['fw-1.log is not loaded now.']).page);
});
