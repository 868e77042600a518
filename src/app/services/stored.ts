import type { MeasuredCollection } from './storage/measured.ts';

/** All that Lookdeeper keeps in this browser, and how much it is. */
export interface Stored {
	collections: readonly MeasuredCollection[];
	/** Bytes of the database on disk; null where there is none. */
	database: number | null;
	/** What the browser itself counts for this page, with what it needs besides; null where it does not say. */
	all: number | null;
}
