import type { CellSpot } from './cell-range.ts';

/** How many rows there are to move among, and columns. */
interface Grid {
	rows: number;
	columns: number;
	/** Row of what stands above all of them: -1 where the head can be reached, else 0. */
	first: number;
}

/** Rows that a page key goes. */
const PAGE = 10;

/** Where a key leads from a cell; null for keys that lead nowhere. */
export function moved(
	{ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
	at: CellSpot,
	{ rows, columns, first }: Grid
): CellSpot | null {
	const whole = ctrlKey || metaKey;
	const row = (to: number) => Math.max(first, Math.min(rows - 1, to));
	switch (key) {
		case 'ArrowDown':
			return { ...at, row: row(whole ? rows - 1 : at.row + 1) };
		case 'ArrowUp':
			return { ...at, row: whole ? Math.min(at.row, 0) : row(at.row - 1) };
		case 'PageDown':
			return { ...at, row: row(at.row + PAGE) };
		case 'PageUp':
			return { ...at, row: Math.min(at.row, Math.max(0, at.row - PAGE)) };
		case 'ArrowRight':
			return { ...at, column: Math.min(columns - 1, at.column + 1) };
		case 'ArrowLeft':
			return { ...at, column: Math.max(0, at.column - 1) };
		case 'Home':
			return { row: whole ? 0 : at.row, column: 0 };
		case 'End':
			return { row: whole ? rows - 1 : at.row, column: columns - 1 };
		default:
			return null;
	}
}
