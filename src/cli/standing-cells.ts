import type { Value } from '#tables/value.ts';
import { standsAlone } from '#cells/facets.ts';
import { isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import type { Result } from '#engine/duckdb/engine.ts';
import { isoOf } from '#lib/time.ts';
import { shownCells, type Cell, type Notebook, type QuietCell } from '#notebook/notebook.ts';

/** Rows of a cell that are printed at most. */
const MOST = 100;

/** Gives some rows of a statement. */
type Ask = (sql: string, page: { offset: number; limit: number }) => Promise<Result>;

/**
 * What `run` prints of the cells that are no step, no claim and no verdict, in the order of the file.
 * @throws `cancelled`; `engine lost`
 */
export async function standingCells(
	notebook: Notebook,
	values: Readonly<Record<string, string>>,
	ask: Ask
): Promise<Record<string, unknown>[]> {
	const reports = [];
	for (const cell of shownCells(notebook).filter(({ kind }) => standsAlone(kind))) {
		const own = cell.type === 'quiet' ? said(cell, values) : await listed(cell, ask);
		reports.push({ cell: cell.spec.id, kind: cell.kind.name, ...own });
	}
	return reports;
}

function said({ kind, spec, text }: QuietCell, values: Readonly<Record<string, string>>): object {
	const parameter = kind.parameter?.(spec);
	return parameter === undefined ? { text } : { value: values[parameter.name] ?? null };
}

async function listed({ question, sql }: Cell, ask: Ask): Promise<object> {
	try {
		const { columns, rows } = await ask(sql, { offset: 0, limit: MOST + 1 });
		const shown = rows
			.slice(0, MOST)
			.map((row) =>
				Object.fromEntries(columns.map(({ name, type }, i) => [name, plain(row[i] ?? null, type)]))
			);
		return { question, rows: shown, more: rows.length > MOST, failure: null };
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return { question, rows: null, more: null, failure: messageOf(error) };
	}
}

function plain(value: Value, type: string): Value {
	return type === 'timestamp' && typeof value === 'bigint' ? isoOf(value) : value;
}
