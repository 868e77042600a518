import { bytesText, countText } from '#lib/format-number.ts';
import type { Stored } from './stored.ts';

/** A kind of what is kept, as a row of the list and as part of a sentence. */
export interface StoredLine {
	title: string;
	/** How many, in words: `2 files`. */
	count: string;
	bytes: number;
}

const databaseTitle = 'rows of files that are too large to be kept themselves';

/** What is kept, kind by kind; kinds of which there is nothing are left out. */
export function linesOf({ collections, databases }: Stored): StoredLine[] {
	const lines = collections.flatMap(({ words: { title, one, many }, records, bytes }) =>
		records === 0 ? [] : [{ title, count: countText(records, one, many), bytes }]
	);
	const sizes = [...databases.values()];
	if (sizes.length === 0) return lines;
	const bytes = sizes.reduce((sum, size) => sum + size, 0);
	const title = `${sizes.length === 1 ? 'Database' : 'Databases'} on disk: ${databaseTitle}`;
	const count = sizes.length === 1 ? 'the database on disk' : `${sizes.length} databases on disk`;
	return [...lines, { title, count, bytes }];
}

/** What is kept of one case, by its name. */
export function caseLinesOf({ collections, databases }: Stored, name: string): StoredLine[] {
	const ofCase = collections.map((collection) => ({
		...collection,
		...(collection.byCase.get(name) ?? { records: 0, bytes: 0 })
	}));
	const size = databases.get(name);
	return linesOf({
		collections: ofCase,
		databases: new Map(size === undefined ? [] : [[name, size]]),
		all: null
	});
}

/** What is lost by deleting all of it. */
export function lossOf(lines: readonly StoredLine[]): string {
	const counts = lines.map(({ count }) => count);
	const last = counts.at(-1);
	return counts.length < 2 ? (last ?? '') : `${counts.slice(0, -1).join(', ')} and ${last}`;
}

/** How much all of it is. */
export function sizeOf(lines: readonly StoredLine[]): number {
	return lines.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** How much it is to the browser. */
export function usageText(all: number | null): string {
	return all === null
		? 'The browser does not say how much room all of it takes.'
		: `The browser counts ${bytesText(all)} in all, with what it needs besides.`;
}
