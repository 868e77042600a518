import { literal, literals } from '#engine/sql/sql.ts';
import { forEach } from '#notebook/compile.ts';
import type { Cell } from '#notebook/notebook.ts';
import { columnsOfStep, typesOfStep } from './scenario-steps.ts';
import { verdictColumns } from './answer-columns.ts';

/** What a verdict is asked over. */
export interface Supposed {
	/** Relation of the alerts. */
	scope: string;
	/** The scenarios, each in one row or in several. */
	scenarios: string;
	/**
	 * The steps, each with its scenario; may read the relation `scenarios`. The outcome of a step without an answer
	 * is null.
	 */
	hypotheses: string;
	/** Whether the steps are of one alert, so that they do not say whose they are. */
	ofOne: boolean;
}

/**
 * The SQL of a verdict for every alert of the scope in every scenario: rows (alert_id, scenario, outcome, because,
 * said, answers). A verdict that closes the alert is raised where a step is open that may not be, or a cell of the
 * recipe was not understood: then `because` names them, and `said` is what the verdict itself said. One that closes it
 * names the claims that its steps take on trust. `answers` counts the steps that have one. The one place where that is
 * done, for one alert and for all.
 */
export function verdictSql(
	verdict: string,
	{ kind: { concludes }, unread }: Pick<Cell, 'kind' | 'unread'>,
	supposed: Supposed
): string {
	const { scenarios, hypotheses, ofOne } = supposed;
	const { closing } = concludes ?? {};
	const keys = ofOne ? 'scenario' : 'alert_id, scenario';
	const open = `nullif(concat_ws('; ', p.open, ${literal(unread ?? null)}), '')`;
	const closes = `v.outcome IN ${literals(closing?.words ?? [])}`;
	const raised = `${closes} AND ${open} IS NOT NULL`;
	const trusting = `${closes} AND p.untested IS NOT NULL`;
	return `WITH scenarios AS (${scenarios}), hypotheses AS MATERIALIZED (${hypotheses}),
			said AS (${saidSql(verdict, supposed)}),
			paths AS (SELECT ${keys}, count(outcome) AS answers, ${openSteps} AS open,
				${untestedClaims} AS untested FROM hypotheses GROUP BY ${keys})
		SELECT v.alert_id, scenario,
			CASE WHEN ${raised} THEN ${literal(closing?.instead ?? null)} ELSE v.outcome END AS outcome,
			CASE WHEN ${raised} THEN 'not closed as ' || v.outcome || ': ' || ${open}
				WHEN ${trusting} THEN concat_ws('; ', v.because, 'taken on trust and not testable here: ' || p.untested)
				ELSE v.because END AS because,
			v.outcome AS said, coalesce(p.answers, 0) AS answers
		FROM said AS v LEFT JOIN paths AS p USING (${keys})`;
}

/** The steps that keep an alert from being closed, each with its reason; null where there are none. */
const openSteps = `string_agg('“' || question || '” ' || CASE WHEN outcome IS NULL THEN 'has no answer'
		ELSE 'is ' || outcome || ': ' || coalesce(array_to_string(lowered, '; '), because, 'it gives no reason') END,
		'; ' ORDER BY position)
	FILTER (WHERE NOT may_stay_open AND coalesce(outcome, 'unknown') = 'unknown')`;

/** The claims that steps are clear by and this data cannot test, each once; null where there are none. */
const untestedClaims = `'“' || array_to_string(
	list_sort(list_distinct(flatten(list(untested) FILTER (WHERE untested IS NOT NULL)))), '”, “') || '”'`;

/** A verdict that can be run without any steps, to see which columns it gives. */
export function verdictOverSteps(verdict: string): string {
	return `WITH steps AS (SELECT * FROM (VALUES (${typesOfStep}))
		AS s(${columnsOfStep}))
		SELECT * FROM (\n${verdict}\n)`;
}

function saidSql(verdict: string, { scope, ofOne }: Supposed): string {
	const asked = `(SELECT s.*, c.scenario FROM ${scope} AS s
		CROSS JOIN (SELECT DISTINCT scenario FROM scenarios) AS c)`;
	const own = ofOne ? '' : 'h.alert_id = alert.alert_id AND ';
	const steps = `WITH steps AS (SELECT h.cell, h.position, h.question, h.outcome, h.because, h.lowered
		FROM hypotheses AS h WHERE ${own}h.scenario = alert.scenario AND h.outcome IS NOT NULL)`;
	const columns = `alert.scenario, ${verdictColumns}`;
	return forEach(asked, `${steps} SELECT * FROM (\n${verdict}\n)`, columns);
}
