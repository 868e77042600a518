import type { Value } from '#tables/value.ts';
import type { DataType, EventTableName } from '#tables/event-tables.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { Comparison } from '#compare/comparison.ts';
import type { Agreement } from '#compare/agreement.ts';
import type { Result, ResultColumn } from '#engine/duckdb/engine.ts';
import type { Mapping } from '#datasets/mapping/mapping.ts';
import type { Preview } from '#intake/record/preview.ts';
import type { ImportSettings } from '#intake/record/import-settings.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import type { Pin, PinnedRow } from '#investigation/pin.ts';
import type { Pivot, PivotCount, PivotRows } from '#investigation/pivot.ts';
import type {
	AlertRow,
	CoveragePiece,
	Earlier,
	InvestigationResult
} from '#investigation/result.ts';
import type { Told } from '#notebook/error-words.ts';
import type { Notebook } from '#notebook/notebook.ts';
import type { OpenPlaces } from './open-places.ts';
import type { EngineState } from './services/engine-state.ts';
import type { LastWord } from './services/history.svelte.ts';
import type { Notice } from './services/notices.svelte.ts';
import type { Deferred } from './services/storage/kept.ts';
import type { Voice } from './services/voice.svelte.ts';
import type { SetAside } from './services/storage/set-aside.ts';

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

/** Which case is open. */
export interface CaseState {
	/** `own`, or the incident's. */
	readonly name: string;
	readonly isOwn: boolean;
	/** What a person knows it by. */
	readonly title: string;
	/** Whether this tab writes the case, or another does and this one reads it. */
	readonly role: CaseRole;
	/** What a sample hides: the analyst's own case; null where that is open, or there is none. */
	readonly own: OwnCase | null;
}

/** `taking over`: the tab that writes keeps first what it has at hand. */
export type CaseRole = 'writes' | 'reads' | 'taking over';

/** What is kept of the analyst's own case. */
export interface OwnCase {
	files: number;
	/** Title of its recipe; null where it is the one that a case begins with. */
	recipe: string | null;
}

export interface Page {
	offset: number;
	limit: number;
	/** Whether it is wanted once more after it failed: what was stopped runs only then. */
	again?: boolean;
	/** What ends it. */
	signal?: AbortSignal;
}

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

export interface AlertsState {
	/** The first thousand by time. */
	rows: readonly AlertRow[];
	count: number;
	current: AlertRow | null;
	/** The two paths over every alert, of the recipe at hand; null until it was asked for. */
	agreement: Agreement | null;
	/** In what it differs from one of now; null where it is that. */
	agreementEarlier: EarlierRun | null;
	agreementState: 'none' | 'running' | 'done' | 'stale' | 'failed';
}

export interface RecipeState {
	notebook: Notebook | null;
	/** The file as it stands, with the edits. */
	text: string;
	/** True where the text differs from what was opened. */
	edited: boolean;
	/** Current values by parameter name, as text. */
	values: Readonly<Record<string, string>>;
	/** What the database said against a value, by parameter name. */
	parameterFailures: Readonly<Record<string, string>>;
	/** A recipe from elsewhere, shown before it may run. */
	incoming: Notebook | null;
	incomingText: string;
	/** False where the link that it came with has no value by which damage would be noticed. */
	incomingIsChecked: boolean;
}

/** What says of something shown that it is of an earlier run. */
export type EarlierRun = Pick<Earlier, 'at' | 'differs'>;

/** The paths side by side, and the result that they are of. */
export interface ShownComparison {
	comparison: Comparison;
	result: InvestigationResult;
	/** Null where it is of what there is now. */
	earlier: EarlierRun | null;
}

export interface InvestigationState {
	/** `stale`: something is not answered for what there is now. */
	state: 'idle' | 'running' | 'done' | 'stale' | 'cancelled';
	/** Of the alert and the recipe at hand, held against what there is now; null where nothing was found of them. */
	result: InvestigationResult | null;
	comparison: ShownComparison | null;
}

/** What the analyst holds fast of the alert at hand. */
export interface EvidenceState {
	/** The oldest first. */
	pins: readonly Pin[];
	/** In what each pin differs from what there is now, by its id: sentences, none where it is the same. */
	standings: ReadonlyMap<string, readonly string[]>;
	/** Cells whose answer of now is pinned. */
	pinnedCells: ReadonlySet<string>;
	/** Pins the answer that a step has now, or unpins it. */
	pinAnswer(cell: string): Promise<void>;
	/** Pins one of the rows behind a step, or unpins it. */
	pinRow(cell: string, columns: readonly ResultColumn[], values: readonly Value[]): Promise<void>;
	/** The pin of a row behind a step; null where it is not pinned. */
	rowPinOf(
		cell: string,
		columns: readonly ResultColumn[],
		values: readonly Value[]
	): PinnedRow | null;
	unpin(pin: Pin): Promise<void>;
	note(pin: Pin, note: string): Promise<void>;
}

export interface HistoryState {
	canUndo: boolean;
	canRedo: boolean;
	/** What was just done or taken back; null where nothing was, or it was heard. */
	said: LastWord | null;
	/** Says a sentence that is about no edit. */
	tell(text: string): void;
	heard(): void;
}

export interface IncidentEntry {
	name: string;
	title: string;
	question: string;
	/** Markdown. */
	story: string;
	lesson: string;
}
