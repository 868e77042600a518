import type { Attribute, Named } from '#cells/cell.ts';
import { lists } from '#cells/facets.ts';
import type { Cell, Notebook, QuietCell } from '#notebook/notebook.ts';

/** Something that an attribute may be, or name. */
export interface OfferedName {
	value: string;
	/** What a person knows it by, where that is another word. */
	title: string | null;
}

type Around = Pick<Notebook, 'paths' | 'analysis'>;

/** What there is of the recipe to be named, by what it is. */
const named: Readonly<Record<Named, (around: Around) => readonly OfferedName[]>> = {
	path: ({ paths }) => paths.map(({ name, title }) => ({ value: name, title })),
	claim: ({ analysis }) =>
		analysis.claims.map(({ spec, claim }) => ({ value: spec.id, title: claim?.sentence ?? null })),
	cell: ({ analysis }) =>
		analysis.cells
			.filter(({ kind }) => lists(kind))
			.map(({ spec }) => ({ value: spec.id, title: null }))
};

/** What an attribute of a cell may be or name; empty where any text will do. */
export function optionsOf(
	{ words, of }: Pick<Attribute, 'words' | 'of'>,
	around: Around,
	cell: Pick<Cell | QuietCell, 'spec'>
): readonly OfferedName[] {
	const offered = of === null ? words.map(bare) : named[of](around);
	return offered.filter(({ value }) => of === null || of === 'path' || value !== cell.spec.id);
}

/** The names of a list as it is written. */
export function namesIn(value: string | null): string[] {
	return (value ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The list with a name added behind the others, or without it. */
export function toggled(value: string | null, name: string): string {
	const names = namesIn(value);
	const others = names.filter((other) => other !== name);
	return (others.length === names.length ? [...names, name] : others).join(',');
}

/** What stands in a list and is none of what may; it is shown, so that it can be taken out. */
export function withStrange(
	options: readonly OfferedName[],
	value: string | null
): readonly (OfferedName & { isKnown: boolean })[] {
	const strange = namesIn(value).filter((name) => !options.some((each) => each.value === name));
	return [
		...options.map((option) => ({ ...option, isKnown: true })),
		...strange.map((name) => ({ ...bare(name), isKnown: false }))
	];
}

function bare(value: string): OfferedName {
	return { value, title: null };
}
