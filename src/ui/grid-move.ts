import type { Line } from './table-view.ts';

/** A cell of a table: the index of its line, and of its column. */
export interface GridSpot {
	line: number;
	column: number;
}

/** Rows that a page key goes. */
const PAGE = 10;

/** Where a key leads from a cell, over the dates that stand between rows; null for keys that lead nowhere. */
export function moved(
	{ key, ctrlKey, metaKey }: KeyboardEvent,
	at: GridSpot,
	lines: readonly Line[],
	columns: number
): GridSpot | null {
	const whole = ctrlKey || metaKey;
	const row = (from: number, way: number) => nextRow(lines, at, from, way);
	switch (key) {
		case 'ArrowDown':
			return { ...at, line: row(at.line + 1, 1) };
		case 'ArrowUp':
			return { ...at, line: row(at.line - 1, -1) };
		case 'PageDown':
			return { ...at, line: row(at.line + PAGE, -1) };
		case 'PageUp':
			return { ...at, line: row(at.line - PAGE, 1) };
		case 'ArrowRight':
			return { ...at, column: Math.min(columns - 1, at.column + 1) };
		case 'ArrowLeft':
			return { ...at, column: Math.max(0, at.column - 1) };
		case 'Home':
			return { line: whole ? row(0, 1) : at.line, column: 0 };
		case 'End':
			return { line: whole ? lines.length - 1 : at.line, column: columns - 1 };
		default:
			return null;
	}
}

function nextRow(lines: readonly Line[], at: GridSpot, from: number, way: number): number {
	let line = Math.max(0, Math.min(lines.length - 1, from));
	while (lines[line]?.type === 'date') line += way;
	return lines[line] === undefined ? at.line : line;
}
