import { literal } from '#engine/sql/sql.ts';
import { columnsOfStep, stepRow, typesOfStep, type ScenarioStep } from './scenario-steps.ts';

/**
 * How many combinations of outcomes a verdict is asked over at most: those of seven checks with three words.
 * That is one query of some tens of milliseconds; each further check would take three times as long.
 */
export const MOST_COMBINATIONS = 3 ** 7;

/** A step without an answer, and the words that it may answer with. */
export interface OpenStep {
	step: Omit<ScenarioStep, 'outcome'>;
	words: readonly string[];
}

/** How many combinations of outcomes some steps have. */
export function combinationsOf(open: readonly OpenStep[]): number {
	return open.reduce((product, { words }) => product * words.length, 1);
}

/**
 * The relations `scenarios` and `hypotheses` of every combination: the answers that are given, and behind them
 * each word of each step that is open with each of the others.
 */
export function combinationsSql(
	given: readonly ScenarioStep[],
	open: readonly OpenStep[]
): { scenarios: string; hypotheses: string } {
	const words = open.map(({ words: own }, i) => {
		const values = own.map((word) => `(${literal(word)})`).join(', ');
		return `(VALUES ${values}) AS w${i}(o${i})`;
	});
	const outcomes = open.map((_, i) => `o${i}`);
	const answered = given.map((step) => `(NULL, ${stepRow(step)})`);
	const supposed = open.map(({ step }, i) => `(${i}, ${stepRow({ ...step, outcome: '' })})`);
	const rows = [`(NULL::INTEGER, ${typesOfStep})`, ...answered, ...supposed];
	const cases = outcomes.map((outcome, i) => `WHEN ${i} THEN ${outcome}`).join(' ');
	return {
		scenarios: `SELECT concat_ws('/', ${outcomes.join(', ')}) AS scenario, * FROM ${words.join(', ')}`,
		hypotheses: `SELECT scenario, cell, question, position,
				coalesce(CASE slot ${cases} END, outcome) AS outcome,
				because, lowered, untested, may_stay_open
			FROM scenarios, (VALUES ${rows.join(', ')})
				AS h(slot, ${columnsOfStep})
			WHERE cell IS NOT NULL`
	};
}
