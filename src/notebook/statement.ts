import { lists } from '#cells/facets.ts';
import type { CellReads } from './cell-reads.ts';
import { withUpstream } from './compile.ts';
import type { Cell } from './notebook.ts';

/** A statement that can be run behind a row named `alert`, and what it asks for. */
export interface CellStatement {
	/** With the cells that it reads in front of it. */
	readonly sql: string;
	/** Tables and views that it reads, directly or through other cells, and that are no cells. */
	readonly tables: readonly string[];
	/** Variables that it asks for, directly or through other cells. */
	readonly variables: readonly string[];
	/** Whether it speaks of the alert, directly or through other cells. */
	readonly ofAlert: boolean;
}

interface Made {
	upstream: readonly Cell[];
	own: string | null;
	statement: CellStatement;
}

const made = new WeakMap<CellReads, Made>();

/**
 * A statement with what it reads in front of it. It is made once for as long as the same stands there: an edit of one
 * cell leaves those that do not read it.
 * @param reads what its words say
 * @param upstream the cells that it reads, directly or through others
 * @param by the cell whose statement it is; null where it is of none
 */
export function statementOf(
	sql: string,
	reads: CellReads,
	upstream: readonly Cell[],
	by: Cell | null = null
): CellStatement {
	const own = by !== null && lists(by.kind) ? by.spec.id : null;
	const known = made.get(reads);
	if (known?.own === own && isSame(known.upstream, upstream)) return known.statement;
	const statement = make(sql, [reads, ...upstream.map((cell) => cell.reads)], {
		upstream,
		own
	});
	made.set(reads, { upstream, own, statement });
	return statement;
}

/** Whether the same would stand in front of a statement. */
function isSame(known: readonly Cell[], now: readonly Cell[]): boolean {
	return (
		known.length === now.length &&
		known.every(({ spec, reads }, i) => reads === now[i]!.reads && spec.id === now[i]!.spec.id)
	);
}

function make(
	sql: string,
	reads: readonly CellReads[],
	{ upstream, own }: Pick<Made, 'upstream' | 'own'>
): CellStatement {
	const cells = new Set(
		[own, ...upstream.map(({ spec }) => spec.id)].map((id) => id?.toLowerCase())
	);
	const tables = new Set(reads.flatMap((each) => each.tables));
	return {
		sql: withUpstream(sql, upstream),
		tables: [...tables].filter((name) => !cells.has(name.toLowerCase())),
		variables: [...new Set(reads.flatMap(({ variables }) => variables))],
		ofAlert: reads.some(({ ofAlert }) => ofAlert)
	};
}
