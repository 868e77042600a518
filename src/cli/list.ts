import { incidents } from '#datasets/incidents/index.ts';
import { formats } from '#datasets/index.ts';
import { recipeIds, recipeText } from '#datasets/recipes/index.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import { printJson } from './output.ts';

/** `formats`: one JSON object a line. */
export async function listFormats(): Promise<void> {
	for (const { name, title, tables, cannotKnow } of formats)
		await printJson({ name, title, tables, cannot_know: cannotKnow });
}

/** `incidents`: one JSON object a line. */
export async function listIncidents(): Promise<void> {
	for (const { name, title, question, recipe, sources } of incidents)
		await printJson({ name, title, question, recipe, sources: sources.map(({ file }) => file) });
}

/** `recipes`: one JSON object a line. */
export async function listRecipes(): Promise<void> {
	for (const id of recipeIds) {
		const { title, tags, appliesTo } = readRecipe(recipeText(id));
		await printJson({ id, title, tags, applies_to: appliesTo });
	}
}
