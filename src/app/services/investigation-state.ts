import type { Result } from '#engine/duckdb/engine.ts';
import type { Page } from './page.ts';
import type { Agreement } from '#compare/agreement.ts';
import type { Comparison } from '#compare/comparison.ts';
import type { AlertRow, Earlier, InvestigationResult } from '#investigation/result.ts';

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
	/** Whether the database works for a run, also once its verdicts stand and what they cost is measured. */
	isBusy: boolean;
	/** Of the alert and the recipe at hand, held against what there is now; null where nothing was found of them. */
	result: InvestigationResult | null;
	comparison: ShownComparison | null;
	alone: AloneState;
}

/** What is asked cell by cell, where somebody looks at it. */
export interface AloneState {
	/** What was asked over all data; null where an alert is at hand, or nothing was asked. */
	overAll: InvestigationResult | null;
	/** Ids of the cells that are being asked by themselves, or wait for that. */
	asking: ReadonlySet<string>;
}

/** Whether what is edited waits until somebody asks. */
export interface HeldBackState {
	readonly isOn: boolean;
	/** Whether the rows of a cell are of another statement, value or data than were asked for last. */
	has(cell: string): boolean;
	turn(isOn: boolean): void;
}

/** What is asked by the recipe at hand: of the alert at hand, or of every alert. */
export interface RunActs {
	/** Has another alert at hand, and runs. */
	pick(alertId: string): Promise<void>;
	/** How a sentence about an alert begins. */
	nameOf(alertId: string): string;
	/** Reading it is reactive. */
	readonly held: HeldBackState;
	run(): Promise<void>;
	cancel(): void;
	/**
	 * Asks a check on no path, behind a run that is under way; where no alert is at hand any check or claim that reads
	 * none, over all data. Of another cell nothing is asked.
	 */
	askAlone(cell: string): Promise<void>;
	/** Runs a cell all the same that made the database stop answering. */
	runStopped(cell: string): Promise<void>;
	runEveryAlert(): Promise<void>;
	/** Event rows that a step rests on. */
	rowsOf(cell: string, page: Page): Promise<Result>;
	/**
	 * Rows of a statement that may read cells by their ids, about the alert at hand; where none is, over all data.
	 * @throws `query failed`, also where it reads the row `alert` and there is none
	 */
	askAbout(sql: string, page: Page): Promise<Result>;
	/** What changes whenever other rows stand behind a cell; undefined before a run. */
	rowsKeyOf(cell: string): string | undefined;
	/** Counts seconds of the analyst's attention for a step. */
	attend(path: string, cell: string, seconds: number): void;
}
