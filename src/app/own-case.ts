import { readRecipe } from '#recipe/read-recipe.ts';
import { OWN } from './case-address.ts';
import type { KeptInvestigation, Storage } from './services/storage.ts';
import type { OwnCase } from './services/case-state.ts';

/** What there is to go back to of the analyst's own; null where nothing is kept of it. */
export async function ownCaseIn(storage: Storage): Promise<OwnCase | null> {
	const [sources, investigation] = await Promise.all([
		storage.sources(),
		storage.investigation(OWN)
	]);
	if (sources.length === 0 && investigation === null) return null;
	return { files: sources.length, recipe: investigation && recipeTitle(investigation) };
}

/** Null where the recipe that was kept cannot be read any more. */
function recipeTitle({ recipeText }: KeptInvestigation): string | null {
	try {
		return readRecipe(recipeText).title;
	} catch {
		return null;
	}
}
