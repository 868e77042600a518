import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { CoveragePiece } from '#investigation/result.ts';
import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { IncidentEntry } from './case-state.ts';

/** A source on the list: being read, read, or refused. */
export interface SourceEntry {
	/** Stable while the page is open. */
	key: string;
	name: string;
	state: 'waiting' | 'reading' | 'read' | 'refused' | 'cancelled';
	/** Set once read. */
	receipt: Receipt | null;
	/** Why it was refused, in one line. */
	reason: string | null;
	/** True where the content is not recognised but could be read as a table or as JSON lines. */
	offered: boolean;
	origin: string | null;
	/** What an incident says that this file is. */
	title: string | null;
	/** How it was, or is to be, read. */
	settings: ImportSettings;
	/** False where only its rows were kept since an earlier visit: nothing of its bytes can be shown. */
	fileAtHand: boolean;
	progress: Progress | null;
}

export interface Progress {
	/** What is being done: a source is hashed before it is read. */
	pass: 'hash' | 'read';
	done: number;
	all: number;
	/** Bytes a second. */
	rate: number | null;
	/** Seconds. */
	left: number | null;
}

export interface DataState {
	sources: readonly SourceEntry[];
	catalogue: CatalogueState;
	/** Names of the sources' own views. */
	views: readonly string[];
	/** Name of the incident that is open; null for the analyst's own data. */
	incident: IncidentEntry | null;
}

/** What there is in the database, as far as it was counted. */
export interface CatalogueState {
	/** False while rows came or went that tables, coverage and derived sessions do not tell of yet. */
	isCounted: boolean;
	/** Whether rows are counted, and sessions and coverage are still being worked out from them. */
	isSettling: boolean;
	tables: readonly TableEntry[];
	coverage: readonly CoveragePiece[];
	/** Sessions that were derived from the packets of a capture, by its source id. */
	derived: ReadonlyMap<string, number>;
}

export interface TableEntry {
	name: EventTableName;
	dataType: DataType;
	meaning: string;
	rows: number;
	/** Microseconds since 1970 UTC; null where there are no rows or they have no time. */
	first: bigint | null;
	last: bigint | null;
}
