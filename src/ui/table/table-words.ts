import { countText, numberText } from '#lib/format-number.ts';
import { MENU_KEY } from '../value-spot.ts';
import { sizeOf, type CopiedCells, type Edges } from './cell-range.ts';

/** What can be done, before a value has the focus. */
export function hintsOf(can: { rowAction: string | null; menu: boolean; choose: boolean }): string {
	const hints = [
		'Arrow keys move, with Shift they select',
		...(can.rowAction === null ? [] : [`Enter ${can.rowAction}`]),
		...(can.choose ? ['Space selects a value on all of the page'] : []),
		...(can.menu ? [`${MENU_KEY} opens the menu of a value`] : [])
	];
	return hints.join(', ');
}

/** What was copied, and what was changed by it. @param found null where some rows were not at hand */
export function copiedWords(edges: Edges, found: CopiedCells | null): string {
	if (found === null) return 'Not copied: not all of the rows are at hand.';
	const cells = `${numberText(sizeOf(edges))} cells copied, with a tab between two values.`;
	if (found.guarded === 0) return cells;
	const [values, have] = [countText(found.guarded, 'value'), found.guarded === 1 ? 'has' : 'have'];
	return `${cells} ${values} that a spreadsheet would run as a formula ${have} an apostrophe before it.`;
}
