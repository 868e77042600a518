import type { Attribute, Named } from '#cells/cell.ts';
import { lists } from '#cells/facets.ts';
import type { Notebook } from '#notebook/notebook.ts';

/** Something that an attribute may be, or name. */
export interface OfferedName {
	value: string;
	/** What a person knows it by, where that is another word. */
	title: string | null;
}

/** What of a recipe can be named. */
interface Around {
	paths: Notebook['paths'];
	analysis: Pick<Notebook['analysis'], 'cells' | 'claims'>;
}

/** What there is of the recipe to be named, by what it is. */
const named: Readonly<Record<Named, (around: Around) => readonly OfferedName[]>> = {
	path: ({ paths }) => paths.map(({ name, title }) => ({ value: name, title })),
	claim: ({ analysis }) =>
		analysis.claims.map(({ spec, claim }) => ({ value: spec.id, title: claim?.sentence ?? null })),
	cell: ({ analysis }) =>
		analysis.cells
			.filter(({ kind }) => lists(kind))
			.map(({ spec }) => ({ value: spec.id, title: null })),
	// Only the database knows those of a statement.
	column: () => []
};

/** What an attribute may be or name, but for the cell `own` that has it; empty where any text will do. */
export function optionsOf(
	{ words, of }: Pick<Attribute, 'words' | 'of'>,
	around: Around,
	own: string | null
): readonly OfferedName[] {
	const offered = of === null ? words.map(bare) : named[of](around);
	return offered.filter(({ value }) => of === null || of === 'path' || value !== own);
}

function bare(value: string): OfferedName {
	return { value, title: null };
}
