import { expect, test } from 'vitest';
import { linesOf, lossOf, usageText } from './stored-words.ts';

const words = (one: string) => ({ title: one, one, many: `${one}s` });

const stored = {
	collections: [
		{ collection: 'doors', words: words('door'), records: 2, bytes: 4_000_000 },
		{ collection: 'pins', words: words('pin'), records: 0, bytes: 0 },
		{ collection: 'gates', words: words('gate'), records: 1, bytes: 900 }
	],
	database: 1_300_000_000,
	all: null
};

test('what is lost is told kind by kind, with how many of each, and no kind that there is nothing of', () => {
	const lines = linesOf(stored);
	expect(lines.map(({ bytes }) => bytes)).toEqual([4_000_000, 900, 1_300_000_000]);
	expect(lossOf(lines)).toBe('2 doors, 1 gate and the database on disk');
	expect(lossOf(linesOf({ ...stored, database: null, collections: [] }))).toBe('');
});

test('a browser that does not say how much room is taken is not guessed at', () => {
	expect(usageText(null)).toBe('The browser does not say how much room all of it takes.');
	expect(usageText(1_500_000)).toBe(
		'The browser counts 1.5 MB in all, with what it needs besides.'
	);
});
