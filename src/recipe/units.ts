import type { Root } from 'mdast';
import type { Cell, Notebook, Problem, Prose, QuietCell } from '#notebook/notebook.ts';
import { parsers } from './parsers.ts';

/** A part of the file that stands, is edited and is moved as one; offsets into the file, without the blank lines around it. */
export type Unit = ProseUnit | CellUnit | UnreadUnit;

interface Ranged {
	from: number;
	to: number;
}

/** Prose up to the next heading. */
export interface ProseUnit extends Ranged {
	type: 'prose';
	/** Markdown as written. */
	text: string;
}

export interface CellUnit extends Ranged {
	type: 'cell';
	cell: Cell | QuietCell;
}

/** A block that is meant to be a cell and could not be read. */
export interface UnreadUnit extends Ranged {
	type: 'unread';
	/** As written, with its fences. */
	text: string;
	problem: Problem;
}

/** The body of a recipe in the order of its file. */
export function unitsOf({ pieces, problems }: Pick<Notebook, 'pieces' | 'problems'>): Unit[] {
	return pieces.flatMap((piece): Unit[] => {
		if (piece.type === 'prose') return proseUnits(piece, problems);
		const { from, to } = piece;
		return [{ type: 'cell', cell: piece, from, to }];
	});
}

type Node = Root['children'][number];

function proseUnits({ text, from }: Prose, problems: readonly Problem[]): Unit[] {
	const units: Unit[] = [];
	for (const node of parsers().fromMarkdown(text).children) {
		const range = rangeOf(node, from);
		const problem = problems.find((each) => each.from === range.from && each.to === range.to);
		const written = (start: number) => text.slice(start - from, range.to - from);
		const last = units.at(-1);
		if (problem !== undefined)
			units.push({ type: 'unread', problem, ...range, text: written(range.from) });
		else if (last?.type === 'prose' && node.type !== 'heading')
			units.splice(-1, 1, { ...last, to: range.to, text: written(last.from) });
		else {
			const start = lineStart(text, range.from - from) + from;
			units.push({ type: 'prose', from: start, to: range.to, text: written(start) });
		}
	}
	return units;
}

function rangeOf({ position }: Node, from: number): Ranged {
	return { from: from + position!.start.offset!, to: from + position!.end.offset! };
}

/** Blanks in front of the first word may mean something, as those of code that is indented. */
function lineStart(text: string, at: number): number {
	const start = text.lastIndexOf('\n', at - 1) + 1;
	return text.slice(start, at).trim() === '' ? start : at;
}
