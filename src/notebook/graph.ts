import { lists } from '#cells/facets.ts';
import type { Analysis } from './analysis.ts';
import { noClaim } from './check-trusts.ts';
import { shownCells, type Cell, type Notebook, type Problem, type QuietCell } from './notebook.ts';

/** Which cells of a notebook read which, found in their SQL. */
export class Graph {
	/** Those that others may read, by their names in lower case: a database tells none apart by case. */
	readonly #queries: ReadonlyMap<string, Cell>;
	/** By its id, the cells that a cell reads itself. */
	readonly #direct: ReadonlyMap<string, readonly Cell[]>;

	constructor(cells: readonly Cell[]) {
		const queries = cells.filter(({ kind }) => lists(kind));
		this.#queries = new Map(queries.map((cell) => [cell.spec.id.toLowerCase(), cell]));
		this.#direct = new Map(cells.map(({ spec, reads }) => [spec.id, this.#queriesIn(reads)]));
	}

	/** The cells that a statement reads, directly or through others, each before those that read it. */
	behind(reads: Pick<Cell['reads'], 'tables'>): Cell[] {
		const direct = this.#queriesIn(reads);
		return [...new Set(direct.flatMap((cell) => [...this.upstream(cell.spec.id), cell]))];
	}

	/** The cells that a cell reads, directly or through others, each before those that read it. */
	upstream(id: string): Cell[] {
		const found = new Set<Cell>();
		const visit = (name: string, trail: readonly string[]) => {
			for (const cell of this.#direct.get(name) ?? []) {
				const next = cell.spec.id;
				if (trail.includes(next) || found.has(cell)) continue;
				if (this.#direct.get(next)!.length > 0) visit(next, [...trail, next]);
				found.add(cell);
			}
		};
		visit(id, [id]);
		return [...found];
	}

	/** The ring that a cell stands in, from the cell back to itself; null where it stands in none. */
	ringOf(id: string): string[] | null {
		const walk = (name: string, trail: string[]): string[] | null => {
			for (const { spec } of this.#direct.get(name) ?? []) {
				const next = spec.id;
				if (next === id) return [...trail, name, id];
				if (trail.includes(next) || next === name) continue;
				if (this.#direct.get(next)!.length === 0) continue;
				const ring = walk(next, [...trail, name]);
				if (ring !== null) return ring;
			}
			return null;
		};
		return walk(id, []);
	}

	#queriesIn({ tables }: Pick<Cell['reads'], 'tables'>): Cell[] {
		const read = tables.map((name) => this.#queries.get(name.toLowerCase()));
		return [...new Set(read)].filter((query) => query !== undefined);
	}
}

/** Names that the cells of a notebook read and that are no cells: event tables, and sources by name. */
export function tablesReadBy({ analysis }: Notebook): string[] {
	return [...new Set(analysis.cells.flatMap((cell) => analysis.of(cell).tables))];
}

/** What is wrong between cells: rings, and names of paths, claims and rows that nobody defines. */
export function checkNotebook(
	analysis: Analysis,
	{ paths, pieces }: Pick<Notebook, 'paths' | 'pieces'>
): Problem[] {
	const { cells, graph } = analysis;
	const ofCells = shownCells({ pieces }).flatMap((cell) => {
		const { line, from, to } = cell;
		const own = cell.type === 'quiet' ? [] : messagesOf(cell, cells, graph);
		const messages = [...unknownPaths(cell, paths), ...own];
		return messages.map((message) => ({ message, line, from, to }));
	});
	const ofPaths = paths
		.filter(({ name }) => analysis.path(name).conclusion === null)
		.map(({ name }) => ({ message: `path ${name} has no verdict`, line: null, from: 0, to: 0 }));
	return [...ofCells, ...ofPaths];
}

function unknownPaths({ spec }: Cell | QuietCell, known: Notebook['paths']): string[] {
	return spec.paths
		.filter((name) => !known.some((path) => path.name === name))
		.map((name) => `unknown path: ${name}`);
}

function messagesOf({ kind, spec }: Cell, cells: readonly Cell[], graph: Graph): string[] {
	const ring = lists(kind) ? graph.ringOf(spec.id) : null;
	const lacking = spec.trusts.filter(
		(id) => !cells.some((cell) => cell.spec.id === id && cell.claim !== null)
	);
	const claims = cells.filter(({ claim }) => claim !== null).map((cell) => cell.spec.id);
	const rows = spec.rows !== null && !cells.some((cell) => cell.spec.id === spec.rows);
	return [
		...(ring === null ? [] : [`the cell reads itself: ${ring.join(' → ')}`]),
		...lacking.map((id) => noClaim(id, claims)),
		...(rows ? [`unknown cell: ${spec.rows}`] : [])
	];
}
