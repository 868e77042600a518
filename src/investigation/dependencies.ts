import { cellSql } from '#notebook/compile.ts';
import { Graph } from '#notebook/graph.ts';
import { cellsOf, type Notebook } from '#notebook/notebook.ts';
import { WINDOW } from './parameters.ts';
import { claimsOf } from './cell-roles.ts';

/** What an answer stands on beside the alert. */
export interface Dependencies {
	/** The SQL of the cell as it runs, with the cells that it reads in front of it. */
	sql: string;
	/** Names that the cell and the claims that it leans on read or declare, each once. */
	tables: readonly string[];
	/** Parameters that they ask for, each once. */
	parameters: readonly string[];
}

/** What a cell of a notebook stands on; null where there is no such cell. */
export function dependenciesOf(notebook: Notebook, id: string): Dependencies | null {
	const cells = cellsOf(notebook);
	const cell = cells.find(({ spec }) => spec.id === id);
	if (cell === undefined) return null;
	const graph = new Graph(cells);
	const all = [cell, ...claimsOf(cells, cell)];
	// What is read within a macro stands in no word of the SQL: hence the needs.
	const tables = all.flatMap(({ spec }) => [...graph.tables(spec.id), ...spec.needs]);
	const asked = all.flatMap(({ spec }) => graph.variables(spec.id));
	const window = all.some(({ spec }) => spec.within === 'window') ? [WINDOW] : [];
	const known = new Set(notebook.parameters.map(({ name }) => name));
	return {
		sql: cellSql(cell, graph),
		tables: [...new Set(tables)],
		parameters: [...new Set([...window, ...asked])].filter((name) => known.has(name))
	};
}
