import { incidents } from '#datasets/incidents/index.ts';
import { formats } from '#datasets/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { jsonLine, type Print } from './output.ts';

/** `formats`: one JSON object a line. */
export async function listFormats(_: string[], print: Print): Promise<void> {
	for (const { name, title, tables, cannotKnow } of formats)
		await print(jsonLine({ name, title, tables, cannot_know: cannotKnow }));
}

/** `incidents`: one JSON object a line. */
export async function listIncidents(_: string[], print: Print): Promise<void> {
	for (const { name, title, question, recipe, sources } of incidents)
		await print(
			jsonLine({ name, title, question, recipe, sources: sources.map(({ file }) => file) })
		);
}

/** `recipes`: one JSON object a line. */
export async function listRecipes(_: string[], print: Print): Promise<void> {
	for (const id of recipeIds) {
		const { title, tags, appliesTo } = readRecipe(recipeText(id));
		await print(jsonLine({ id, title, tags, applies_to: appliesTo }));
	}
}
