import { isMap, type YAMLMap } from 'yaml';
import { Failure } from '#lib/failure.ts';
import { shownCells, type Need, type PathDefinition } from '#notebook/notebook.ts';
import type { Change } from './change.ts';
import { namesEdit, type EditedRecipe } from './rename.ts';
import {
	addedPair,
	entryEdit,
	fieldEdit,
	mapOf,
	pairOf,
	removedPair,
	replaced,
	rootOf,
	scalarText,
	valueText
} from './yaml-edit.ts';

/**
 * Gives a field of the front matter another value, or the front matter a field that it does not have; what stands
 * beside it keeps its bytes. @param value of text or a list of texts
 */
export function frontEdit(
	text: string,
	field: string,
	value: string | readonly string[]
): Change[] {
	return fieldEdit(text, rootOf(text), field, valueText(value));
}

/** Adds a path that the recipe does not have. @throws `recipe not valid` where it has */
export function addPathEdit(text: string, name: string, title: string): Change[] {
	const front = rootOf(text);
	const written = `${scalarText(name)}: { title: ${scalarText(title)} }`;
	const paths = mapOf(front, 'paths');
	if (paths === null || paths.items.length === 0)
		return fieldEdit(text, front, 'paths', `{ ${written} }`);
	checkFree(paths, name);
	return [addedPair(text, paths, front.at, written)];
}

/** Gives a path another name, which cells that stand on it follow. @throws `recipe not valid` where it is taken */
export function renamePathEdit(recipe: EditedRecipe, old: string, name: string): Change[] {
	const { text } = recipe;
	const front = rootOf(text);
	const paths = mapOf(front, 'paths');
	const own = paths && pairOf(paths, old);
	if (paths === null || own === null || old === name) return [];
	checkFree(paths, name);
	const renamed = replaced(text, own.key, front.at, scalarText(name));
	return [renamed, ...namesEdit(recipe, 'path', old, name)];
}

/** Another title of a path. */
export function pathTitleEdit(text: string, path: string, title: string): Change[] {
	const front = rootOf(text);
	const paths = mapOf(front, 'paths');
	const own = paths && pairOf(paths, path)?.value;
	const value = isMap(own) ? pairOf(own, 'title')?.value : null;
	return value ? [replaced(text, value, front.at, scalarText(title))] : [];
}

/** Whether a path stops once its verdict is decided, or runs to its end. */
export function pathStopEdit(text: string, path: string, stop: PathDefinition['stop']): Change[] {
	return entryEdit(text, ['paths', path, 'stop'], stop);
}

/** Takes a path out. @throws `recipe not valid` with the cells that stand on it */
export function removePathEdit({ text, notebook }: EditedRecipe, path: string): Change[] {
	const on = shownCells(notebook).filter(({ spec }) => spec.paths.includes(path));
	if (on.length > 0)
		throw new Failure(
			'recipe not valid',
			`cells stand on the path ${path}: ${on.map(({ spec }) => spec.id).join(', ')}`
		);
	const front = rootOf(text);
	const paths = mapOf(front, 'paths');
	return paths === null ? [] : removedPair(text, paths, front.at, path);
}

/** Other tables and columns without which the recipe says little. */
export function needsEdit(text: string, needs: readonly Need[]): Change[] {
	const tables = needs.map(({ table }) => table);
	const hasColumns = needs.some(({ columns }) => columns.length > 0);
	const entries = needs.map(({ table, columns }) => `${table}: ${valueText(columns)}`);
	const written = hasColumns ? `{ ${entries.join(', ')} }` : valueText(tables);
	return fieldEdit(text, rootOf(text), 'needs', written);
}

function checkFree(paths: YAMLMap, name: string): void {
	if (pairOf(paths, name) !== null) throw new Failure('recipe not valid', `path taken: ${name}`);
}
