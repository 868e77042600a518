import { boundedRows } from '#engine/sql/bounded-rows.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { pivotCounts, pivotCountsSql, pivotSql } from '#investigation/pivot.ts';
import type { Page } from './services/page.ts';
import type { Workbench } from './workbench.ts';

type Query = (sql: string, page?: Page) => Promise<Result>;

/** Counts the rows that hold a value, of all tables in one statement. @throws `query failed` */
export function pivotCountsBy(query: Query): Workbench['pivotCounts'] {
	return async (pivot, tables, reach) =>
		tables.length === 0
			? new Map()
			: pivotCounts(await query(pivotCountsSql(pivot, tables, reach)));
}

/** Reads the rows of one table that hold a value. @throws `query failed` */
export function pivotRowsBy(query: Query): Workbench['pivotRows'] {
	return (rows, page) =>
		query(boundedRows(`${pivotSql(rows)} LIMIT ${page.limit} OFFSET ${page.offset}`), page);
}
