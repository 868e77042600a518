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

/** The relation `hypotheses` of several lists of steps, named by their places in the list. */
export function hypothesesOf(alertId: string, cases: readonly (readonly ScenarioStep[])[]): string {
	const rows = cases.flatMap((steps, index) =>
		steps.map((step) => `(${literal(alertId)}, '${index}', ${stepRow(step)})`)
	);
	// The first row gives the columns their types and belongs to no scenario.
	const types =
		'(NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR[])';
	return `SELECT * FROM (VALUES ${[types, ...rows].join(', ')})
		AS h(alert_id, scenario, cell, question, position, outcome, because, lowered)`;
}

/** The values of a step in the order (cell, question, position, outcome, because, lowered). */
export function stepRow(step: ScenarioStep): string {
	const { cell, question, position, outcome, because, lowered } = step;
	const reasons = lowered === null ? 'NULL' : `[${lowered.map(literal).join(', ')}]`;
	const texts = [cell, question].map(literal).join(', ');
	return `${texts}, ${position}, ${literal(outcome)}, ${literal(because)}, ${reasons}`;
}
