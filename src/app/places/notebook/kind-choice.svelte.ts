import type { CellUnit } from '#recipe/units.ts';
import { elementOf, lineAt } from './focus.ts';
import type { NotebookItem } from './items.ts';

/**
 * What is to be chosen of the kinds: where a cell is put in, or which cell becomes another. The menu stands beside an
 * element, and another has the focus once nothing was chosen.
 */
export type Choosing = { beside: HTMLElement; back: HTMLElement } & (
	{ place: number } | { cell: CellUnit }
);

/** The menu of the kinds. */
export class KindChoice {
	/** Null where it is closed. */
	open = $state.raw<Choosing | null>(null);

	/** Asks what is to be put in beside an item. */
	ofNew(at: number, side: 'above' | 'below'): void {
		const back = elementOf(at);
		const place = Math.max(0, side === 'above' ? at - 1 : at);
		if (back !== null) this.open = { beside: lineAt(place) ?? back, back, place };
	}

	/** Asks the same at a line between items. */
	atLine(line: HTMLElement, place: number): void {
		this.open = { beside: line, back: line, place };
	}

	/** Asks what a cell is to become. */
	of(at: number, item: NotebookItem | undefined): void {
		const back = elementOf(at);
		if (back === null || item?.unit?.type !== 'cell') return;
		this.open = { beside: back.querySelector('header') ?? back, back, cell: item.unit };
	}

	close(): void {
		this.open = null;
	}
}
