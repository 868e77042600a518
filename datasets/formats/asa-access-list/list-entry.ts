import type { RecordBytes } from '../../records/lines/held-lines.ts';
import type { PolicyRow } from '../../rows/policy/rows.ts';

/** A line of an access list that is a record. */
export interface ListEntry extends RecordBytes {
	/** Null where the line does not say of which list it is. */
	list: string | null;
	/** `extended`, `standard` or another word; null where the line has none. */
	type: string | null;
	/** Its number, as `show access-list` gives it; null elsewhere. */
	number: string | null;
	/** The line from its action on. */
	text: string;
	comment: string | null;
	/** Why nothing of the line is understood; null where something may be. */
	problem: string | null;
}

/** What became of an entry. */
export interface EntryOutcome {
	rows: PolicyRow[];
	/** Why there is none; null where there is. */
	reason: string | null;
	/** What of the rule was not understood; null where it is whole, and where it decides nothing. */
	doubt: string | null;
}

/** Whose lists they are. */
export interface ListOwner {
	/** Null where nothing names it. */
	host: string | null;
	/** Its own addresses, separated by commas; null where they are not all known. */
	ownIps: string | null;
}
