import type { Around } from '../sql/bounded-rows.ts';
import type { AskAround } from './ask-around.ts';

/** What is to be kept, and how much of it at most. */
export interface ToKeep {
	/** Around the rows of the statement. */
	around: Around;
	rows: number;
}

/**
 * Keeps rows in a table of the connection that no catalogue has.
 * @param table as it is written in a statement
 * @returns how many it has: one more than there may be where there are more
 */
export async function keepRows(
	table: string,
	{ around, rows }: ToKeep,
	ask: AskAround,
	signal: AbortSignal
): Promise<number> {
	await ask(
		(sql) => `CREATE TEMP TABLE ${table} AS SELECT * FROM (\n${around(sql)}\n) LIMIT ${rows + 1}`,
		{ signal }
	);
	const counted = await ask(() => `SELECT count(*) FROM ${table}`, { signal });
	return Number(counted.rows[0]?.[0]);
}
