import { literal } from '#engine/sql.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Scenario } from './board.ts';
import type { CellAnswer } from './lowering.ts';

/** A row of the relation `steps` that a verdict is asked over. */
export interface ScenarioStep {
	cell: string;
	/** Of the check among all checks of the notebook, from 1. */
	position: number;
	question: string | null;
	outcome: string;
	/** Null where the outcome is only supposed. */
	because: string | null;
	lowered: readonly string[] | null;
}

/** The steps of one alert as they would stand in a scenario; one without an answer is left out. */
export function stepsOf(
	scenario: Scenario,
	cells: readonly Cell[],
	answers: ReadonlyMap<string, CellAnswer>
): ScenarioStep[] {
	const checks = cells.filter(({ kind }) => kind.role === 'answer');
	return scenario.cells.flatMap(({ cell: id, forced, forcedIfClear }) => {
		const position = checks.findIndex(({ spec }) => spec.id === id) + 1;
		const base = { cell: id, position, question: checks[position - 1]?.question ?? null };
		if (forced !== null) return [{ ...base, outcome: forced, because: null, lowered: null }];
		const answer = answers.get(id);
		if (answer === undefined) return [];
		const { outcome, because } = answer;
		return [
			{
				...base,
				outcome: outcome === 'clear' ? (forcedIfClear ?? outcome) : outcome,
				because,
				lowered: answer.lowered.length > 0 ? answer.lowered : null
			}
		];
	});
}

/**
 * The relation `hypotheses` of several lists of steps, named by their places in the list. Each step is written
 * once, with the lists that it stands in: what is long in it would else take longer to read than to answer.
 */
export function hypothesesOf(cases: readonly (readonly ScenarioStep[])[]): string {
	const lists = new Map<string, number[]>();
	cases.forEach((steps, index) =>
		steps.map(stepRow).forEach((row) => lists.set(row, [...(lists.get(row) ?? []), index]))
	);
	const steps = [...lists].map(([row, own]) => `('${own.join(' ')}', ${row})`);
	const rows = [`(NULL::VARCHAR, ${typesOfStep})`, ...steps];
	return `SELECT unnest(string_split(lists, ' ')) AS scenario, h.* EXCLUDE (lists)
		FROM (VALUES ${rows.join(', ')})
			AS h(lists, cell, question, position, outcome, because, lowered)`;
}

/**
 * Nulls that give the values of a step their types, for a row that goes before the steps and is none of them:
 * a column of which no step has a value would else have no type.
 */
export const typesOfStep =
	'NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR[]';

/** The values of a step in the order (cell, question, position, outcome, because, lowered). */
export function stepRow(step: ScenarioStep): string {
	const { cell, question, position, outcome, because, lowered } = step;
	const reasons = lowered === null ? 'NULL' : `[${lowered.map(literal).join(', ')}]`;
	const texts = [cell, question].map(literal).join(', ');
	return `${texts}, ${position}, ${literal(outcome)}, ${literal(because)}, ${reasons}`;
}
