import type { Connection, QueryOptions, Result } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import type { AskAround } from '#engine/duckdb/ask-around.ts';
import { rowsOfPage, type PageAsked } from '#engine/paging/rows-of-page.ts';
import { Failure } from '#lib/failure.ts';
import type { CellStatement } from '#notebook/analysis.ts';

/** What is said of a statement that cannot be asked before somebody picks an alert. */
export const NO_ALERT = 'it reads the row alert, and no alert is at hand';

/**
 * Some of the rows of a statement that speaks of no alert, over all data.
 * @throws `query failed`, also where it does speak of one
 */
export async function rowsOverAll(
	connection: Pick<Connection, 'query'>,
	{ sql, ofAlert }: Pick<CellStatement, 'sql' | 'ofAlert'>,
	{ signal, brief, large, ...page }: PageAsked & QueryOptions
): Promise<Result> {
	if (ofAlert) throw new Failure('query failed', NO_ALERT);
	checkSelect(sql);
	const ask: AskAround = (around, options) => connection.query(around(sql), options);
	return rowsOfPage(sql, ask, page, { signal, brief, large });
}
