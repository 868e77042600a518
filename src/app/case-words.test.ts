import { expect, test } from 'vitest';
import { ownCaseText, tabTitle } from './case-words.ts';

const own = { title: 'Own case' } as Parameters<typeof tabTitle>[0];

test('the tab’s title says which case it is and which alert', () => {
	expect(tabTitle(own, 'A rule')).toBe('Own case · A rule · Lookdeeper');
	expect(tabTitle(own, null)).toBe('Own case · Lookdeeper');
});

test('a signature in the title is one short line, whatever stands in it', () => {
	expect(tabTitle(own, 'exe\u202Efdp\u0007\n next')).toBe('Own case · exe fdp next · Lookdeeper');
	expect(tabTitle(own, 'x'.repeat(5_000))).toBe(`Own case · ${'x'.repeat(80)}… · Lookdeeper`);
});

test('the way back says what it leads to', () => {
	expect(ownCaseText({ title: 'mail-1', files: 3, recipe: 'Port probed' })).toBe(
		'“mail-1”, 3 files, recipe “Port probed”'
	);
	expect(ownCaseText({ title: 'Own case', files: 1, recipe: null })).toBe('“Own case”, 1 file');
});
