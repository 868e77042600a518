import { bringParsers } from '#recipe/parsers.ts';
import { readRecipe } from '#recipe/read-recipe.ts';
import type { OwnCase, OwnCaseEntry } from './services/case-state.ts';
import type { KeptInvestigation, Storage } from './services/storage.ts';

/** What there is to go back to of a case of the analyst's own; null where nothing is kept of it. */
export async function ownCaseIn(
	storage: Storage,
	{ name, title }: OwnCaseEntry
): Promise<OwnCase | null> {
	const [sources, investigation] = await Promise.all([
		storage.sources(name),
		storage.investigation(name),
		bringParsers()
	]);
	if (sources.length === 0 && investigation === null) return null;
	return { title, files: sources.length, recipe: investigation && recipeTitle(investigation) };
}

/** Null where the recipe that was kept cannot be read any more. */
function recipeTitle({ recipeText }: KeptInvestigation): string | null {
	try {
		return readRecipe(recipeText).title;
	} catch {
		return null;
	}
}
