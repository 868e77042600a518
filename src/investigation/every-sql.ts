import { literal } from '#engine/sql/sql.ts';
import { claimRules, leaningRules, stepRules, supposedRules } from './answer-rules.ts';
import { ruleSql } from './rules.ts';

/**
 * The tables in which the answers about every alert are gathered. Whatever a check says stays in `said`; what becomes
 * of it under missing data and broken trust is worked out in views, so that a new source or another trust changes it
 * without a new run. In `again` stands what is asked to be measured, and nobody reads it.
 */
export const tables = {
	scope: 'every_scope',
	cells: 'every_cells',
	sights: 'every_sights',
	leans: 'every_leans',
	pathCells: 'every_path_cells',
	said: 'every_said',
	claimed: 'every_claimed',
	again: 'every_again',
	missing: 'every_missing',
	away: 'every_away',
	claims: 'every_claims',
	lowered: 'every_lowered',
	steps: 'every_steps'
};

const answer = '(alert_id VARCHAR, cell VARCHAR, outcome VARCHAR, because VARCHAR)';

/** Makes the tables and views anew on a connection, which alone sees them. */
export function everyStatements(): string[] {
	const table = (name: string, columns: string) =>
		`CREATE OR REPLACE TEMP TABLE ${name} ${columns}`;
	return [
		table(tables.scope, 'AS SELECT * FROM alerts LIMIT 0'),
		table(
			tables.cells,
			'(cell VARCHAR, question VARCHAR, open VARCHAR, claim VARCHAR, review_by DATE)'
		),
		table(tables.sights, '(cell VARCHAR, need VARCHAR, needed BOOLEAN)'),
		table(tables.leans, '(cell VARCHAR, trust VARCHAR)'),
		table(tables.pathCells, '(path VARCHAR, cell VARCHAR, position INTEGER)'),
		table(tables.said, answer),
		table(tables.claimed, answer),
		table(tables.again, answer),
		table(tables.away, '(cell VARCHAR, reason VARCHAR)'),
		table(tables.missing, '(alert_id VARCHAR, table_name VARCHAR, need VARCHAR, reason VARCHAR)'),
		claimsView(),
		loweredView(),
		stepsView()
	];
}

function claimsView(): string {
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
	return `CREATE OR REPLACE TEMP VIEW ${tables.claims} AS
		WITH gaps AS (SELECT m.alert_id, n.cell, list(DISTINCT m.reason ORDER BY m.reason) AS unseen,
				list(DISTINCT m.reason ORDER BY m.reason) FILTER (WHERE n.needed) AS needed
			FROM ${tables.missing} AS m JOIN ${tables.sights} AS n USING (need) GROUP BY ALL)
		SELECT c.alert_id, c.cell, ${ruleSql(claimRules, 'outcome', facts)} AS outcome,
			${ruleSql(claimRules, 'because', facts)} AS because
		FROM ${tables.claimed} AS c JOIN ${tables.cells} AS k USING (cell)
			JOIN ${tables.scope} AS s USING (alert_id) LEFT JOIN gaps AS g USING (alert_id, cell)
			LEFT JOIN ${tables.away} AS w USING (cell)`;
}

/** What stands against the answers, what is missing of what they read, and what they take on trust untested. */
function loweredView(): string {
	const facts = {
		claim: 'k.claim',
		outcome: 't.outcome',
		because: 't.because',
		away: 'w.reason'
	};
	return `CREATE OR REPLACE TEMP VIEW ${tables.lowered} AS
		SELECT m.alert_id, n.cell, m.reason, n.needed AS lowers, true AS of_data, NULL AS untested
		FROM ${tables.missing} AS m JOIN ${tables.sights} AS n USING (need)
		UNION ALL
		SELECT alert_id, cell, reason, reason IS NOT NULL, false, untested
		FROM (SELECT a.alert_id, a.cell, ${ruleSql(leaningRules, 'reason', facts)} AS reason,
				${ruleSql(leaningRules, 'untested', facts)} AS untested
			FROM ${tables.said} AS a JOIN ${tables.leans} AS l USING (cell)
				JOIN ${tables.cells} AS k ON k.cell = l.trust AND k.claim IS NOT NULL
				LEFT JOIN ${tables.claims} AS t ON t.alert_id = a.alert_id AND t.cell = l.trust
				LEFT JOIN ${tables.away} AS w ON w.cell = l.trust)
		WHERE reason IS NOT NULL OR untested IS NOT NULL`;
}

/**
 * `lowered` lists why `clear` did not stand, or what was missing where `unknown` was said, and `untested` the claims that
 * a `clear` takes on trust; null where nothing.
 */
function stepsView(): string {
	const facts = {
		said: 'a.outcome',
		against: 'r.against',
		unseen: 'r.unseen',
		untested: 'r.untested'
	};
	return `CREATE OR REPLACE TEMP VIEW ${tables.steps} AS
		WITH reasons AS (SELECT alert_id, cell, list(DISTINCT reason ORDER BY reason) FILTER (WHERE lowers) AS against,
				list(DISTINCT reason ORDER BY reason) FILTER (WHERE of_data) AS unseen,
				list(DISTINCT untested ORDER BY untested) FILTER (WHERE untested IS NOT NULL) AS untested
			FROM ${tables.lowered} GROUP BY ALL)
		SELECT a.alert_id, a.cell, k.question, a.outcome AS said, a.because,
			${ruleSql(stepRules, 'outcome', facts)} AS outcome, ${ruleSql(stepRules, 'lowered', facts)} AS lowered,
			${ruleSql(stepRules, 'untested', facts)} AS untested
		FROM ${tables.said} AS a JOIN ${tables.cells} AS k USING (cell)
			LEFT JOIN reasons AS r USING (alert_id, cell)`;
}

/**
 * The steps of a path as they would stand in each scenario, from the relation `scenarios`; the outcome of one
 * without an answer is null.
 */
export function hypothesesSql(path: string): string {
	const facts = {
		forced: 'c.forced::VARCHAR',
		forcedIfClear: 'c.forced_if_clear::VARCHAR',
		outcome: 's.outcome',
		said: 's.said',
		because: 's.because',
		lowered: 's.lowered',
		untested: 's.untested'
	};
	return `SELECT a.alert_id, c.scenario, c.cell, k.question, p.position,
			${ruleSql(supposedRules, 'outcome', facts)} AS outcome,
			${ruleSql(supposedRules, 'because', facts)} AS because,
			${ruleSql(supposedRules, 'lowered', facts)} AS lowered,
			${ruleSql(supposedRules, 'untested', facts)} AS untested,
			k.open IS NOT NULL AS may_stay_open
		FROM scenarios AS c
			JOIN ${tables.pathCells} AS p ON p.cell = c.cell AND p.path = ${literal(path)}
			JOIN ${tables.cells} AS k ON k.cell = c.cell
			CROSS JOIN ${tables.scope} AS a
			LEFT JOIN ${tables.steps} AS s ON s.alert_id = a.alert_id AND s.cell = c.cell`;
}

/** A row of text values for INSERT; null for NULL. */
export function tuple(values: readonly (string | null)[]): string {
	return `(${values.map(literal).join(', ')})`;
}
