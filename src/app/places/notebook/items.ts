import type { Notebook } from '#notebook/notebook.ts';
import { unitsOf, type Unit } from '#recipe/units.ts';

/** What the notebook shows one below the other: what the recipe is, then the parts of its file in their order. */
export type NotebookItem = FrontItem | UnitItem;

interface FrontItem {
	/** The same for as long as it is the same to a person: an editor stays open over edits elsewhere. */
	key: string;
	unit: null;
}

interface UnitItem {
	key: string;
	unit: Unit;
}

export const FRONT = 'front';

export function itemsOf(notebook: Notebook | null): NotebookItem[] {
	if (notebook === null) return [];
	const counts = new Map<string, number>();
	const items = unitsOf(notebook).map((unit) => ({ key: keyOf(unit, counts), unit }));
	return [{ key: FRONT, unit: null }, ...items];
}

function keyOf(unit: Unit, counts: Map<string, number>): string {
	if (unit.type === 'cell') return `cell ${unit.cell.spec.id}`;
	const count = (counts.get(unit.type) ?? 0) + 1;
	counts.set(unit.type, count);
	return `${unit.type} ${count}`;
}

/** What is edited first: the words of prose, what stands in the block of a cell, the whole of a block that was not read. */
export function writtenIn(unit: Unit, text: string): string {
	if (unit.type !== 'cell') return unit.text.replaceAll('\r\n', '\n');
	const { body } = unit.cell;
	return text.slice(body.from, body.to).replaceAll('\r\n', '\n');
}

/** How a sentence names a part of the notebook. */
export function nameOf(unit: Unit): string {
	if (unit.type === 'cell')
		return `The ${unit.cell.kind.title.toLowerCase()} “${unit.cell.spec.id}”`;
	return unit.type === 'prose' ? 'The prose' : 'The block that was not read';
}
