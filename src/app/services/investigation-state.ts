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
	/** Of the alert and the recipe at hand, held against what there is now; null where nothing was found of them. */
	result: InvestigationResult | null;
	comparison: ShownComparison | null;
}
