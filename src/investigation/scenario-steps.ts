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
 * once, whatever the lists that it stands in: what is long in it would else take longer to read than to answer.
 */
export function hypothesesOf(alertId: string, cases: readonly (readonly ScenarioStep[])[]): string {
	const rows = cases.map((steps) => steps.map(stepRow));
	const numbers = new Map([...new Set(rows.flat())].map((row, number) => [row, number]));
	const places = rows.map(
		(own, index) => `('${index}', '${own.map((row) => numbers.get(row)!).join(' ')}')`
	);
	const steps = [...numbers].map(([row, number]) => `(${number}, ${row})`);
	return `SELECT ${literal(alertId)} AS alert_id, scenario, h.* EXCLUDE (number)
		FROM (SELECT scenario, unnest(string_split(numbers, ' ')) AS number
			FROM (VALUES ${places.join(', ')}) AS p(scenario, numbers)) AS p
			JOIN (VALUES ${[rowOfTypes, ...steps].join(', ')})
				AS h(number, cell, question, position, outcome, because, lowered)
			ON h.number = TRY_CAST(p.number AS INTEGER)`;
}

/**
 * A row of nulls that gives the columns their types, where a number stands in front of the values of a step; it
 * goes before the steps and is none of them.
 */
export const rowOfTypes =
	'(NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR[])';

/** The values of a step in the order (cell, question, position, outcome, because, lowered). */
export function stepRow(step: ScenarioStep): string {
	const { cell, question, position, outcome, because, lowered } = step;
	const reasons = lowered === null ? 'NULL' : `[${lowered.map(literal).join(', ')}]`;
	const texts = [cell, question].map(literal).join(', ');
	return `${texts}, ${position}, ${literal(outcome)}, ${literal(because)}, ${reasons}`;
}
