import { columnOf } from '#tables/columns-of.ts';
import { wholeTableOf } from '#tables/interest.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';

/**
 * What the columns of rows mean, by their names: where they are those of an event table, all of them. Of a question
 * that chooses or makes its columns itself nobody knows.
 */
export function meaningsOf(columns: readonly ResultColumn[]): (name: string) => string | null {
	const table = wholeTableOf(columns.map(({ name }) => name));
	return (name) => (table === null ? null : (columnOf(table, name)?.meaning ?? null));
}
