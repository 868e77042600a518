import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

type OfRow = (columns: readonly ResultColumn[], row: readonly Value[]) => void;

/** What a table does with a row in the stead of opening its pane. */
export interface RowAct {
	/** What Enter or a press does, in words. */
	words: string;
	open: OfRow;
	/** What further keys do with the row that has the focus. */
	keys: Readonly<Record<string, OfRow>>;
}
