import type { Value } from '#tables/value.ts';

/** Rows of a table, of which not all have to be at hand. Reading them is reactive where they come later. */
export interface RowsAt {
	/** How many there are, as far as is known. */
	readonly count: number;
	/** Null where it is not at hand. */
	at(row: number): readonly Value[] | null;
	/** These rows, the last of them counted in, are in sight, or wanted. */
	need?(first: number, last: number): void;
}

/** Rows that are all at hand. */
export function rowsAtHand(rows: readonly (readonly Value[])[]): RowsAt {
	return { count: rows.length, at: (row) => rows[row] ?? null };
}

/** The first of the rows that are at hand, as many of them as stand together there. */
export function firstRows(rows: RowsAt, most: number): (readonly Value[])[] {
	const found: (readonly Value[])[] = [];
	for (let row = 0; row < Math.min(rows.count, most); row++) {
		const values = rows.at(row);
		if (values === null) break;
		found.push(values);
	}
	return found;
}
