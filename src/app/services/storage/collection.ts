import type * as v from 'valibot';
import type { Key } from './collections.ts';

/** What the records of a kind are called. */
export interface RecordWords {
	/** All of them, as a heading. */
	readonly title: string;
	/** One, without an article: `file of your own case`. */
	readonly one: string;
	readonly many: string;
}

/**
 * A kind of record that this browser keeps. Who keeps records describes them, and nobody else has to know of them:
 * the database, what is set aside, and what is told of all that is kept go by this.
 */
export interface Collection<T = unknown> {
	/** By which the browser's database knows it: under another name nothing is found of what was kept before. */
	readonly name: string;
	/** The field of a record that is its key, or the two of them; null where the key stands beside the record. */
	readonly key: string | readonly [string, string] | null;
	/** The shape of a record: what has another is set aside and told. */
	readonly schema: v.GenericSchema<unknown, T>;
	readonly words: RecordWords;
	/** False where its keys say nothing to a person. */
	readonly keySays: boolean;
	/** The order in which records are given; absent where it does not matter. */
	compare?(a: T, b: T): number;
}

/** The key of a record, which holds it. */
export function keyOf({ key }: Pick<Collection, 'key'>, record: unknown): Key {
	const fields = record as Record<string, string>;
	if (key === null) throw new TypeError('the key of such a record stands beside it');
	return typeof key === 'string' ? fields[key]! : [fields[key[0]]!, fields[key[1]]!];
}

/** The oldest first. */
export function byTime(a: { at: string }, b: { at: string }): number {
	return a.at < b.at ? -1 : 1;
}

/** Records of one collection. */
export interface Records<T> {
	/** All of them in their order. @throws `storage failed` where none of them can be read */
	all(): Promise<T[]>;
	/** Those of a case, by its name. @throws likewise */
	ofCase(name: string): Promise<T[]>;
	keep(record: T): Promise<void>;
	/** Changes one that is there still: one that was taken out does not come back. */
	change(key: Key, change: Partial<T>): Promise<void>;
	drop(key: Key): Promise<void>;
}
