import type { SqlSpec } from '../cell.ts';

/** How rows of a statement go from column to column. */
export interface SankeySpec extends SqlSpec {
	/** Two to four. */
	columns: readonly string[];
	/** Column of what rows weigh; null where that follows from the names. */
	weight: string | null;
}
