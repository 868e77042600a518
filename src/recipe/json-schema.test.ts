import { expect, it } from 'vitest';
import { recipeJsonSchema } from './json-schema.ts';

it('the published schema is the one that recipes are read by', async () => {
	const text = `${JSON.stringify(recipeJsonSchema(), null, '\t')}\n`;
	await expect(text).toMatchFileSnapshot('schema/recipe.schema.json');
});
