import type { EventTableName } from '#tables/event-tables.ts';
import type { QuestionNeed, ReadyQuestion } from '#datasets/questions/index.ts';

/** Ready questions, by whether they fit what is loaded. */
export interface Fitting {
	fits: readonly ReadyQuestion[];
	/** Those that lack something, with what they need in words. */
	lacks: readonly { question: ReadyQuestion; needs: string }[];
}

/** @param has null where it is not known: a question is not offered before it is known to fit */
export function fittingQuestions(
	questions: readonly ReadyQuestion[],
	has: (need: QuestionNeed) => boolean | null
): Fitting {
	const isFit = ({ needs }: ReadyQuestion) => needs.some((need) => has(need) === true);
	return {
		fits: questions.filter(isFit),
		lacks: questions
			.filter((question) => !isFit(question))
			.map((question) => ({ question, needs: needsText(question.needs) }))
	};
}

/** Tables of which a column has to be looked at to tell whether a question fits. */
export function tablesToLookAt(questions: readonly ReadyQuestion[]): EventTableName[] {
	const needs = questions.flatMap((question) => question.needs);
	return [...new Set(needs.flatMap(({ table, column }) => (column === null ? [] : [table])))];
}

function needsText(needs: readonly QuestionNeed[]): string {
	const each = needs.map(({ table, column }) =>
		column === null ? `rows in ${table}` : `rows in ${table} with ${column}`
	);
	return `needs ${each.join(', or ')}`;
}
