import { expect, test } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { alertRow } from '#test/support/page-samples.ts';
import { hunksOf, lineDiff } from './line-diff.ts';
import { copyOf, fileNames, fitText, shelfEntry } from './shelf-entry.ts';

const text = recipeText('block-listed-source');
const entryWith = (appliesTo: string[]) => ({
	...shelfEntry({ id: 'x', text, from: null, used: null }),
	appliesTo
});

test('a recipe is told with its title and question, and one that cannot be read with why', () => {
	const { title, question, failure } = shelfEntry({ id: 'x', text, from: null, used: null });
	expect([title, question, failure]).toEqual([
		readRecipe(text).title,
		readRecipe(text).question,
		null
	]);
	expect(shelfEntry({ id: 'x', text: 'no recipe', from: null, used: null }).failure).not.toBeNull();
});

test('whether a recipe fits the alert is said, and where it cannot be told that is said', () => {
	const told = [[], ['*'], [alertRow.signature!], ['another rule']].map((appliesTo) =>
		fitText(entryWith(appliesTo), alertRow)
	);
	expect(told).toEqual([
		'for any alert',
		'for any alert',
		'written for this alert',
		'not written for this alert'
	]);
	expect(fitText(entryWith(['a']), null)).toBe('no alert is picked');
	expect(fitText(entryWith(['a']), { ...alertRow, signature: null })).toContain('cannot be told');
});

test('a copy is a recipe of its own, under a title and an id that say so', () => {
	const copy = readRecipe(copyOf(text));
	expect(copy.title).toBe(`${readRecipe(text).title} (copy)`);
	expect(copy.id).toBe('block-listed-source-copy');
});

test('files of recipes have names of their own', () => {
	expect(fileNames([text, text, 'no recipe'])).toEqual([
		...['block-listed-source.md', 'block-listed-source-2.md', 'recipe.md']
	]);
});

test('a diff shows what was taken and what came, with what stands around it, and counts the rest', async () => {
	const before = Array.from({ length: 20 }, (_, i) => `line ${i}`);
	const after = before.with(10, 'another');
	const lines = await lineDiff(`${before.join('\n')}\n`, `${after.join('\n')}\n`);
	const { hunks, rest } = hunksOf(lines);
	expect(hunks).toHaveLength(1);
	expect(hunks[0]!.skipped).toBe(7);
	expect(hunks[0]!.lines.filter(({ kind }) => kind !== 'same')).toEqual([
		{ kind: 'removed', text: 'line 10' },
		{ kind: 'added', text: 'another' }
	]);
	expect(rest).toBe(6);
});
