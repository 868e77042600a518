import { identifier, literal } from '#engine/sql/sql.ts';

/**
 * The tables in which the answers of one scope (one alert, or all) are gathered, under names with the
 * scope's own prefix. Whatever a check says stays in `said`; what becomes of it under missing data and
 * broken trust is worked out in views, so that a new source or another trust changes it without a new run.
 */
export interface BoardNames {
	scope: string;
	cells: string;
	sights: string;
	leans: string;
	pathCells: string;
	said: string;
	claimed: string;
	missing: string;
	away: string;
	claims: string;
	lowered: string;
	steps: string;
}

export function boardNames(prefix: string): BoardNames {
	const name = (what: string) => identifier(`${prefix}_${what}`);
	return {
		scope: name('scope'),
		cells: name('cells'),
		sights: name('sights'),
		leans: name('leans'),
		pathCells: name('path_cells'),
		said: name('said'),
		claimed: name('claimed'),
		missing: name('missing'),
		away: name('away'),
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
		`CREATE TEMP TABLE ${names.cells} (cell VARCHAR, question VARCHAR, open VARCHAR, claim VARCHAR, review_by DATE)`,
		`CREATE TEMP TABLE ${names.sights} (cell VARCHAR, table_name VARCHAR, reach VARCHAR, needed BOOLEAN)`,
		`CREATE TEMP TABLE ${names.leans} (cell VARCHAR, trust VARCHAR)`,
		`CREATE TEMP TABLE ${names.pathCells} (path VARCHAR, cell VARCHAR, position INTEGER)`,
		`CREATE TEMP TABLE ${names.said} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.claimed} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.away} (cell VARCHAR, reason VARCHAR)`,
		`CREATE TEMP TABLE ${names.missing} (alert_id VARCHAR, table_name VARCHAR, reach VARCHAR, reason VARCHAR)`
	];
}

/**
 * A claim about what is not loaded says nothing of this data. Of the others, a contradiction stands whatever else
 * is missing; a claim whose data is missing cannot be confirmed; one whose review was due before the alert has run
 * out.
 */
function claimsView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.claims} AS
		WITH gaps AS (SELECT m.alert_id, n.cell, string_agg(m.reason, '; ' ORDER BY m.reason) AS unseen,
				string_agg(m.reason, '; ' ORDER BY m.reason) FILTER (WHERE n.needed) AS reason
			FROM ${names.missing} AS m JOIN ${names.sights} AS n USING (table_name, reach) GROUP BY ALL)
		SELECT c.alert_id, c.cell,
			CASE WHEN w.reason IS NOT NULL THEN 'untestable'
				WHEN c.outcome = 'contradicted' THEN 'contradicted'
				WHEN k.review_by < s.ts::DATE THEN 'expired'
				WHEN c.outcome = 'untestable' OR g.reason IS NOT NULL THEN 'untestable'
				ELSE c.outcome END AS outcome,
			CASE WHEN w.reason IS NOT NULL THEN w.reason
				WHEN c.outcome = 'contradicted' THEN c.because
				WHEN k.review_by < s.ts::DATE THEN 'its review was due on ' || k.review_by::VARCHAR
				WHEN c.outcome = 'untestable' THEN nullif(concat_ws('; ', c.because, g.unseen), '')
				ELSE coalesce(g.reason, c.because) END AS because
		FROM ${names.claimed} AS c JOIN ${names.cells} AS k USING (cell)
			JOIN ${names.scope} AS s USING (alert_id) LEFT JOIN gaps AS g USING (alert_id, cell)
			LEFT JOIN ${names.away} AS w USING (cell)`;
}

/** A claim without an answer is one whose SQL failed. */
function loweredView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.lowered} AS
		SELECT m.alert_id, n.cell, m.reason, n.needed AS lowers, true AS of_data
		FROM ${names.missing} AS m JOIN ${names.sights} AS n USING (table_name, reach)
		UNION ALL
		SELECT a.alert_id, a.cell, 'the claim “' || k.claim || '” ' || CASE
			WHEN t.outcome IS NULL THEN 'could not be tested'
			ELSE 'is ' || t.outcome || coalesce(': ' || t.because, '') END, true, false
		FROM ${names.said} AS a JOIN ${names.leans} AS l USING (cell)
			JOIN ${names.cells} AS k ON k.cell = l.trust AND k.claim IS NOT NULL
			LEFT JOIN ${names.claims} AS t ON t.alert_id = a.alert_id AND t.cell = l.trust
		WHERE t.outcome IN ('contradicted', 'expired')
			OR t.outcome IS NULL AND l.trust NOT IN (SELECT cell FROM ${names.away})`;
}

/** `lowered` lists why `clear` did not stand, or what was missing where `unknown` was said; null where nothing. */
function stepsView(names: BoardNames): string {
	return `CREATE TEMP VIEW ${names.steps} AS
		WITH reasons AS (SELECT alert_id, cell, list(reason ORDER BY reason) FILTER (WHERE lowers) AS reasons,
				list(reason ORDER BY reason) FILTER (WHERE of_data) AS unseen
			FROM ${names.lowered} GROUP BY ALL)
		SELECT a.alert_id, a.cell, k.question, a.outcome AS said, a.because,
			CASE WHEN a.outcome = 'clear' AND r.reasons IS NOT NULL THEN 'unknown' ELSE a.outcome END AS outcome,
			CASE a.outcome WHEN 'clear' THEN r.reasons WHEN 'unknown' THEN r.unseen END AS lowered
		FROM ${names.said} AS a JOIN ${names.cells} AS k USING (cell)
			LEFT JOIN reasons AS r USING (alert_id, cell)`;
}

/**
 * The steps of a path as they would stand in each scenario, from the relation `scenarios`; the outcome of one
 * without an answer is null. Of one that is unknown by its own word, what was missing stands in its sentence.
 */
export function hypothesesSql(names: BoardNames, path: string): string {
	return `SELECT a.alert_id, c.scenario, c.cell, k.question, p.position,
			coalesce(c.forced::VARCHAR, CASE WHEN s.outcome = 'clear' THEN c.forced_if_clear::VARCHAR END, s.outcome) AS outcome,
			CASE WHEN c.forced IS NULL THEN CASE WHEN s.said = 'unknown'
				THEN nullif(concat_ws('; ', s.because, array_to_string(s.lowered, '; ')), '') ELSE s.because END END AS because,
			CASE WHEN c.forced IS NULL AND s.said = 'clear' THEN s.lowered END AS lowered,
			k.open IS NOT NULL AS may_stay_open
		FROM scenarios AS c
			JOIN ${names.pathCells} AS p ON p.cell = c.cell AND p.path = ${literal(path)}
			JOIN ${names.cells} AS k ON k.cell = c.cell
			CROSS JOIN ${names.scope} AS a
			LEFT JOIN ${names.steps} AS s ON s.alert_id = a.alert_id AND s.cell = c.cell`;
}

/** A row of text values for INSERT; null for NULL. */
export function tuple(values: readonly (string | null)[]): string {
	return `(${values.map(literal).join(', ')})`;
}
