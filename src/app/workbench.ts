import type { OpenPlaces } from './open-places.ts';
import type { Voice } from './services/voice.svelte.ts';
import type { EngineState } from './services/engine-state.ts';
import type { Notice } from './services/notices.svelte.ts';
import type { SetAside } from './services/storage/set-aside.ts';
import type { DataState } from './services/data-state.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Preview } from '#intake/record/preview.ts';
import type { Page } from './services/page.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import type { Pivot, PivotCount, PivotRows } from '#investigation/pivot.ts';
import type { EventTableName } from '#tables/event-tables.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { AlertsState, InvestigationState } from './services/investigation-state.ts';
import type { RecipeState } from './services/recipe-state.ts';
import type { Deferred } from './services/storage/kept.ts';
import type { Told } from '#notebook/error-words.ts';
import type { EvidenceState } from './services/pins.ts';
import type { HistoryState } from './services/history-state.ts';
import type { CaseState, IncidentEntry } from './services/case-state.ts';

/**
 * What the page shows and what can be done on it. Components take this (or parts of it) and nothing else,
 * so that they can be tested with a stand-in. All getters are reactive.
 */
export interface Workbench {
	/** What is opened by itself, each with a state of its own. */
	readonly places: OpenPlaces;
	/** What was just done, by the page or a place of it. */
	readonly voice: Voice;
	readonly engine: EngineState;
	/** Sentences that the analyst should read, newest last; each can be dismissed. */
	readonly notices: readonly Notice[];
	dismiss(notice: Notice): void;

	/** What was kept and cannot be used. */
	readonly setAside: readonly SetAside[];
	deleteAside(record: SetAside): Promise<void>;

	readonly data: DataState;
	/** Names of files that were dropped and are not on the list of sources yet. */
	readonly arriving: readonly string[];
	/** Reads files, one after the other; each ends with a receipt or a failure. */
	/** Files are likely to come: what reads them gets ready meanwhile. */
	expectFiles(): void;
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
	/** Rows of an event table or of a source's own view, newest last. */
	browse(relation: string, page: Page): Promise<Result>;
	/** How many rows of each table hold a value, of any time and of one. */
	pivotCounts(
		pivot: Pivot,
		tables: readonly EventTableName[],
		reach: TimeRange | null
	): Promise<ReadonlyMap<EventTableName, PivotCount>>;
	/** Those rows of one table, oldest first. */
	pivotRows(rows: PivotRows, page: Page): Promise<Result>;

	readonly alerts: AlertsState;
	pick(alertId: string): Promise<void>;

	readonly recipe: RecipeState;
	setParameter(name: string, value: string): Promise<void>;
	/** Replaces the SQL of a cell; what depends on it runs again, and nothing else. */
	editSql(cell: string, sql: string): Promise<void>;
	openRecipe(text: string): Promise<void>;
	/** The incoming recipe replaces the one at hand, and runs. */
	acceptIncoming(): Promise<void>;
	dismissIncoming(): void;
	/** A link to this page that carries the recipe, and nothing of the data. */
	recipeLink(): string;

	readonly investigation: InvestigationState;
	run(): Promise<void>;
	cancel(): void;
	/** Runs a cell all the same that made the database stop answering. */
	runStopped(cell: string): Promise<void>;
	/** Starts the database that was lost too often, or could not be started, with all that is in the case. */
	startDatabase(): Promise<void>;
	/** Event rows that a step rests on. */
	rowsOf(cell: string, page: Page): Promise<Result>;
	/** Rows of a statement about the alert at hand, which may read cells by their ids. */
	ask(sql: string, page: Page): Promise<Result>;
	/** What changes whenever other rows stand behind a cell; undefined before a run. */
	rowsKeyOf(cell: string): string | undefined;
	/** Counts seconds of the analyst's attention for a step. */
	attend(path: string, cell: string, seconds: number): void;
	runEveryAlert(): Promise<void>;

	readonly deeper: readonly Deferred[];
	/** Why the look-deeper file cannot be read; null where it can. */
	readonly deeperFailure: string | null;
	/** Puts the alert at hand into the look-deeper file. `wake` is SQL that gives a row when it is time. */
	defer(reason: string, wake: string | null): Promise<void>;
	/** What is wrong with a condition about an alert that was put off, or about the one at hand; null for nothing. */
	checkWake(deferred: Deferred | null, condition: string): Promise<Told | null>;
	editWake(deferred: Deferred, wake: string | null): Promise<void>;
	takeBack(deferred: Deferred): Promise<void>;

	readonly evidence: EvidenceState;

	readonly history: HistoryState;
	/** Takes the last edit of this visit to the workspace back. */
	undo(): Promise<void>;
	/** Does again what was taken back last. */
	redo(): Promise<void>;

	readonly case: CaseState;
	readonly incidents: readonly IncidentEntry[];
	openIncident(name: string): Promise<void>;
	/** Back to the analyst's own files, and all that was done with them. */
	openOwnCase(): Promise<void>;
	/** Writes the case here, which another tab wrote so far. */
	takeOver(): Promise<void>;
}
