import { once } from '#lib/once.ts';
import { literal } from '#engine/sql/sql.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { Scenario } from './scenarios.ts';
import type { CellAnswer } from './downgrade.ts';
import { supposedRules } from './answer-rules.ts';
import { decide } from './rules.ts';

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
	/** Sentences of the claims that it takes on trust; null where there are none. */
	untested: readonly string[] | null;
	/** Whether the recipe says why an alert may be closed without it. */
	mayStayOpen: boolean;
}

/** What cells answered, after what lowers it; null where they did not. */
export interface Answered {
	of(cell: Cell): CellAnswer | null;
}

type SupposedCell = Scenario['cells'][number];

/** Null for a check that the notebook does not have, and where what it answered plays no part. */
interface AskedCheck {
	check: Cell | null;
	position: number;
	answer: CellAnswer | null;
}

/** A step as it was supposed, and what it was supposed from. */
interface Known extends AskedCheck {
	step: ScenarioStep;
}

/**
 * The steps of one alert as they would stand in scenarios. A step that stands in several as the same is the same, for
 * as long as its check, and what that answered, is.
 */
export class SupposedSteps {
	/** Of the notebook. */
	#checks: readonly Cell[] = [];
	readonly #known = new Map<string, Known>();

	/** @param checks all of the notebook */
	turnTo(checks: readonly Cell[]): void {
		this.#checks = checks;
		for (const [key, { check, position }] of this.#known) {
			const now = checks[position - 1];
			if (now?.spec !== check?.spec || now?.question !== check?.question) this.#known.delete(key);
		}
	}

	/** Those of each scenario. */
	of(scenarios: readonly Pick<Scenario, 'cells'>[], answers: Answered): ScenarioStep[][] {
		const found = new Map<Cell, CellAnswer | null>();
		const answerOf = (check: Cell) => once(found, check, () => answers.of(check));
		return scenarios.map(({ cells }) => cells.map((supposed) => this.#step(supposed, answerOf)));
	}

	#step(supposed: SupposedCell, answerOf: (check: Cell) => CellAnswer | null): ScenarioStep {
		const at = this.#checks.findIndex(({ spec }) => spec.id === supposed.cell);
		const check = this.#checks[at] ?? null;
		const answer = check !== null && supposed.forced === null ? answerOf(check) : null;
		const key = JSON.stringify([supposed.cell, supposed.forced, supposed.forcedIfClear]);
		const asked = { check, position: at + 1, answer };
		const known = this.#known.get(key);
		if (known?.answer === answer) return known.step;
		const step = stepOf(supposed, asked);
		this.#known.set(key, { ...asked, step });
		return step;
	}
}

function stepOf(
	{ cell, forced, forcedIfClear }: SupposedCell,
	{ check, position, answer }: AskedCheck
): ScenarioStep {
	const question = check?.question ?? null;
	const mayStayOpen = (check?.spec.open ?? null) !== null;
	const supposed = supposedOf(answer, forced, forcedIfClear);
	return { cell, position, question, ...supposed, mayStayOpen };
}

type Supposed = Pick<ScenarioStep, 'outcome' | 'because' | 'lowered' | 'untested'>;

function supposedOf(
	answer: CellAnswer | null,
	forced: string | null,
	forcedIfClear: string | null
): Supposed {
	const { outcome = null, said = null, because = null, lowered = [], untested = [] } = answer ?? {};
	const known = {
		...{ forced, forcedIfClear, outcome, said, because },
		lowered: lowered.length === 0 ? null : lowered,
		untested: untested.length === 0 ? null : untested
	};
	return decide(supposedRules, known) as Supposed;
}

/**
 * The relations `scenarios` and `hypotheses` of several lists of steps, named by their places in the list. Each step is
 * written once, with the lists that it stands in: what is long in it would else take longer to read than to answer.
 */
export function casesSql(cases: readonly (readonly ScenarioStep[])[]): {
	scenarios: string;
	hypotheses: string;
} {
	const names = cases.map((_, index) => `('${index}')`);
	const lists = new Map<ScenarioStep, number[]>();
	cases.forEach((steps, index) =>
		steps.forEach((step) => lists.set(step, [...(lists.get(step) ?? []), index]))
	);
	const steps = [...lists].map(([step, own]) => `('${own.join(' ')}', ${stepRow(step)})`);
	const rows = [`(NULL::VARCHAR, ${typesOfStep})`, ...steps];
	return {
		scenarios: `SELECT * FROM (VALUES ${names.join(', ')}) AS s(scenario)`,
		hypotheses: `SELECT unnest(string_split(lists, ' ')) AS scenario, h.* EXCLUDE (lists)
			FROM (VALUES ${rows.join(', ')})
				AS h(lists, ${columnsOfStep})`
	};
}

/** What a step is written down as. */
export const columnsOfStep =
	'cell, question, position, outcome, because, lowered, untested, may_stay_open';

/**
 * Nulls that give the values of {@link columnsOfStep} their types, for a row that goes before the steps and is none of them:
 * a column of which no step has a value would else have no type.
 */
export const typesOfStep =
	'NULL::VARCHAR, NULL::VARCHAR, NULL::INTEGER, NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR[], NULL::VARCHAR[], NULL::BOOLEAN';

const rows = new WeakMap<ScenarioStep, string>();

/** The values of a step in the order of {@link typesOfStep}: written once for each step. */
export function stepRow(step: ScenarioStep): string {
	return once(rows, step, () => rowOf(step));
}

function rowOf(step: ScenarioStep): string {
	const { cell, question, position, outcome, because, mayStayOpen } = step;
	const lists = [step.lowered, step.untested].map(listed).join(', ');
	const texts = [cell, question].map(literal).join(', ');
	return `${texts}, ${position}, ${literal(outcome)}, ${literal(because)}, ${lists}, ${mayStayOpen}`;
}

function listed(texts: readonly string[] | null): string {
	return texts === null ? 'NULL' : `[${texts.map(literal).join(', ')}]`;
}
