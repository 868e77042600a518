import type { CellKind } from '#cells/cell.ts';
import { concludes } from '#cells/facets.ts';
import { shownCells, type Notebook } from '#notebook/notebook.ts';
import { attributeText } from '../info-string.ts';
import { fenceAround } from './sql.ts';

/** What a block is written from. */
export interface NewBlock {
	id: string | null;
	/** Beside the kind's own, in their order; null for a bare name. */
	attributes?: Readonly<Record<string, string | null>>;
	/** What stands in it; that of a new one of its kind where it is not said. */
	body?: string;
}

/** A block of a recipe, without the line end behind it. @throws `recipe not valid` where an attribute cannot be written */
export function blockText(kind: CellKind, { id, attributes = {}, body }: NewBlock): string {
	const own: [string, string | null] = [kind.name, id];
	const list = [own, ...Object.entries(attributes)].map(([name, value]) =>
		attributeText(name, value)
	);
	const inside = body ?? kind.draft.body;
	const fence = fenceAround(inside);
	const opening = `${fence}${kind.draft.language} {${list.join(' ')}}`;
	return [opening, ...(inside === '' ? [] : [inside]), fence].join('\n');
}

/** A new block of a kind in a recipe: with an id of its own, and all that a block of the kind must have. */
export function newBlock(kind: CellKind, notebook: Notebook): string {
	const id = freeId(kind.name, notebook);
	return blockText(kind, { id, attributes: requiredAttributes(kind, notebook) });
}

/** The attributes that a block of a kind must have, with what stands for each until somebody writes another. */
export function requiredAttributes(kind: CellKind, notebook: Notebook): Record<string, string> {
	const required = Object.entries(kind.attributes).flatMap(([name, attribute]) => {
		if (attribute.required === null) return [];
		const path = attribute.of === 'path' ? pathFor(kind, notebook) : null;
		return [[name, path ?? attribute.required.replace(/^"(.*)"$/, '$1')] as const];
	});
	return Object.fromEntries(required);
}

/** The first path, or of what sums a path up the first that nothing sums up yet. */
function pathFor(kind: CellKind, { paths, analysis }: Notebook): string | null {
	const isOpen = (name: string) => analysis.path(name).conclusion === null;
	const open = concludes(kind) ? paths.find(({ name }) => isOpen(name)) : undefined;
	return (open ?? paths[0])?.name ?? null;
}

/** An id that no cell of the recipe has; SQL can name it without quotes. */
export function freeId(like: string, notebook: Pick<Notebook, 'pieces' | 'parameters'>): string {
	const taken = new Set([
		...shownCells(notebook).map(({ spec }) => spec.id.toLowerCase()),
		...notebook.parameters.map(({ name }) => name)
	]);
	const stem = like.replace(/\W+/g, '_').replace(/_\d+$/, '');
	for (let n = 1; ; n++) if (!taken.has(`${stem}_${n}`.toLowerCase())) return `${stem}_${n}`;
}
