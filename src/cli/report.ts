import type { AlertRow, PathResult, Step, Trust } from '#investigation/result.ts';
import { isoOf } from '#lib/time.ts';

/** What `run` prints of each part of a result: stable names, lower case with underscores. */

export function alertReport(alert: AlertRow): Record<string, unknown> {
	return { ...alert, ts: alert.ts === null ? null : isoOf(alert.ts) };
}

export function pathReport(path: PathResult): Record<string, unknown> {
	return {
		title: path.title,
		verdict: path.verdict,
		because: path.because,
		partial: path.partial,
		stable_after: path.stableAfter,
		ms: rounded(path.ms),
		steps: path.steps.map(stepReport),
		flips: path.flips,
		failure: path.failure
	};
}

function stepReport(step: Step): Record<string, unknown> {
	return {
		cell: step.cell,
		question: step.question,
		state: step.state,
		outcome: step.outcome,
		because: step.because,
		said: step.said,
		lowered: step.lowered,
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
		outcome: trust.outcome,
		because: trust.because,
		failure: trust.failure
	};
}

function rounded(ms: number): number {
	return Math.round(ms * 10) / 10;
}
