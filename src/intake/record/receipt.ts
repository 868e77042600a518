import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { NativeColumn } from '#tables/native-writer.ts';
import type { LeadingTime } from './leading-times.ts';
import type { Wrapping } from '../bytes/source.ts';

/** A record that became no row, and why. Offsets count bytes after decompression. */
export interface Reject {
	record: number;
	byte_offset: number;
	byte_length: number;
	reason: string;
}

/** Something the reader assumed or noticed, and how many records it concerns. */
export interface Note {
	sentence: string;
	times: number;
}

/** The account of one source: records = rows of all tables - extra rows + rejects. */
export interface Receipt {
	/** Name of the source. */
	source: string;
	/** Of the bytes as they were given, hexadecimal. */
	sha256: string;
	/** First twelve digits of `sha256`; what rows carry as `source_id`. */
	source_id: string;
	/** Name of the format that read it. */
	format: string;
	/** Records of a log that mixes formats, by the format that read them; empty where it mixes none. */
	by_format: Record<string, number>;
	/** Why that format. */
	recognised_by: string;
	/** The format that came second, and why; null where no other fits. */
	runner_up: { format: string; because: string } | null;
	/** Bytes as they were given. */
	bytes: number;
	compression: Wrapping | null;
	records: number;
	rows: Partial<Record<EventTableName | 'native', number>>;
	/** Rows beyond the first of records that became several, as a rule for a list of ports does; mostly 0. */
	extra_rows: number;
	rejects: Reject[];
	/** Moments that rejects begin with, and some other records, by which it is told whether these are their times. */
	leading_times: LeadingTime[];
	/** ISO 8601 UTC; null where no row has a time. */
	first_ts: string | null;
	last_ts: string | null;
	/** For which spans it speaks whole, because it says so itself and its records bear it out; ISO 8601 UTC. */
	claimed_spans: { from_ts: string; to_ts: string }[];
	/** Times of which its records say that a speaker had nothing to tell, or that records are missing (`lost`). */
	told_spans: {
		/** Null where it is of everybody who speaks in the source. */
		table: EventTableName | null;
		speaker: string | null;
		from_ts: string;
		to_ts: string;
		lost: boolean;
	}[];
	/** How many of its rejects may be entries of tables that stand, as `assets` and `intel`. */
	unread_entries: { table: EventTableName; entries: number }[];
	notes: string[];
	/**
	 * Whether all records were kept in columns of the source's own, or can be by reading it again with
	 * `native`; `none` where the format has no columns beside those of the event tables.
	 */
	own_columns: OwnColumns;
	/** The columns of the source's own that were kept, in order. */
	native_columns: NativeColumn[];
}

export type OwnColumns = 'kept' | 'on demand' | 'none';

/** The event tables that took rows of any of the sources, or of whose times or entries one of them tells. */
export function eventTablesOf(receipts: readonly Receipt[]): EventTableName[] {
	const tables = receipts.flatMap(({ rows, told_spans, unread_entries }) => [
		...Object.keys(rows),
		...unread_entries.map(({ table }) => table),
		...told_spans.map(({ table }) => table)
	]);
	return [...new Set(tables)].filter(
		(name): name is EventTableName => name !== null && name in eventTables
	);
}
