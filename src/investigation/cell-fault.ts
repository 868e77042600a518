import type { CellKind } from '#cells/cell.ts';
import { concludes } from '#cells/facets.ts';
import type { Connection, QueryOptions } from '#engine/duckdb/engine.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { viewsOfSources } from '#engine/store/load.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { Failure, isCancelled, isEngineLost, messageOf } from '#lib/failure.ts';
import { alertColumn, alertRow } from '#notebook/behind-alert.ts';
import { placeText, told, type Told } from '#notebook/error-words.ts';
import type { Analysis } from '#notebook/analysis.ts';
import { checkParameters } from '#notebook/check-parameters.ts';
import type { Cell } from '#notebook/notebook.ts';
import type { CellFailure } from './result.ts';

/** Where a cell failed. */
export interface FaultPlace {
	connection: Connection;
	/** Relation of the alerts that it was asked about. */
	scope: string;
	analysis: Analysis;
	options: QueryOptions;
}

const noSteps = `SELECT NULL::VARCHAR AS cell, NULL::INTEGER AS position, NULL::VARCHAR AS question,
	NULL::VARCHAR AS outcome, NULL::VARCHAR AS because, NULL::VARCHAR[] AS lowered`;

/**
 * Finds out in whose SQL it was that a cell failed, and where: first each query that it reads and then the cell
 * itself is bound alone, without a row being read; where all of them can be, the queries are run.
 * @throws `cancelled`; `engine lost`
 */
export async function faultOf(
	error: unknown,
	cell: Cell,
	around: FaultPlace
): Promise<CellFailure> {
	if (isCancelled(error) || isEngineLost(error)) throw error;
	// What is wrong with an answer is no fault of a statement.
	if (!(error instanceof Failure) || error.place === null)
		return { message: messageOf(error), position: null };
	const upstream = around.analysis.of(cell).upstream;
	for (const suspect of [...upstream, cell]) {
		const fault = await tried(suspect, around, () => bindable(suspect, cell, around));
		if (fault !== null) return failureOf(fault, suspect, cell);
	}
	for (const suspect of upstream) {
		const fault = await tried(suspect, around, () => runnable(suspect, cell, around));
		if (fault !== null) return failureOf(fault, suspect, cell);
	}
	return failureOf(told(error, cell.sql, beginIn(error, cell.sql)), cell, cell);
}

/** What is told of the cell where the fault is a suspect's. */
function failureOf({ message, position }: Told, suspect: Cell, cell: Cell): CellFailure {
	const { sql } = suspect;
	const { id } = suspect.spec;
	const said = position === null ? message : `${message} (${placeText(sql, position)})`;
	if (suspect === cell) return { message: said, position };
	const waits = `it waits for the query ${id}, which failed: ${said}`;
	return { message: waits, position: null, query: { cell: id, sql, position } };
}

async function tried(
	suspect: Cell,
	{ connection, options, analysis }: FaultPlace,
	statement: () => string
): Promise<Told | null> {
	try {
		checkSelect(suspect.sql);
		checkParameters(suspect.sql, analysis.parameters);
		await connection.query(statement(), options);
		return null;
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		return told(error, suspect.sql, beginIn(error, suspect.sql), await nativeTables(connection));
	}
}

/** Names of the native tables of the loaded sources. */
async function nativeTables(connection: Connection): Promise<string[]> {
	return [...(await viewsOfSources(connection)).values()].flatMap((view) => view ?? []);
}

function bindable(suspect: Cell, cell: Cell, { analysis }: FaultPlace): string {
	const { sql } = analysis.of(suspect);
	return `DESCRIBE ${behind(alertColumn, sql, cell.kind)}`;
}

/** A query that does not speak of the alert is run once, and not once for each alert. */
function runnable(suspect: Cell, cell: Cell, { analysis, scope }: FaultPlace): string {
	const { sql, upstream } = analysis.of(suspect);
	const reads = `SELECT max(hash(COLUMNS(*))) FROM (\n${sql}\n)`;
	return [...upstream, suspect].some(({ reads }) => reads.ofAlert)
		? behind(alertRow(`(SELECT *, NULL AS scenario FROM ${scope})`), reads, cell.kind)
		: reads;
}

/** A statement where one of such a cell stands, or of none: behind an alert, and that of a verdict over steps too. */
export function behind(alert: string, sql: string, kind: CellKind | null): string {
	const over = `WITH steps AS (${noSteps} WHERE false) SELECT * FROM (\n${sql}\n)`;
	const own = kind !== null && concludes(kind) ? over : sql;
	return `SELECT result.* FROM ${alert} CROSS JOIN LATERAL (\n${own}\n) AS result`;
}

/** Where the SQL of a cell begins in the statement that failed: behind that of the queries that it reads. */
export function beginIn(error: unknown, sql: string): number | null {
	const own = bareStatement(sql);
	const begin = error instanceof Failure ? (error.place?.lastIndexOf(own) ?? -1) : -1;
	return begin < 0 ? null : begin;
}
