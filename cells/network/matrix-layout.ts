import { LETTER } from '#ui/drawings/shortened.ts';
import { endText } from './say.ts';
import type { DrawnNetwork } from './network.ts';

const HEAD = 22;
const AXIS = 18;
const ROW = 14;
const LONGEST = 0.3;
const TALLEST_NAMES = 120;
/** Pixels of a column in which a name can be read on its side. */
const READABLE = 11;

export interface MatrixLayout {
	height: number;
	/** Where the cells begin, and how large each is. */
	left: number;
	top: number;
	column: number;
	row: number;
	/** Ends that began anything, and those that were addressed, by their indices; and where each stands. */
	sources: readonly number[];
	targets: readonly number[];
	rowOf: ReadonlyMap<number, number>;
	columnOf: ReadonlyMap<number, number>;
	/** Whether the columns have names. */
	named: boolean;
}

/** Where everything of a matrix stands: a row for each that began, a column for each that was addressed. */
export function matrixLayout({ ends }: Pick<DrawnNetwork, 'ends'>, width: number): MatrixLayout {
	const sources = [...ends.keys()].filter((i) => ends[i]!.out.rows > 0);
	const targets = [...ends.keys()].filter((i) => ends[i]!.in.rows > 0);
	const longest = (of: readonly number[]) =>
		Math.max(0, ...of.map((i) => endText(ends[i]!).length)) * LETTER;
	const left = Math.ceil(Math.min(width * LONGEST, longest(sources))) + 8;
	const column = Math.min(ROW, (width - left) / Math.max(1, targets.length));
	const named = column >= READABLE;
	const words = named ? Math.ceil(Math.min(TALLEST_NAMES, longest(targets))) + 8 : 0;
	const top = HEAD + AXIS + words;
	return {
		height: top + sources.length * ROW + 4,
		left,
		top,
		column,
		row: ROW,
		sources,
		targets,
		rowOf: new Map(sources.map((end, i) => [end, i])),
		columnOf: new Map(targets.map((end, i) => [end, i])),
		named
	};
}

/** The corner of the cell of a link. */
export function cellOf(
	{ left, top, column, row, rowOf, columnOf }: MatrixLayout,
	{ source, target }: { source: number; target: number }
): { x: number; y: number } {
	return { x: left + columnOf.get(target)! * column, y: top + rowOf.get(source)! * row };
}

/** How strongly a link is inked: by the order of magnitude, for few are thousands of times as heavy as the most. */
export function inkOfLink(weight: number, most: number): number {
	if (most <= 0) return 0.14;
	return 0.14 + 0.86 * (Math.log1p(weight) / Math.log1p(most));
}
