import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { startsFormula, takenText } from '../taken-text.ts';
import type { RowsAt } from './rows-at.ts';

/** A cell of a table: the index of its row, -1 for the head, and the place of its column. */
export interface CellSpot {
	row: number;
	column: number;
}

/** Cells from one corner to the other, both counted in. */
export interface Edges {
	top: number;
	bottom: number;
	left: number;
	right: number;
}

export function edgesOf(from: CellSpot, to: CellSpot): Edges {
	return {
		top: Math.min(from.row, to.row),
		bottom: Math.max(from.row, to.row),
		left: Math.min(from.column, to.column),
		right: Math.max(from.column, to.column)
	};
}

export function holds(edges: Edges | null, row: number, column: number): boolean {
	if (edges === null) return false;
	const { top, bottom, left, right } = edges;
	return row >= top && row <= bottom && column >= left && column <= right;
}

/** How many cells a range has. */
export function sizeOf({ top, bottom, left, right }: Edges): number {
	return (bottom - top + 1) * (right - left + 1);
}

/** What is taken of a range to be pasted elsewhere. */
export interface CopiedCells {
	/** A line for each row, a tab between two values; times are UTC with every microsecond, what is absent is nothing. */
	text: string;
	/** How many values have an apostrophe before them, since a spreadsheet would run them as a formula. */
	guarded: number;
}

/** @param shown the columns in their places. Null where a row of them is not at hand. */
export function copiedCells(
	rows: RowsAt,
	shown: readonly { column: ResultColumn; index: number }[],
	{ top, bottom, left, right }: Edges
): CopiedCells | null {
	const lines: string[] = [];
	let guarded = 0;
	for (let row = top; row <= bottom; row++) {
		const values = rows.at(row);
		if (values === null) return null;
		const texts = shown.slice(left, right + 1).map(({ column, index }) => {
			const text = pastedText(column, values[index] ?? null);
			if (!runsAsFormula(column, text)) return text;
			guarded++;
			return `'${text}`;
		});
		lines.push(texts.join('\t'));
	}
	return { text: lines.join('\n'), guarded };
}

/** What would end a cell or a line of what is pasted is a blank there. */
function pastedText(column: ResultColumn, value: Value): string {
	return takenText(column, value).replace(/[\t\r\n]+/g, ' ');
}

function runsAsFormula({ type }: ResultColumn, text: string): boolean {
	return type !== 'number' && startsFormula(text);
}
