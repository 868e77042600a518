import { bytesText, countText } from '#lib/format-number.ts';
import type { Stored } from '../../services/stored.ts';

/** A kind of what is kept, as a row of the list and as part of a sentence. */
export interface StoredLine {
	title: string;
	/** How many, in words: `2 files`. */
	count: string;
	bytes: number;
}

/** What is kept, kind by kind; kinds of which there is nothing are left out. */
export function linesOf({ collections, database }: Stored): StoredLine[] {
	const lines = collections
		.filter(({ records }) => records > 0)
		.map(({ words: { title, one, many }, records, bytes }) => ({
			title,
			count: countText(records, one, many),
			bytes
		}));
	if (database === null) return lines;
	const title = 'Database on disk: rows of files that are too large to be kept themselves';
	return [...lines, { title, count: 'the database on disk', bytes: database }];
}

/** What is lost by deleting all of it. */
export function lossOf(lines: readonly StoredLine[]): string {
	const counts = lines.map(({ count }) => count);
	const last = counts.at(-1);
	return counts.length < 2 ? (last ?? '') : `${counts.slice(0, -1).join(', ')} and ${last}`;
}

/** How much it is to the browser. */
export function usageText(all: number | null): string {
	return all === null
		? 'The browser does not say how much room all of it takes.'
		: `The browser counts ${bytesText(all)} in all, with what it needs besides.`;
}
