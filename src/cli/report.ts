import type { Notebook } from '#notebook/notebook.ts';
import { applicability } from '#recipe/applies-to.ts';
import type { AlertRow, PathResult, Step, Trust } from '#investigation/result.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { isoOf } from '#lib/time.ts';

/** What `run` prints of each part of a result: stable names, lower case with underscores. */

export function alertReport(alert: AlertRow): Record<string, unknown> {
	return { ...alert, ts: alert.ts === null ? null : isoOf(alert.ts) };
}

/** A source as it was read: what it gave, and of how much of it that is not known. */
export function sourceReport(receipt: Receipt): Record<string, unknown> {
	const { source, source_id, format, records, rows, rejects, notes } = receipt;
	const [first] = rejects;
	return {
		name: source,
		source_id,
		format,
		records,
		rows,
		rejects: rejects.length,
		first_reject: first === undefined ? null : { record: first.record, reason: first.reason },
		notes
	};
}

/** The recipe, and whether it is written for the alert: null where that cannot be told or it names none. */
export function recipeReport(notebook: Notebook, alert: AlertRow): Record<string, unknown> {
	const { id, title, version, tags, appliesTo } = notebook;
	const { applies, because } = applicability(appliesTo, alert);
	return { id, title, version, tags, applies_to: appliesTo, applies, because };
}

export function pathReport(path: PathResult): Record<string, unknown> {
	return {
		title: path.title,
		verdict: path.verdict,
		because: path.because,
		said: path.said,
		partial: path.partial,
		stable_after: path.stableAfter,
		ms: rounded(path.ms),
		shared_ms: rounded(path.sharedMs),
		steps: path.steps.map(stepReport),
		flips: path.flips,
		failure: path.failure
	};
}

function stepReport(step: Step): Record<string, unknown> {
	return {
		cell: step.cell,
		role: step.role,
		question: step.question,
		state: step.state,
		not_run: step.notRun,
		outcome: step.outcome,
		because: step.because,
		said: step.said,
		lowered: step.lowered,
		open: step.open,
		moment: step.moment,
		rows: step.rows,
		ms: step.ms === null ? null : rounded(step.ms),
		needs: step.needs,
		data_types: step.dataTypes,
		trusts: step.trusts,
		failure: step.failure
	};
}

export function trustReport(trust: Trust): Record<string, unknown> {
	return {
		trust: trust.id,
		claim: trust.claim,
		owner: trust.owner,
		source: trust.source,
		review_by: trust.reviewBy,
		needs: trust.needs,
		data_types: trust.dataTypes,
		outcome: trust.outcome,
		because: trust.because,
		failure: trust.failure
	};
}

function rounded(ms: number): number {
	return Math.round(ms * 10) / 10;
}
