import { readsOf } from '#engine/sql/reader.ts';
import { cellsOf, type Cell, type Notebook, type Problem } from './notebook.ts';

/** Which cells of a notebook read which, found in their SQL. */
export class Graph {
	readonly #cells: ReadonlyMap<string, Cell>;
	/** Those that others may read, by their names in lower case: a database tells none apart by case. */
	readonly #queries: ReadonlyMap<string, Cell>;
	readonly #direct = new Map<string, string[]>();
	readonly #tables = new Map<string, readonly string[]>();
	readonly #variables = new Map<string, readonly string[]>();

	constructor(cells: readonly Cell[]) {
		this.#cells = new Map(cells.map((cell) => [cell.spec.id, cell]));
		const queries = cells.filter(({ kind }) => kind.role === 'rows');
		this.#queries = new Map(queries.map((cell) => [cell.spec.id.toLowerCase(), cell]));
		for (const cell of cells) this.#direct.set(cell.spec.id, this.#readBy(cell));
	}

	/** The cells that a cell reads, directly or through others, each before those that read it. */
	upstream(id: string): Cell[] {
		const found: Cell[] = [];
		const visit = (name: string, seen: ReadonlySet<string>) => {
			for (const next of this.#direct.get(name) ?? []) {
				const cell = this.#cells.get(next)!;
				if (seen.has(next) || found.includes(cell)) continue;
				visit(next, new Set([...seen, next]));
				found.push(cell);
			}
		};
		visit(id, new Set([id]));
		return found;
	}

	/** Tables and views that a cell reads, directly or through others, that are no cells. */
	tables(id: string): readonly string[] {
		return remembered(this.#tables, id, () => {
			const names = this.#withUpstream(id).flatMap((cell) => readsOf(cell.spec.sql).tables);
			return [...new Set(names)].filter((name) => !this.#queries.has(name.toLowerCase()));
		});
	}

	/** Variables that a cell asks for, directly or through others. */
	variables(id: string): readonly string[] {
		return remembered(this.#variables, id, () => [
			...new Set(this.#withUpstream(id).flatMap((cell) => readsOf(cell.spec.sql).variables))
		]);
	}

	/** The ring that a cell stands in, from the cell back to itself; null where it stands in none. */
	ringOf(id: string): string[] | null {
		const walk = (name: string, trail: string[]): string[] | null => {
			for (const next of this.#direct.get(name) ?? []) {
				if (next === id) return [...trail, name, id];
				if (trail.includes(next) || next === name) continue;
				const ring = walk(next, [...trail, name]);
				if (ring !== null) return ring;
			}
			return null;
		};
		return walk(id, []);
	}

	#withUpstream(id: string): Cell[] {
		return [this.#cells.get(id), ...this.upstream(id)].filter((cell) => cell !== undefined);
	}

	#readBy(cell: Cell): string[] {
		const read = readsOf(cell.spec.sql).tables.map((name) => this.#queries.get(name.toLowerCase()));
		return [...new Set(read)].flatMap((query) => (query === undefined ? [] : [query.spec.id]));
	}
}

function remembered(
	known: Map<string, readonly string[]>,
	id: string,
	find: () => readonly string[]
): readonly string[] {
	const found = known.get(id) ?? find();
	known.set(id, found);
	return found;
}

/** Names that the cells of a notebook read and that are no cells: event tables, and sources by name. */
export function tablesReadBy(notebook: Notebook): string[] {
	const cells = cellsOf(notebook);
	const graph = new Graph(cells);
	return [...new Set(cells.flatMap(({ spec }) => [...graph.tables(spec.id)]))];
}

/** What is wrong between cells: rings, and names of paths, claims and rows that nobody defines. */
export function checkNotebook(notebook: Omit<Notebook, 'problems'>): Problem[] {
	const cells = cellsOf({ ...notebook, problems: [] });
	const graph = new Graph(cells);
	const ofCells = cells.flatMap((cell) => messagesOf(cell, cells, notebook, graph).map(at(cell)));
	const ofPaths = notebook.paths
		.filter(({ name }) => !cells.some((cell) => concludes(cell, name)))
		.map(({ name }) => ({ message: `path ${name} has no verdict`, line: null, from: 0, to: 0 }));
	return [...ofCells, ...ofPaths];
}

function concludes(cell: Cell, path: string): boolean {
	return cell.kind.role === 'conclusion' && cell.spec.paths.includes(path);
}

function at(cell: Cell): (message: string) => Problem {
	return (message) => ({ message, line: cell.line, from: cell.from, to: cell.to });
}

function messagesOf(
	{ spec }: Cell,
	cells: readonly Cell[],
	notebook: Omit<Notebook, 'problems'>,
	graph: Graph
): string[] {
	const ring = graph.ringOf(spec.id);
	const paths = spec.paths.filter((name) => !notebook.paths.some((path) => path.name === name));
	const claims = spec.trusts.filter(
		(id) => !cells.some((cell) => cell.spec.id === id && cell.kind.role === 'claim')
	);
	const rows = spec.rows !== null && !cells.some((cell) => cell.spec.id === spec.rows);
	return [
		...(ring === null ? [] : [`the cell reads itself: ${ring.join(' → ')}`]),
		...paths.map((name) => `unknown path: ${name}`),
		...claims.map((id) => `unknown trust: ${id}`),
		...(rows ? [`unknown cell: ${spec.rows}`] : [])
	];
}
