import type { Result } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { rowsOfPage } from '#engine/paging/rows-of-page.ts';
import type { RowChoices } from '#engine/sql/condition.ts';
import { narrowedSql } from '#engine/sql/narrowed.ts';
import { linkedPage, notLinked } from '#investigation/linked.ts';
import { Failure } from '#lib/failure.ts';
import { cellReadsOf } from '#notebook/cell-reads.ts';
import { checkParameters } from '#notebook/check-parameters.ts';
import { told, type Told } from '#notebook/error-words.ts';
import type { Page } from './page.ts';
import type { Services } from './services.ts';

/** What of the page a question to the data takes. */
export type AskedOf = Pick<Services, 'recipe' | 'data'> & {
	readonly alerts: Pick<Services['alerts'], 'current'>;
	readonly sources: Pick<Services['sources'], 'look'>;
	readonly runs: Pick<Services['runs'], 'askAbout'>;
};

/**
 * Rows of a statement that a person wrote, over all that is loaded; one that speaks of the alert, of a parameter or
 * of a cell of the recipe is asked with the recipe, about the alert at hand.
 * @param selection of which alone rows of event tables are read; empty for all of them
 * @throws `query failed`, also where it speaks of an alert and none is at hand; `cancelled`
 */
export async function askData(
	of: AskedOf,
	sql: string,
	page: Page,
	selection: readonly RowChoices[] = []
): Promise<Result> {
	checkSelect(sql);
	const bare = bareStatement(sql);
	const around = (statement: string) => narrowedSql(statement, selection);
	const narrowed = selection.length === 0 ? page : linkedPage({ ...notLinked, around }, page);
	if (isOfInvestigation(of, sql)) return of.runs.askAbout(bare, narrowed);
	checkParameters(sql, []);
	return lookedAt(of.sources, bare, narrowed);
}

/** Rows of a statement that is known to read only, over all that is loaded. */
export function lookedAt(
	sources: AskedOf['sources'],
	sql: string,
	{ again, signal, ...page }: Page
): Promise<Result> {
	const how = again === undefined ? {} : { again };
	return rowsOfPage(sql, (around, own) => sources.look(around(sql), { ...how, ...own }), page, {
		...(signal === undefined ? {} : { signal })
	});
}

/** Whether a statement speaks of the alert, of a parameter or of a cell of the recipe at hand. */
export function isOfInvestigation({ recipe }: Pick<AskedOf, 'recipe'>, sql: string): boolean {
	const { ofAlert, variables, tables } = cellReadsOf(sql);
	const cells = recipe.notebook?.analysis.cells ?? [];
	return ofAlert || variables.length > 0 || cells.some(({ spec }) => tables.includes(spec.id));
}

/** What failed, as the person is told who wrote the statement, with the place in it. */
export function faultOfQuestion(
	{ data }: Pick<AskedOf, 'data'>,
	sql: string,
	error: unknown
): Told {
	const place = error instanceof Failure ? error.place : null;
	const begin = place?.lastIndexOf(bareStatement(sql)) ?? -1;
	return told(error, sql, begin < 0 ? null : begin, data.views);
}
