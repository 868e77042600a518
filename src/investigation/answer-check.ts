import type { Result } from '#engine/engine.ts';
import { Failure } from '#lib/failure.ts';

/** Answers that are not one row with one of the words. */
export interface OddAnswers {
	/** Rows beyond the first of an alert. */
	doubled: number;
	/** Alerts without an outcome. */
	none: number;
	/** An outcome that is none of the words. */
	other: string | null;
}

/** What is odd about answers, given as rows (alert_id, outcome, …). */
export function oddOf({ rows }: Pick<Result, 'rows'>, words: readonly string[]): OddAnswers {
	const outcomes = rows.map(([, outcome]) => outcome as string | null);
	return {
		doubled: rows.length - new Set(rows.map(([alertId]) => alertId)).size,
		none: outcomes.filter((outcome) => outcome === null).length,
		other: outcomes.find((outcome) => outcome !== null && !words.includes(outcome)) ?? null
	};
}

/** @throws `query failed` that names what is odd, where anything is */
export function checkAnswers({ doubled, none, other }: OddAnswers, words: readonly string[]): void {
	if (doubled > 0) throw notOneRow('it gave more than one row for an alert');
	if (none > 0)
		throw notOneRow(`it gave no outcome for ${none === 1 ? 'an alert' : `${none} alerts`}`);
	if (other !== null)
		throw notOneRow(`outcome is none of ${words.join(', ')}: ${other.slice(0, 60)}`);
}

function notOneRow(what: string): Failure {
	return new Failure('query failed', `the answer is not one row with an outcome: ${what}`);
}
