import * as v from 'valibot';
import { byTime, type Collection } from '../../services/storage/collection.ts';
import { maybeText, text } from '../../services/storage/schema-parts.ts';

/** A recipe of the shelf. The shipped ones are not kept: of those only when they were used. */
export interface KeptRecipe {
	id: string;
	/** The file as it stands. */
	text: string;
	/** What it came with, in words. */
	from: string;
	/** When it came onto the shelf, in ISO 8601. */
	added: string;
	/** When it was at hand last; null for never, and then it is shown before it runs. */
	used: string | null;
}

/** A recipe as one stretch of editing left it. */
export interface KeptVersion {
	id: string;
	/** That of its recipe on the shelf. */
	recipe: string;
	text: string;
	/** When the stretch began, and when it was edited last, in ISO 8601. */
	at: string;
	until: string;
}

export const keptRecipes: Collection<KeptRecipe> = {
	name: 'recipes',
	key: 'id',
	schema: v.looseObject({ id: text, text, from: text, added: text, used: maybeText }),
	words: { title: 'Recipes on the shelf', one: 'recipe', many: 'recipes' },
	keySays: false,
	compare: (a, b) => (a.added < b.added ? -1 : 1)
};

export const keptVersions: Collection<KeptVersion> = {
	name: 'recipe-versions',
	key: 'id',
	schema: v.looseObject({ id: text, recipe: text, text, at: text, until: text }),
	words: { title: 'Versions of recipes', one: 'version of a recipe', many: 'versions of recipes' },
	keySays: false,
	compare: byTime
};
