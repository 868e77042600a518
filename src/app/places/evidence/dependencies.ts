import { cellsOf, type Notebook } from '#notebook/notebook.ts';
import { WINDOW } from '#investigation/parameters.ts';

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
	const { analysis } = notebook;
	const cell = cellsOf(notebook).find(({ spec }) => spec.id === id);
	if (cell === undefined) return null;
	const { claims, sql } = analysis.of(cell);
	const all = [cell, ...claims];
	// What is read within a macro stands in no word of the SQL: hence the needs.
	const tables = all.flatMap((each) => [...analysis.of(each).tables, ...each.spec.needs]);
	const asked = all.flatMap((each) => analysis.of(each).variables);
	const window = all.some(({ spec }) => spec.within === 'window') ? [WINDOW] : [];
	const known = new Set(notebook.parameters.map(({ name }) => name));
	return {
		sql,
		tables: [...new Set(tables)],
		parameters: [...new Set([...window, ...asked])].filter((name) => known.has(name))
	};
}
