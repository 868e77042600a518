import { expect, test } from 'vitest';
import { shapesOf } from '#test/support/kept-shapes.ts';
import { keptCategories } from './kept-categories.ts';

test('a category that nobody knows is none', () => {
	const { fits, key } = shapesOf(keptCategories);
	const category = { workspace: 'own', alertId: 'x-1', name: 'VI' };
	expect([fits(category), key(category)]).toEqual([true, ['own', 'x-1']]);
	for (const name of ['XII', 4]) expect(fits({ ...category, name })).toBe(false);
});
