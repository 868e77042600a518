import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/** How values of a table are chosen, so that what else is shown is narrowed to them. */
export interface ValueChoosing {
	/**
	 * What choosing a value does; null where nothing follows.
	 * @param adds whether it is chosen beside the others, and not in their stead
	 */
	choose(column: ResultColumn, value: Value, adds: boolean): (() => void) | null;
	/** Whether a value of a row is one that was chosen. */
	has(columns: readonly ResultColumn[], row: readonly Value[], column: number): boolean;
}
