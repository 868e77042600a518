import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { PinnedRow } from '#investigation/pin.ts';
import type { Value } from '#tables/value.ts';

/** Holds fast what was found of the alert at hand. All getters are reactive. */
export interface Pins {
	/** Cells whose answer of now is pinned. */
	readonly pinnedCells: ReadonlySet<string>;
	/** Pins the answer that a step has now, or unpins it. */
	pinAnswer(cell: string): Promise<void>;
	/** Pins one of the rows behind a step, or unpins it. */
	pinRow(cell: string, columns: readonly ResultColumn[], values: readonly Value[]): Promise<void>;
	/** The pin of a row behind a step; null where it is not pinned. */
	rowPinOf(
		cell: string,
		columns: readonly ResultColumn[],
		values: readonly Value[]
	): PinnedRow | null;
}
