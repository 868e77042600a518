import { Failure } from '#lib/failure.ts';

/** Every Markdown file here is a recipe that is shipped; its name is its id. */
const files = import.meta.glob<string>('./*.md', { eager: true, query: '?raw', import: 'default' });

/** Ids of the shipped recipes. */
export const recipeIds: readonly string[] = Object.keys(files)
	.map((path) => path.slice('./'.length, -'.md'.length))
	.sort();

/** The recipe that fits any alert: where nobody has chosen one, it is the first. */
export const anyAlertRecipe = 'generic-alert';

/** The text of a shipped recipe; a `usage` failure that lists the ids where there is none. */
export function recipeText(id: string): string {
	const text = files[`./${id}.md`];
	if (text !== undefined) return text;
	throw new Failure('usage', `recipe not known: ${id}; known are ${recipeIds.join(', ')}`);
}
