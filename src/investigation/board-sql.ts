import { identifier, literal } from '#engine/sql.ts';
import { forEach } from '#notebook/compile.ts';

/**
 * The tables in which the answers of one scope (one alert, or all) are gathered, under names with the
 * scope's own prefix. Whatever a check says stays in `said`; what becomes of it under missing data and
 * broken trust is worked out in views, so that a new source or another trust changes it without a new run.
 */
export interface BoardNames {
	scope: string;
	cells: string;
	needs: string;
	leans: string;
	pathCells: string;
	said: string;
	claimed: string;
	missing: string;
	claims: string;
	lowered: string;
	steps: string;
}

export function boardNames(prefix: string): BoardNames {
	const name = (what: string) => identifier(`${prefix}_${what}`);
	return {
		scope: name('scope'),
		cells: name('cells'),
		needs: name('needs'),
		leans: name('leans'),
		pathCells: name('path_cells'),
		said: name('said'),
		claimed: name('claimed'),
		missing: name('missing'),
		claims: name('claims'),
		lowered: name('lowered'),
		steps: name('steps')
	};
}

export function boardStatements(names: BoardNames): string[] {
	return [...tables(names), claimsView(names), loweredView(names), stepsView(names)];
}

function tables(names: BoardNames): string[] {
	return [
		`CREATE TEMP TABLE ${names.scope} AS SELECT * FROM alerts LIMIT 0`,
		`CREATE TEMP TABLE ${names.cells} (cell VARCHAR, question VARCHAR, claim VARCHAR, review_by DATE)`,
		`CREATE TEMP TABLE ${names.needs} (cell VARCHAR, table_name VARCHAR, reach VARCHAR)`,
		`CREATE TEMP TABLE ${names.leans} (cell VARCHAR, trust VARCHAR)`,
		`CREATE TEMP TABLE ${names.pathCells} (path VARCHAR, cell VARCHAR, position INTEGER)`,
		`CREATE TEMP TABLE ${names.said} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.claimed} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.missing} (alert_id VARCHAR, table_name VARCHAR, reach VARCHAR, reason VARCHAR)`
	];
}

/**
 * A contradiction stands whatever else is missing; a claim whose data is missing cannot be confirmed; one
 * whose review was due before the alert has run out.
 */
function claimsView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.claims} AS
		WITH gaps AS (SELECT m.alert_id, n.cell, string_agg(m.reason, '; ' ORDER BY m.reason) AS reason
			FROM ${names.missing} AS m JOIN ${names.needs} AS n USING (table_name, reach) GROUP BY ALL)
		SELECT c.alert_id, c.cell, k.claim,
			CASE WHEN c.outcome = 'contradicted' THEN 'contradicted'
				WHEN k.review_by < s.ts::DATE THEN 'expired'
				WHEN c.outcome = 'untestable' OR g.reason IS NOT NULL THEN 'untestable'
				ELSE c.outcome END AS outcome,
			CASE WHEN c.outcome = 'contradicted' THEN c.because
				WHEN k.review_by < s.ts::DATE THEN 'its review was due on ' || k.review_by::VARCHAR
				ELSE coalesce(g.reason, c.because) END AS because
		FROM ${names.claimed} AS c JOIN ${names.cells} AS k USING (cell)
			JOIN ${names.scope} AS s USING (alert_id) LEFT JOIN gaps AS g USING (alert_id, cell)`;
}

function loweredView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.lowered} AS
		SELECT m.alert_id, n.cell, m.reason
		FROM ${names.missing} AS m JOIN ${names.needs} AS n USING (table_name, reach)
		UNION ALL
		SELECT t.alert_id, l.cell, 'the claim “' || t.claim || '” is ' || t.outcome || ': ' || t.because
		FROM ${names.claims} AS t JOIN ${names.leans} AS l ON l.trust = t.cell
		WHERE t.outcome IN ('contradicted', 'expired')`;
}

/** `lowered` lists why `clear` did not stand; null where it did, or was not said. */
function stepsView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.steps} AS
		WITH reasons AS (SELECT alert_id, cell, list(reason ORDER BY reason) AS reasons
			FROM ${names.lowered} GROUP BY ALL)
		SELECT a.alert_id, a.cell, k.question, a.outcome AS said, a.because,
			CASE WHEN a.outcome = 'clear' AND r.reasons IS NOT NULL THEN 'unknown' ELSE a.outcome END AS outcome,
			CASE WHEN a.outcome = 'clear' THEN r.reasons END AS lowered
		FROM ${names.said} AS a JOIN ${names.cells} AS k USING (cell)
			LEFT JOIN reasons AS r USING (alert_id, cell)`;
}

/** The steps of a path as they would stand in each scenario, from the relation `scenarios`. */
export function hypothesesSql(names: BoardNames, path: string): string {
	return `SELECT a.alert_id, c.scenario, c.cell, k.question, p.position,
			coalesce(c.forced::VARCHAR, CASE WHEN s.outcome = 'clear' THEN c.forced_if_clear::VARCHAR END, s.outcome) AS outcome,
			CASE WHEN c.forced IS NULL THEN s.because END AS because,
			CASE WHEN c.forced IS NULL THEN s.lowered END AS lowered
		FROM scenarios AS c
			JOIN ${names.pathCells} AS p ON p.cell = c.cell AND p.path = ${literal(path)}
			JOIN ${names.cells} AS k ON k.cell = c.cell
			CROSS JOIN ${names.scope} AS a
			LEFT JOIN ${names.steps} AS s ON s.alert_id = a.alert_id AND s.cell = c.cell
		WHERE c.forced IS NOT NULL OR s.outcome IS NOT NULL`;
}

/** What a verdict is asked over. */
export interface Supposed {
	/** Relation of the alerts. */
	scope: string;
	/** The scenarios, each in one row or in several. */
	scenarios: string;
	/** The steps, each with its scenario; may read the relation `scenarios`. */
	hypotheses: string;
	/** Whether the steps are of one alert, so that they do not say whose they are. */
	ofOne: boolean;
}

/**
 * The SQL of a verdict for every alert of the scope in every scenario: rows (alert_id, scenario, outcome,
 * because).
 */
export function verdictSql(
	verdict: string,
	{ scope, scenarios, hypotheses, ofOne }: Supposed
): string {
	const asked = `(SELECT s.*, c.scenario FROM ${scope} AS s
		CROSS JOIN (SELECT DISTINCT scenario FROM scenarios) AS c)`;
	const own = ofOne ? '' : 'h.alert_id = alert.alert_id AND ';
	const steps = `WITH steps AS (SELECT h.cell, h.position, h.question, h.outcome, h.because, h.lowered
		FROM hypotheses AS h WHERE ${own}h.scenario = alert.scenario)`;
	const columns =
		'alert.scenario, result.outcome::VARCHAR AS outcome, result.because::VARCHAR AS because';
	return `WITH scenarios AS (${scenarios}), hypotheses AS MATERIALIZED (${hypotheses})
		${forEach(asked, `${steps} SELECT * FROM (\n${verdict}\n)`, columns)}`;
}

/** A row of text values for INSERT; null for NULL. */
export function tuple(values: readonly (string | null)[]): string {
	return `(${values.map(literal).join(', ')})`;
}
