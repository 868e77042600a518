import { lists } from '#cells/facets.ts';
import { Failure } from '#lib/failure.ts';
import { cellsOf, type Notebook } from './notebook.ts';

/**
 * A query of the name of a source would hide it from the cells that read it, and nobody could tell which of the
 * two they meant. @param sources the names of the sources' own views
 * @throws `recipe not valid` with the line of the first such query
 */
export function checkHidden(notebook: Notebook, sources: readonly string[]): void {
	const names = new Set(sources.map((name) => name.toLowerCase()));
	const hiding = cellsOf(notebook).find(
		({ kind, spec }) => lists(kind) && names.has(spec.id.toLowerCase())
	);
	if (hiding === undefined) return;
	const { line, spec } = hiding;
	throw new Failure(
		'recipe not valid',
		`line ${line}: the query hides a source of the same name, so nothing was run: ${spec.id}`
	);
}
