import { plainName } from '#lib/plain-name.ts';
import type { Domain } from './domain.ts';

/** `bytes`, `packets` and other counters are `int64`; `duration` is `float64` in seconds. */
export type ColumnType = 'timestamp' | 'text' | 'int32' | 'int64' | 'float64' | 'boolean';

/** One column of an event table. */
export type ColumnRow = readonly [
	name: string,
	type: ColumnType,
	domain: Domain,
	/** What the value means, its unit, and what null says. */
	meaning: string,
	names?: ColumnNames
];

/** How a column is called: its synonyms are plain names with blanks between, those that count first in front. */
export interface ColumnNames {
	/** What programs call it that need no column beside them to be understood. */
	readonly anywhere?: string;
	/** What programs call it in sources that are of this table. */
	readonly here?: string;
	/** What a message calls it. */
	readonly said?: string;
	/** Who sets it, where no source does: the import, or the writer of the table, from other columns. */
	readonly by?: 'import' | 'writer';
}

export interface ColumnDefinition {
	name: string;
	type: ColumnType;
	domain: Domain;
	/** What the value means, its unit, and what null says. */
	meaning: string;
	/** What a message calls it: `source address`. */
	said: string;
	/**
	 * What programs call it, by letters and digits alone; the first that a source has wins. Null where nobody listed
	 * any: it goes by its own name, where that stands for no other column.
	 */
	synonyms: readonly string[] | null;
	/** Those of the synonyms that mean it in whatever source. */
	sure: readonly string[];
	/** Who sets it, where no source does; null where sources do. */
	setBy: 'import' | 'writer' | null;
}

/** A row of the table of columns, with all that follows from it. */
export function columnDefinition([
	name,
	type,
	domain,
	meaning,
	names = {}
]: ColumnRow): ColumnDefinition {
	const sure = wordsOf(names.anywhere);
	const all = [...sure, ...wordsOf(names.here)];
	return {
		name,
		type,
		domain,
		meaning,
		said: names.said ?? name.replaceAll('_', ' '),
		synonyms: all.length === 0 ? null : all,
		sure,
		setBy: names.by ?? null
	};
}

/** What programs call a column, its own name where none is listed. */
export function namesOf({ name, synonyms }: ColumnDefinition): readonly string[] {
	return synonyms ?? [plainName(name)];
}

function wordsOf(text: string | undefined): readonly string[] {
	return text === undefined ? [] : text.split(' ');
}
