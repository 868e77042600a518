import type { FormatFacts } from '#datasets/format-facts.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { CopyNote } from '#engine/derived/copies.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { CaptureFile } from '#intake/reading/capture-file.ts';
import type { Preview } from '#intake/reading/preview.ts';
import type { Page } from './page.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { CoveragePiece } from '#investigation/result.ts';
import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { IncidentEntry } from './case-state.ts';
import type { Source } from './source.ts';

export interface DataState {
	sources: readonly Source[];
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
	/** What is said of sources whose records stand in another one too. */
	copies: readonly CopyNote[];
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

/** A capture whose packets can be had again. */
export type OpenedCapture = Pick<CaptureFile, 'packets' | 'part'>;

/** What is done with sources, and what is asked of the rows that came of them. */
export interface SourceActs {
	/** Names of files that were dropped and are not on the list of sources yet. */
	readonly arriving: readonly string[];
	/** All formats that are read, by name. They come behind the page. */
	formats(): Promise<readonly FormatFacts[]>;
	/** Files are likely to come: what reads them gets ready meanwhile. */
	expectFiles(): void;
	/** Reads files, one after the other; each ends with a receipt or a failure. */
	addFiles(files: readonly File[], as?: string): Promise<void>;
	/** Reads text that was pasted, under a name that says when. */
	addText(text: string): Promise<void>;
	/** Reads a source again in another way; `key` is that of its entry. */
	readAgain(key: string, settings: Partial<ImportSettings>): Promise<void>;
	/** What the beginning of a source would become with a mapping; null for none. */
	preview(key: string, mapping: Mapping | null): Promise<Preview>;
	/** Reads a source again with a mapping, which is remembered for the next one with the same columns. */
	map(key: string, mapping: Mapping): Promise<void>;
	/** Takes a source out, by the key of its entry. */
	removeSource(key: string): Promise<void>;
	cancelReading(): void;
	/** The very bytes of a record, read back from its source. */
	bytesOf(sourceId: string, offset: number, length: number): Promise<Uint8Array>;
	/**
	 * The capture that a source is, for packets by the places of their records.
	 * @throws `input not readable` where its bytes are gone; `usage` where it is not a capture
	 */
	captureOf(sourceId: string): Promise<OpenedCapture>;
	/** Rows of an event table or of a source's own view, newest last. */
	browse(relation: string, page: Page): Promise<Result>;
	/** Rows that a person looks at: what made the database stop answering is not asked again by itself. */
	look(sql: string, page?: Partial<Page>): Promise<Result>;
	/** Asks what nobody waits for; it ends with Cancel as well. @throws `query failed`, `cancelled` */
	query(sql: string): Promise<Result>;
	/** Receipts of the loaded sources that a statement about `tables` reads. */
	readBy(tables: readonly string[]): Receipt[];
}
