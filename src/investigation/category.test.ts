import { expect, test } from 'vitest';
import { categories, categorySentence, categoryText } from './category.ts';

test('each of Sguil’s nine keys has one category, with a name of its own', () => {
	expect(categories.map(({ key }) => key)).toEqual(
		[1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `F${number}`)
	);
	expect(new Set(categories.map(({ name }) => name)).size).toBe(9);
});

test('a category reads as its number with its meaning, or as a word alone', () => {
	expect(categoryText('VI')).toBe('VI: reconnaissance, probes or scans');
	expect(categoryText('escalated')).toBe('escalated');
});

test('what is said names the alert, the category, and whether it is there again', () => {
	const said = (...of: [Parameters<typeof categorySentence>[1], boolean]) =>
		categorySentence('The alert', ...of);
	expect(said('VII', false)).toBe('The alert is in category VII: virus infection.');
	expect(said('II', true)).toBe('The alert is in category II again: unauthorized user access.');
	expect(said('no action', false)).toBe('The alert needs no further action.');
	expect(said('escalated', true)).toBe('The alert is escalated again.');
	expect(said(null, true)).toBe('The alert has no category again.');
});
