import { cellSql } from '#notebook/compile.ts';
import type { Graph } from '#notebook/graph.ts';
import type { Cell } from '#notebook/notebook.ts';

/** Everything an answer can depend on beside the alert and the SQL. */
export interface World {
	/** Values of the parameters as text. */
	values: Readonly<Record<string, string>>;
	/** Changes whenever the rows of a table or view change. */
	versionOf(table: string): string;
}

/** Text that is the same as long as neither the parameters nor the rows that any cell reads have changed. */
export function stateOf(cells: readonly Cell[], graph: Graph, world: World): string {
	const tables = new Set(cells.flatMap(({ spec }) => graph.tables(spec.id)));
	return JSON.stringify([world.values, [...tables].map((table) => world.versionOf(table))]);
}

/** Text that is the same as long as a cell would give the same answer about an alert. */
export function fingerprintOf(cell: Cell, graph: Graph, alertId: string, world: World): string {
	const { id, needs, within } = cell.spec;
	const values = graph.variables(id).map((name) => [name, world.values[name] ?? null]);
	const versions = graph.tables(id).map((table) => [table, world.versionOf(table)]);
	return JSON.stringify([alertId, cellSql(cell, graph), values, versions, needs, within]);
}
