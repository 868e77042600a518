import type { Result } from '#engine/duckdb/engine.ts';
import {
	pivotCounts,
	pivotCountsSql,
	pivotSql,
	type Pivot,
	type PivotCount,
	type PivotRows
} from './pivot.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { SourceActs } from '../../services/data-state.ts';
import { lookedAt } from '../../services/ask-data.ts';
import type { Page } from '../../services/page.ts';

type Looks = Pick<SourceActs, 'look'>;

/** How many rows of each table hold a value, of any time and of one: one statement. @throws `query failed` */
export async function countRows(
	sources: Looks,
	pivot: Pivot,
	tables: readonly EventTableName[],
	reach: TimeRange | null
): Promise<ReadonlyMap<EventTableName, PivotCount>> {
	if (tables.length === 0) return new Map();
	return pivotCounts(await sources.look(pivotCountsSql(pivot, tables, reach)));
}

/** The rows of one table that hold a value, oldest first. @throws `query failed` */
export function readRows(sources: Looks, rows: PivotRows, page: Page): Promise<Result> {
	return lookedAt(sources, pivotSql(rows), page);
}
