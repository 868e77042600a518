import { expect, test } from 'vitest';
import { caseLinesOf, linesOf, lossOf, sizeOf, usageText } from './stored-words.ts';

const words = (one: string) => ({ title: one, one, many: `${one}s` });

const stored = {
	collections: [
		{
			collection: 'doors',
			words: words('door'),
			records: 2,
			bytes: 4_000_000,
			byCase: new Map([['own', { records: 1, bytes: 7 }]])
		},
		{ collection: 'pins', words: words('pin'), records: 0, bytes: 0, byCase: new Map() },
		{ collection: 'gates', words: words('gate'), records: 1, bytes: 900, byCase: new Map() }
	],
	databases: new Map([['case-1', 1_300_000_000]]),
	all: null
};

test('what is lost is told kind by kind, with how many of each, and no kind that there is nothing of', () => {
	const lines = linesOf(stored);
	expect(lines.map(({ bytes }) => bytes)).toEqual([4_000_000, 900, 1_300_000_000]);
	expect(lossOf(lines)).toBe('2 doors, 1 gate and the database on disk');
	expect(lossOf(linesOf({ ...stored, databases: new Map(), collections: [] }))).toBe('');
});

test('a browser that does not say how much room is taken is not guessed at', () => {
	expect(usageText(null)).toBe('The browser does not say how much room all of it takes.');
	expect(usageText(1_500_000)).toBe(
		'The browser counts 1.5 MB in all, with what it needs besides.'
	);
});

test('of a case what is its own alone is told, with its database on disk', () => {
	const own = caseLinesOf(stored, 'own');
	expect([lossOf(own), sizeOf(own)]).toEqual(['1 door', 7]);
	expect(lossOf(caseLinesOf(stored, 'case-1'))).toBe('the database on disk');
	expect(caseLinesOf(stored, 'case-2')).toEqual([]);
});
