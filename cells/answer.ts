import type { Result } from '#engine/duckdb/engine.ts';
import { Failure } from '#lib/failure.ts';

/** What a kind must give that answers in one row. */
export interface Expected {
	/** Name of the kind. */
	name: string;
	/** Words that `outcome` may hold. */
	outcomes: readonly string[];
}

/** What the row of an answer says. */
export interface OneAnswer {
	outcome: string;
	because: string | null;
}

/** Answers that are not one row with one of the words. */
export interface OddAnswers {
	/** Rows beyond the first of an alert. */
	doubled: number;
	/** Alerts without an outcome. */
	none: number;
	/** An outcome that is none of the words. */
	other: string | null;
}

/** The answer in rows with the columns `outcome` and `because`. @throws `query failed` where they are not one answer */
export function oneAnswer({ columns, rows }: Result, expected: Expected): OneAnswer {
	const value = (name: string) =>
		(rows[0]?.[columns.findIndex((column) => column.name === name)] ?? null) as string | null;
	const outcome = value('outcome');
	const isKnown = outcome === null || expected.outcomes.includes(outcome);
	const odd = oddity(
		{
			doubled: Math.max(0, rows.length - 1),
			none: outcome === null ? 1 : 0,
			other: isKnown ? null : outcome
		},
		expected
	);
	if (odd !== null) throw new Failure('query failed', odd);
	return { outcome: outcome!, because: value('because') };
}

/** What a cell must return and does not, in one sentence; null where nothing is odd. */
export function oddity({ doubled, none, other }: OddAnswers, expected: Expected): string | null {
	if (doubled > 0) return mustReturn(expected, 'it gave more than one row');
	if (none > 0) return mustReturn(expected, 'it gave no row, or no outcome in it');
	if (other === null) return null;
	return mustReturn(expected, `its outcome is none of these: ${other.slice(0, 60)}`);
}

/** The columns of an answer. */
export const answerNames = ['outcome', 'because'] as const;

/** What is wrong with an answer of which a column stands there twice. */
export function moreThanOne(column: string): string {
	return `it has more than one column ${column}`;
}

/** That a kind must give one answer, and what is wrong with what it gave. */
export function mustReturn({ name, outcomes }: Expected, fault: string): string {
	return `a ${name} must return one row with outcome (${outcomes.join(', ')}) and because: ${fault}`;
}
