import { beforeEach, expect, test } from 'vitest';
import { recipeText } from '#datasets/recipes/index.ts';
import { memoryStorage } from '../../services/storage.ts';
import { RecipeShelf } from './recipe-shelf.ts';

const first = recipeText('block-listed-source');
const edit = (words: string) => first.replace(/^title: .*$/m, `title: ${words}`);

let now = 0;
let shelf: RecipeShelf;

beforeEach(() => {
	now = Date.UTC(2026, 0, 1);
	shelf = new RecipeShelf(Promise.resolve(memoryStorage()), () => now);
});

async function versions(): Promise<string[]> {
	const [recipe] = await shelf.all();
	const all = await shelf.versionsOf(recipe!.id);
	return all.map(({ text }) => /^title: (.*)$/m.exec(text)![1]!);
}

test('a shipped recipe that is not edited takes no place on the shelf', async () => {
	await shelf.heed(first, first, null);
	expect(await shelf.all()).toEqual([]);
});

test('a stretch of editing is one version, the next one another, and what was before is the first', async () => {
	for (const words of ['a', 'ab', 'abc']) {
		now += 60_000;
		await shelf.heed(first, edit(words), 'edited here');
	}
	now += 3_600_000;
	await shelf.heed(first, edit('later'), 'edited here');
	const [recipe, ...more] = await shelf.all();
	expect(more).toEqual([]);
	expect(recipe).toMatchObject({ text: edit('later'), from: 'edited here' });
	expect((await versions()).slice(1)).toEqual(['abc', 'later']);
	expect((await shelf.versionsOf(recipe!.id))[0]!.text).toBe(first);
});

test('a recipe from elsewhere is known again by its text, with what it came with', async () => {
	const link = edit('by link');
	await shelf.heed(link, link, 'the link');
	await shelf.heed(link, link, 'the file x.md');
	expect(await shelf.all()).toMatchObject([{ text: link, from: 'the link' }]);
	expect(await shelf.versionsOf((await shelf.all())[0]!.id)).toEqual([]);
});

test('what is deleted comes back with its versions', async () => {
	await shelf.heed(first, edit('a'), 'edited here');
	const [recipe] = await shelf.all();
	const dropped = await shelf.drop(recipe!.id);
	expect(await shelf.all()).toEqual([]);
	expect(await shelf.versionsOf(recipe!.id)).toEqual([]);
	await shelf.put(recipe!, dropped);
	expect(await shelf.versionsOf(recipe!.id)).toEqual(dropped);
});
