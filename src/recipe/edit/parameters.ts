import type { Parameter } from '#cells/parameter.ts';
import { variableCallsIn } from '#engine/sql/variable-calls.ts';
import { Failure } from '#lib/failure.ts';
import { cellsOf } from '#notebook/notebook.ts';
import type { Change } from './change.ts';
import { valueCallEdits, type EditedRecipe } from './rename.ts';
import {
	entryEdit,
	mapOf,
	pairOf,
	removedPair,
	replaced,
	rootOf,
	scalarText,
	writtenEntryEdit
} from './yaml-edit.ts';

/** What is written of a parameter of the front matter, beside its name. */
export type ParameterField = 'type' | 'default' | 'label' | 'choices';

/** Gives a field of a parameter another value; none of it is checked here. */
export function parameterEdit(
	text: string,
	name: string,
	field: ParameterField,
	value: string | readonly string[]
): Change[] {
	return entryEdit(text, ['parameters', name, field], value);
}

/** A parameter that the recipe does not have yet: a text without a word. @throws `recipe not valid` where it has */
export function addParameterEdit({ text, notebook }: EditedRecipe, name: string): Change[] {
	checkFree(notebook.parameters, name);
	return writtenEntryEdit(text, ['parameters', name], '{ type: text, default: "" }');
}

/** Gives a parameter another name, which whatever asks for its value follows. @throws `recipe not valid` where it is taken */
export function renameParameterEdit(recipe: EditedRecipe, old: string, name: string): Change[] {
	const { text, notebook } = recipe;
	if (old === name) return [];
	checkFree(notebook.parameters, name);
	const front = rootOf(text);
	const map = mapOf(front, 'parameters');
	const own = map && pairOf(map, old);
	if (own === null) return [];
	return [
		replaced(text, own.key, front.at, scalarText(name)),
		...cellsOf(notebook).flatMap((cell) => valueCallEdits(text, cell, old, name))
	];
}

/** Takes a parameter out. @throws `recipe not valid` with the cells that ask for its value */
export function removeParameterEdit({ text, notebook }: EditedRecipe, name: string): Change[] {
	const asking = cellsOf(notebook).filter(({ sql }) =>
		variableCallsIn(sql).some((call) => call.name === name)
	);
	if (asking.length > 0)
		throw new Failure(
			'recipe not valid',
			`cells ask for the parameter ${name}: ${asking.map(({ spec }) => spec.id).join(', ')}`
		);
	const front = rootOf(text);
	const map = mapOf(front, 'parameters');
	return map === null ? [] : removedPair(text, map, front.at, name);
}

function checkFree(parameters: readonly Parameter[], name: string): void {
	const isTaken = parameters.some((each) => each.name === name);
	if (isTaken) throw new Failure('recipe not valid', `parameter taken: ${name}`);
}
