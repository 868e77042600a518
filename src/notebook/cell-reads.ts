import { readsOf, type Reads } from '#engine/sql/reader.ts';
import { rowsBehind } from '#engine/sql/rows.ts';
import { perStatement } from '#engine/sql/tokens.ts';

/** What the words of a cell's SQL say of what it reads: the same for the same text. */
export interface CellReads extends Reads {
	/** The statement of the rows that it adds up; null where no one list of rows stands behind it. */
	readonly rows: string | null;
	/** Whether it speaks of the alert at all. */
	readonly ofAlert: boolean;
}

/** Found once for each text, so that an edit of one cell leaves what is known of the others. */
export const cellReadsOf = perStatement((tokens, sql): CellReads => ({
	...readsOf(sql),
	rows: rowsBehind(sql),
	ofAlert: tokens.some(({ word }) => word === 'alert')
}));
