import type { MeasuredCollection } from './storage/measured.ts';

/** All that Lookdeeper keeps in this browser, and how much it is. */
export interface Stored {
	collections: readonly MeasuredCollection[];
	/** Bytes of the databases on disk, by the names of their cases; without those that have none. */
	databases: ReadonlyMap<string, number>;
	/** What the browser itself counts for this page, with what it needs besides; null where it does not say. */
	all: number | null;
}
