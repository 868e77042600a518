import { bytesText, countText } from '#lib/format-number.ts';
import type { Stored } from '../../services/stored.ts';

/** A kind of what is kept, as a row of the list and as part of a sentence. */
export interface StoredLine {
	title: string;
	/** How many, in words: `2 files`. */
	count: string;
	bytes: number;
}

/** In words, for those that have any; what has no words here is named as the browser has it. */
const words: Readonly<Record<string, { title: string; one: string; many?: string }>> = {
	sources: {
		title: 'Your own files',
		one: 'file of your own case',
		many: 'files of your own case'
	},
	investigations: {
		title: 'Cases: recipe, values and the alert that was picked',
		one: 'case with its recipe and values',
		many: 'cases with their recipes and values'
	},
	deeper: {
		title: 'Look-deeper file',
		one: 'entry of the look-deeper file',
		many: 'entries of the look-deeper file'
	},
	settings: {
		title: 'Settings and mappings',
		one: 'setting or mapping',
		many: 'settings and mappings'
	},
	categories: {
		title: 'Categories of alerts',
		one: 'category of an alert',
		many: 'categories of alerts'
	},
	pins: { title: 'Evidence', one: 'piece of evidence', many: 'pieces of evidence' },
	questions: {
		title: 'Questions to the data',
		one: 'question to the data',
		many: 'questions to the data'
	},
	aside: {
		title: 'Set aside, as it cannot be used',
		one: 'record that was set aside',
		many: 'records that were set aside'
	}
};

/** What is kept, kind by kind; kinds of which there is nothing are left out. */
export function linesOf({ collections, database }: Stored): StoredLine[] {
	const lines = collections
		.filter(({ records }) => records > 0)
		.map(({ collection, records, bytes }) => {
			const { title, one, many } = words[collection] ?? { title: collection, one: collection };
			return { title, count: countText(records, one, many), bytes };
		});
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
