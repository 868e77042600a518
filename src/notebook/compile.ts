import { checkSelect } from '#engine/guard/sql-guard.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { identifier } from '#engine/sql/sql.ts';
import type { Analysis } from './analysis.ts';
import { alertRow } from './behind-alert.ts';
import { checkParameters } from './check-parameters.ts';
import { checkColumns } from './check-columns.ts';
import { checkTrusts } from './check-trusts.ts';
import type { Cell } from './notebook.ts';

/** A statement with the cells that it reads in front of it, as common table expressions. */
export function withUpstream(sql: string, upstream: readonly Cell[]): string {
	if (upstream.length === 0) return bareStatement(sql);
	const parts = upstream.map(
		(cell) => `${identifier(cell.spec.id)} AS (\n${bareStatement(cell.sql)}\n)`
	);
	return `WITH ${parts.join(', ')} SELECT * FROM (\n${bareStatement(sql)}\n)`;
}

/**
 * The SQL of a cell that can be run behind a row named `alert`, where each statement in it is one query that only
 * reads, and asks for no parameter, and leans on no claim, that the recipe does not have.
 * @throws what the guard says; as `checkParameters`, `checkTrusts`, `checkColumns`
 */
export function guardedSql(cell: Cell, analysis: Analysis): string {
	const { upstream, sql } = analysis.of(cell);
	for (const each of [cell, ...upstream]) {
		checkSelect(each.sql);
		checkParameters(each.sql, analysis.parameters);
	}
	checkTrusts(cell, analysis);
	checkColumns(cell);
	return sql;
}

/**
 * A statement about one alert, run for every row of the relation `scope`: each result row stands behind
 * its alert's `alert_id`, and an alert without one stands there once, with nulls.
 */
export function forEach(scope: string, sql: string, columns = 'result.*'): string {
	return `SELECT alert.alert_id, ${columns} FROM ${alertRow(scope)} LEFT JOIN LATERAL (\n${bareStatement(sql)}\n) AS result ON true`;
}
