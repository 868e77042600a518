import { concludes } from '#cells/facets.ts';
import { Analysis } from '#notebook/analysis.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';

/** A notebook with some cells alone, those that they read or lean on, and what sums up its paths. */
export function only(notebook: Notebook, ...ids: readonly string[]): Notebook {
	const { analysis } = notebook;
	const kept = new Set<Cell>();
	const keep = (cell: Cell) => {
		if (kept.has(cell)) return;
		kept.add(cell);
		const { upstream, claims } = analysis.of(cell);
		for (const other of [...upstream, ...claims]) keep(other);
		for (const other of analysis.cells) if (other.spec.id === cell.spec.rows) keep(other);
	};
	for (const id of ids) keep(named(analysis, id));
	for (const cell of analysis.cells) if (concludes(cell.kind)) kept.add(cell);
	const cells = analysis.cells.filter((cell) => kept.has(cell));
	const pieces = notebook.pieces.filter((piece) => piece.type !== 'cell' || kept.has(piece));
	return { ...notebook, pieces, analysis: new Analysis(cells, analysis.parameters) };
}

function named({ cells }: Analysis, id: string): Cell {
	const found = cells.find(({ spec }) => spec.id === id);
	if (found === undefined) throw new Error(`no cell ${id}`);
	return found;
}
