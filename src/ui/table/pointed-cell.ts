import type { CellSpot } from './cell-range.ts';
import type { GridCursor } from './grid-cursor.svelte.ts';

/** The cell that an event is about; null where it is about none. */
function cellOf(event: Event): CellSpot | null {
	const cell = (event.target as Element).closest<HTMLElement>('[role=gridcell]');
	const row = cell?.parentElement?.dataset.line;
	return cell === null || row === undefined
		? null
		: { row: Number(row), column: Number(cell.dataset.column) };
}

/** A button goes down: what is selected begins here, or with Shift ends here. True where it is on a cell. */
export function pointDown(event: PointerEvent, cursor: GridCursor): boolean {
	const spot = cellOf(event);
	if (spot === null || event.button !== 0 || event.pointerType !== 'mouse') return false;
	cursor.down(spot, event.shiftKey);
	if (event.shiftKey) event.preventDefault();
	return true;
}

/** The mouse comes to a cell; with the button down all cells on the way are selected, and no text of theirs. */
export function pointOver(event: PointerEvent, cursor: GridCursor): void {
	const spot = event.buttons === 1 ? cellOf(event) : null;
	const { row, column } = cursor.spot;
	const isOther = spot !== null && (spot.row !== row || spot.column !== column);
	if (isOther && cursor.sweep(spot)) getSelection()?.removeAllRanges();
}

/** The cell that was pressed; null where cells were selected, or some of its text. */
export function pressedCell(event: MouseEvent, cursor: GridCursor): CellSpot | null {
	return event.shiftKey || !cursor.isPress ? null : cellOf(event);
}
