import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/** Holds rows fast as evidence. Reading it is reactive. */
export interface RowPin {
	has(columns: readonly ResultColumn[], row: readonly Value[]): boolean;
	/** Pins a row, or unpins it. */
	toggle(columns: readonly ResultColumn[], row: readonly Value[]): void;
}
