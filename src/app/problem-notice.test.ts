import { expect, it } from 'vitest';
import { problemNotice } from './problem-notice.ts';

const problem = { message: 'unknown path: slow', line: 12, from: 0, to: 1 };

it('a problem of a recipe is told with its line, and that the rest runs', () => {
	expect(problemNotice([problem])).toBe(
		'the recipe has a problem in line 12, and the rest of it runs: unknown path: slow'
	);
});

it('of several problems the first is told, and how many there are', () => {
	expect(problemNotice([{ ...problem, line: null }, problem])).toBe(
		'the recipe has 2 problems, and the rest of it runs; the first: unknown path: slow'
	);
});

it('nothing is said of a recipe without problems', () => expect(problemNotice([])).toBe(null));
