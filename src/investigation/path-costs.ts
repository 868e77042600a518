import type { Analysis } from '#notebook/analysis.ts';
import type { Cell, PathDefinition } from '#notebook/notebook.ts';

/** What is known of the run that cost something. */
interface Ran {
	analysis: Analysis;
	/** After how many steps the verdict of a path was decided; null where all were asked. */
	decided(path: string): number | null;
	/** Milliseconds of the machine that a cell took; null where it has no answer of now. */
	ms(cell: Cell): number | null;
}

/** What a path cost: its steps up to where its verdict was decided, and the claims that they lean on. */
export function costOf(path: PathDefinition, ran: Ran): number {
	return together(askedOn(path, ran), ran);
}

/** How much of that is of what one of the others asked as well: it is counted in both. */
export function sharedCostOf(
	path: PathDefinition,
	others: readonly PathDefinition[],
	ran: Ran
): number {
	const elsewhere = new Set(others.flatMap((other) => askedOn(other, ran)));
	const shared = askedOn(path, ran).filter((cell) => elsewhere.has(cell));
	return together(shared, ran);
}

function together(cells: readonly Cell[], { ms }: Ran): number {
	return cells.reduce((sum, cell) => sum + (ms(cell) ?? 0), 0);
}

function askedOn({ name }: PathDefinition, { analysis, decided }: Ran): Cell[] {
	const steps = analysis.path(name).steps.slice(0, decided(name) ?? undefined);
	return [...steps, ...new Set(steps.flatMap((cell) => analysis.of(cell).claims))];
}
