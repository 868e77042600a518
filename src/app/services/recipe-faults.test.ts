import { expect, it } from 'vitest';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { emptyBench } from '#test/support/evidence.ts';
import { RecipeFaults } from './recipe-faults.ts';
import type { SqlDeskOf } from './sql-desk.ts';

async function faults() {
	const { connection } = await emptyBench();
	const asked: string[] = [];
	const query = (sql: string) => {
		asked.push(sql);
		return connection.query(sql);
	};
	const of = { data: { views: [] }, sources: { query } } as unknown as SqlDeskOf;
	return { asked, faults: new RecipeFaults(of) };
}

it.each(recipeIds)('nothing is wrong in the statements of the recipe %s', async (id) => {
	const { faults: found } = await faults();
	expect(await found.in(readRecipe(recipeText(id)), () => true)).toEqual([]);
});

it('what is wrong in a text stands at its place in it, and of an edit that statement alone is asked about', async () => {
	const { asked, faults: found } = await faults();
	const text = recipeText(recipeIds[0]!);
	await found.in(readRecipe(text), () => true);
	const before = asked.length;
	const wrong = `${text}\n\`\`\`sql {query=last_one}\nSELECT nope FROM sessions\n\`\`\`\n`;
	expect(await found.in(readRecipe(wrong), () => true)).toEqual([
		{ message: expect.stringContaining('no column nope in sessions'), from: wrong.indexOf('nope') }
	]);
	expect(asked.length - before).toBe(1);
});

it('of a text that is another by now nothing more is asked', async () => {
	const { asked, faults: found } = await faults();
	expect(await found.in(readRecipe(recipeText(recipeIds[0]!)), () => false)).toEqual([]);
	expect(asked).toEqual([]);
});
