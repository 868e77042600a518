import { literal } from '#engine/sql/sql.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Scenario } from './board.ts';
import type { CellAnswer } from './downgrade.ts';
import { reasonOf } from './reason.ts';

/** A row of the relation `steps` that a verdict is asked over. */
export interface ScenarioStep {
	cell: string;
	/** Of the check among all checks of the notebook, from 1. */
	position: number;
	question: string | null;
	/** Null where it has no answer. */
	outcome: string | null;
	/** Null where the outcome is only supposed. */
	because: string | null;
	lowered: readonly string[] | null;
	/** Whether the recipe says why an alert may be closed without it. */
	mayStayOpen: boolean;
}

/** The steps of one alert as they would stand in a scenario. */
export function stepsOf(
	scenario: Scenario,
	cells: readonly Cell[],
	answers: ReadonlyMap<string, CellAnswer>
): ScenarioStep[] {
	const checks = cells.filter(({ kind }) => kind.role === 'answer');
	return scenario.cells.map(({ cell: id, forced, forcedIfClear }) => {
		const position = checks.findIndex(({ spec }) => spec.id === id) + 1;
		const check = checks[position - 1];
		return {
			cell: id,
			position,
			question: check?.question ?? null,
			...(forced === null
				? answered(answers.get(id), forcedIfClear)
				: { ...nothing, outcome: forced }),
			mayStayOpen: (check?.spec.open ?? null) !== null
		};
	});
}

type Answered = Pick<ScenarioStep, 'outcome' | 'because' | 'lowered'>;

const nothing: Answered = { outcome: null, because: null, lowered: null };

function answered(answer: CellAnswer | undefined, ifClear: string | null): Answered {
	if (answer === undefined) return nothing;
	const { outcome, because, lowered, said } = answer;
	const fell = said !== outcome;
	return {
		outcome: outcome === 'clear' ? (ifClear ?? outcome) : outcome,
		because: fell ? because : reasonOf(answer),
		lowered: fell ? lowered : null
	};
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
			AS h(lists, cell, question, position, outcome, because, lowered, may_stay_open)`;
}

/**
 * Nulls that give the values of a step (cell, question, position, outcome, because, lowered, may_stay_open) their types, for a row that goes before the steps and is none of them:
 * a column of which no step has a value would else have no type.
 */
export const typesOfStep =
	'NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR[], NULL::BOOLEAN';

/** The values of a step in the order of {@link typesOfStep}. */
export function stepRow(step: ScenarioStep): string {
	const { cell, question, position, outcome, because, lowered, mayStayOpen } = step;
	const reasons = lowered === null ? 'NULL' : `[${lowered.map(literal).join(', ')}]`;
	const texts = [cell, question].map(literal).join(', ');
	return `${texts}, ${position}, ${literal(outcome)}, ${literal(because)}, ${reasons}, ${mayStayOpen}`;
}
