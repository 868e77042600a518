import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { RecordPlace } from './record-place.ts';
import type { CheckOutcome } from './result.ts';

/** Of which bytes evidence was read. */
export interface PinProvenance {
	name: string;
	/** Of the bytes as they were given, hexadecimal. */
	sha256: string;
}

/** What every piece of evidence says: about which alert, from which step, and on what it stands. */
interface PinOf<Kind extends string> {
	of: Kind;
	id: string;
	workspace: string;
	alertId: string;
	/** When it was pinned, ISO 8601 UTC. */
	at: string;
	/** Id of the cell. */
	cell: string;
	question: string;
	/** As it ran, with the cells that it reads in front of it. */
	sql: string;
	/** Values of the parameters that the SQL asks for, as text. */
	parameters: Readonly<Record<string, string>>;
	/** The loaded sources with rows of the tables that were read, in the order in which they were loaded. */
	sources: readonly PinProvenance[];
	/** The analyst's own line; empty where there is none. */
	note: string;
}

/** The answer of a step as it was; of a step that lists rows, how many there were. */
export interface PinnedAnswer extends PinOf<'answer'> {
	outcome: CheckOutcome | null;
	because: string | null;
	/** Null where they were not counted. */
	rows: number | null;
}

/** One of the rows behind a step, as it was, and the record that it came from. */
export interface PinnedRow extends PinOf<'row'> {
	columns: readonly ResultColumn[];
	values: readonly Value[];
	place: RecordPlace;
}

/** Something that the analyst holds fast as evidence. It never changes, but for its note. */
export type Pin = PinnedAnswer | PinnedRow;
