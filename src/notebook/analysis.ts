import { concludes, isStep, lists } from '#cells/facets.ts';
import { cellReadsOf } from './cell-reads.ts';
import { checkParameters } from './check-parameters.ts';
import { Graph } from './graph.ts';
import type { Cell } from './notebook.ts';
import { statementOf, type CellStatement } from './statement.ts';

export type { CellStatement } from './statement.ts';

/** What a cell of a notebook reads. */
export interface CellAnalysis extends CellStatement {
	readonly cell: Cell;
	/** The cells that it reads, directly or through others, each before those that read it. */
	readonly upstream: readonly Cell[];
	/** The claims that it leans on. */
	readonly claims: readonly Cell[];
	/** Of the rows that it lists, or that its answer rests on; null where none can be listed. */
	readonly rows: CellStatement | null;
}

/** A path of a notebook by its cells. */
export interface PathCells {
	/** What is asked on it, in its order: checks, and lists of rows. */
	readonly steps: readonly Cell[];
	/** Those of them that answer. */
	readonly checks: readonly Cell[];
	/** The cell that sums it up; null where there is none. */
	readonly conclusion: Cell | null;
}

/** What follows of the words of a notebook alone: worked out once for each cell, and only where it is asked for. */
export class Analysis {
	readonly cells: readonly Cell[];
	/** Those of them that claim something. */
	readonly claims: readonly Cell[];
	/** Names of the parameters that its cells may ask for. */
	readonly parameters: readonly string[];
	readonly graph: Graph;
	readonly #known = new Map<string, CellAnalysis>();
	#checks: readonly Cell[] | null = null;
	readonly #paths = new Map<string, PathCells>();

	constructor(cells: readonly Cell[], parameters: readonly string[] = []) {
		this.cells = cells;
		this.parameters = parameters;
		this.claims = cells.filter(({ claim }) => claim !== null);
		this.graph = new Graph(cells);
	}

	/** Those that are asked or tested: checks and claims. */
	get asking(): readonly Cell[] {
		return this.cells.filter(({ kind, claim }) => claim !== null || kind.answers !== undefined);
	}

	/** @param cell one of the notebook */
	of(cell: Cell): CellAnalysis {
		const known = this.#known.get(cell.spec.id);
		if (known !== undefined) return known;
		const found = this.#analysed(cell);
		this.#known.set(cell.spec.id, found);
		return found;
	}

	/** A statement that may read the cells by their ids, as it can be run. @throws as `checkParameters` */
	asked(sql: string): CellStatement {
		const reads = cellReadsOf(sql);
		const upstream = this.graph.behind(reads);
		for (const each of [sql, ...upstream.map((cell) => cell.sql)])
			checkParameters(each, this.parameters);
		return statementOf(sql, reads, upstream);
	}

	/** A statement with the cells in front of it that it reads by their ids. */
	withCells(sql: string): string {
		const reads = cellReadsOf(sql);
		return statementOf(sql, reads, this.graph.behind(reads)).sql;
	}

	/** Those that answer. */
	get checks(): readonly Cell[] {
		this.#checks ??= this.cells.filter(({ kind }) => kind.answers !== undefined);
		return this.#checks;
	}

	/** Those of them that stand on no path. */
	get beside(): readonly Cell[] {
		return this.checks.filter(({ spec }) => spec.paths.length === 0);
	}

	path(name: string): PathCells {
		const known = this.#paths.get(name);
		if (known !== undefined) return known;
		const own = this.cells.filter(({ spec }) => spec.paths.includes(name));
		const steps = own.filter(({ kind }) => isStep(kind));
		const found = {
			steps,
			checks: steps.filter(({ kind }) => kind.answers !== undefined),
			conclusion: own.find(({ kind }) => concludes(kind)) ?? null
		};
		this.#paths.set(name, found);
		return found;
	}

	#analysed(cell: Cell): CellAnalysis {
		const upstream = this.graph.upstream(cell.spec.id);
		const statement = statementOf(cell.sql, cell.reads, upstream, cell);
		const leanedOn = this.claims.filter(({ spec }) => cell.spec.trusts.includes(spec.id));
		const rows = this.#rowsOf(cell, statement, upstream);
		return { ...statement, cell, upstream, claims: leanedOn, rows };
	}

	#rowsOf(cell: Cell, own: CellStatement, upstream: readonly Cell[]): CellStatement | null {
		if (lists(cell.kind)) return own;
		const named = this.cells.find(({ spec }) => spec.id === cell.spec.rows);
		if (named !== undefined) {
			const behind = this.graph.upstream(named.spec.id);
			return statementOf(named.sql, named.reads, behind, named);
		}
		const sql = cell.reads.rows;
		return sql === null ? null : statementOf(sql, cellReadsOf(sql), upstream);
	}
}
