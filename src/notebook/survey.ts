import { Graph } from './graph.ts';
import { cellsOf, type Cell, type Notebook } from './notebook.ts';

/** The cells of a notebook, and which of them read which. */
export interface Survey {
	cells: readonly Cell[];
	graph: Graph;
}

/** A notebook never changes once it is read, and to find its references takes a while. */
const surveys = new WeakMap<Notebook, Survey>();

export function surveyOf(notebook: Notebook): Survey {
	const known = surveys.get(notebook);
	if (known !== undefined) return known;
	const cells = cellsOf(notebook);
	const survey = { cells, graph: new Graph(cells) };
	surveys.set(notebook, survey);
	return survey;
}
