import type { Value } from '#arrow/value.ts';
import type { Result } from '#engine/engine.ts';
import type { ValueSpot } from '#ui/value-spot.ts';
import type { RecordPlace } from './record-place.ts';

/** What can be done with a step, wherever it is shown. */
export interface StepTools {
	rowsOf(cell: string, page: { offset: number; limit: number }): Promise<Result>;
	editSql(cell: string, sql: string): Promise<void>;
	openBytes(place: RecordPlace): void;
	/** Opens the menu of a value, at the value. */
	openPivot(spot: ValueSpot): void;
	/** Words beside values of the current alert, as `source` beside its address. */
	badges: ReadonlyMap<Value, string>;
	/** Columns by table, to complete names in SQL. */
	tables: Readonly<Record<string, readonly string[]>>;
}
