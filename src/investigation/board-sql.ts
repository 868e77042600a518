import { identifier, literal } from '#engine/sql/sql.ts';
import { claimRules, leaningRules, stepRules, supposedRules } from './answer-rules.ts';
import { ruleSql } from './rules.ts';

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
		`CREATE TEMP TABLE ${names.sights} (cell VARCHAR, need VARCHAR, needed BOOLEAN)`,
		`CREATE TEMP TABLE ${names.leans} (cell VARCHAR, trust VARCHAR)`,
		`CREATE TEMP TABLE ${names.pathCells} (path VARCHAR, cell VARCHAR, position INTEGER)`,
		`CREATE TEMP TABLE ${names.said} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.claimed} (alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)`,
		`CREATE TEMP TABLE ${names.away} (cell VARCHAR, reason VARCHAR)`,
		`CREATE TEMP TABLE ${names.missing} (alert_id VARCHAR, table_name VARCHAR, need VARCHAR, reason VARCHAR)`
	];
}

function claimsView(names: BoardNames): string {
	const facts = {
		said: 'c.outcome',
		because: 'c.because',
		away: 'w.reason',
		needed: 'g.needed',
		unseen: 'g.unseen',
		review: 'k.review_by::VARCHAR',
		reviewDay: 'k.review_by',
		alertDay: 's.ts::DATE'
	};
	return `CREATE TEMP VIEW ${names.claims} AS
		WITH gaps AS (SELECT m.alert_id, n.cell, list(DISTINCT m.reason ORDER BY m.reason) AS unseen,
				list(DISTINCT m.reason ORDER BY m.reason) FILTER (WHERE n.needed) AS needed
			FROM ${names.missing} AS m JOIN ${names.sights} AS n USING (need) GROUP BY ALL)
		SELECT c.alert_id, c.cell, ${ruleSql(claimRules, 'outcome', facts)} AS outcome,
			${ruleSql(claimRules, 'because', facts)} AS because
		FROM ${names.claimed} AS c JOIN ${names.cells} AS k USING (cell)
			JOIN ${names.scope} AS s USING (alert_id) LEFT JOIN gaps AS g USING (alert_id, cell)
			LEFT JOIN ${names.away} AS w USING (cell)`;
}

/** What stands against the answers, and what is missing of what they read. */
function loweredView(names: BoardNames): string {
	const facts = {
		claim: 'k.claim',
		outcome: 't.outcome',
		because: 't.because',
		away: 'w.reason'
	};
	return `CREATE TEMP VIEW ${names.lowered} AS
		SELECT m.alert_id, n.cell, m.reason, n.needed AS lowers, true AS of_data
		FROM ${names.missing} AS m JOIN ${names.sights} AS n USING (need)
		UNION ALL
		SELECT * FROM (SELECT a.alert_id, a.cell, ${ruleSql(leaningRules, 'reason', facts)} AS reason, true, false
			FROM ${names.said} AS a JOIN ${names.leans} AS l USING (cell)
				JOIN ${names.cells} AS k ON k.cell = l.trust AND k.claim IS NOT NULL
				LEFT JOIN ${names.claims} AS t ON t.alert_id = a.alert_id AND t.cell = l.trust
				LEFT JOIN ${names.away} AS w ON w.cell = l.trust)
		WHERE reason IS NOT NULL`;
}

/** `lowered` lists why `clear` did not stand, or what was missing where `unknown` was said; null where nothing. */
function stepsView(names: BoardNames): string {
	const facts = { said: 'a.outcome', against: 'r.against', unseen: 'r.unseen' };
	return `CREATE TEMP VIEW ${names.steps} AS
		WITH reasons AS (SELECT alert_id, cell, list(DISTINCT reason ORDER BY reason) FILTER (WHERE lowers) AS against,
				list(DISTINCT reason ORDER BY reason) FILTER (WHERE of_data) AS unseen
			FROM ${names.lowered} GROUP BY ALL)
		SELECT a.alert_id, a.cell, k.question, a.outcome AS said, a.because,
			${ruleSql(stepRules, 'outcome', facts)} AS outcome, ${ruleSql(stepRules, 'lowered', facts)} AS lowered
		FROM ${names.said} AS a JOIN ${names.cells} AS k USING (cell)
			LEFT JOIN reasons AS r USING (alert_id, cell)`;
}

/**
 * The steps of a path as they would stand in each scenario, from the relation `scenarios`; the outcome of one
 * without an answer is null.
 */
export function hypothesesSql(names: BoardNames, path: string): string {
	const facts = {
		forced: 'c.forced::VARCHAR',
		forcedIfClear: 'c.forced_if_clear::VARCHAR',
		outcome: 's.outcome',
		said: 's.said',
		because: 's.because',
		lowered: 's.lowered'
	};
	return `SELECT a.alert_id, c.scenario, c.cell, k.question, p.position,
			${ruleSql(supposedRules, 'outcome', facts)} AS outcome,
			${ruleSql(supposedRules, 'because', facts)} AS because,
			${ruleSql(supposedRules, 'lowered', facts)} AS lowered,
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
