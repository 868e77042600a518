import type { CellKind } from '#cells/cell.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { bareStatement } from '#engine/sql/bare-statement.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { Failure, isCancelled, isEngineLost } from '#lib/failure.ts';
import type { Parameter } from '#cells/parameter.ts';
import { alertColumn } from '#notebook/behind-alert.ts';
import { cellReadsOf } from '#notebook/cell-reads.ts';
import { checkParameters } from '#notebook/check-parameters.ts';
import { withUpstream } from '#notebook/compile.ts';
import { told, type Told } from '#notebook/error-words.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';
import { behind } from './cell-fault.ts';
import { withTypedParameters } from './typed-parameters.ts';

/** Where a statement would run. */
export interface StatementPlace {
	connection: Pick<Connection, 'query'>;
	/** Null where there is no recipe. */
	notebook: Pick<Notebook, 'analysis' | 'parameters'> | null;
	/** Names of native tables that are loaded. */
	natives: readonly string[];
	/** The kind of cell that it is of; null where it is of none. */
	kind: CellKind | null;
}

/** A column that a statement gives, with the database's name of its type. */
export interface BoundColumn {
	name: string;
	type: string;
}

/** What the engine's own binder says of a statement: the columns that it gives, or what is wrong with it. */
export type Bound =
	{ columns: readonly BoundColumn[]; fault: null } | { columns: null; fault: Told };

/**
 * Binds a statement as it would be run, with the cells that it reads, behind the row `alert`, and with parameters of
 * their types. No record is read.
 * @throws `cancelled`; `engine lost`
 */
export async function boundStatement(sql: string, place: StatementPlace): Promise<Bound> {
	const { notebook, connection, kind } = place;
	const upstream = notebook?.analysis.graph.behind(cellReadsOf(sql)) ?? [];
	const fault = await faultIn(sql, upstream, place);
	if (fault === null) {
		const parameters = notebook?.parameters ?? [];
		const { rows } = await connection.query(bindable(sql, { upstream, kind, parameters }));
		return {
			columns: rows.map(([name, type]) => ({ name: String(name), type: String(type) })),
			fault
		};
	}
	for (const cell of upstream) {
		const own = notebook?.analysis.graph.upstream(cell.spec.id) ?? [];
		const other = await faultIn(cell.sql, own, { ...place, kind: cell.kind });
		if (other !== null) return { columns: null, fault: ofCell(cell, other, sql) };
	}
	return { columns: null, fault };
}

async function faultIn(
	sql: string,
	upstream: readonly Cell[],
	{ connection, notebook, natives, kind }: StatementPlace
): Promise<Told | null> {
	const parameters = notebook?.parameters ?? [];
	const typed = withTypedParameters(sql, parameters);
	try {
		checkSelect(sql);
		checkParameters(sql, notebook?.analysis.parameters ?? []);
	} catch (error) {
		return told(error, sql, 0, natives);
	}
	try {
		await connection.query(bindable(sql, { upstream, kind, parameters }));
		return null;
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		const begin = error instanceof Failure ? beginIn(error, typed.sql) : null;
		const { message, position } = told(error, typed.sql, begin, natives);
		return { message, position: position === null ? null : typed.writtenAt(position) };
	}
}

interface Binding {
	upstream: readonly Cell[];
	kind: CellKind | null;
	parameters: readonly Parameter[];
}

function bindable(sql: string, { upstream, kind, parameters }: Binding): string {
	const typed = (text: string) => withTypedParameters(text, parameters).sql;
	const cells = upstream.map((cell) => ({ ...cell, sql: typed(cell.sql) }));
	const own = withUpstream(typed(sql), cells);
	const ofAlert = [sql, ...upstream.map((cell) => cell.sql)].some(
		(each) => cellReadsOf(each).ofAlert
	);
	if (kind === null && !ofAlert) return `DESCRIBE SELECT * FROM (\n${own}\n)`;
	return `DESCRIBE ${behind(alertColumn, own, kind)}`;
}

function beginIn({ place }: Failure, sql: string): number | null {
	const begin = place?.lastIndexOf(bareStatement(sql)) ?? -1;
	return begin < 0 ? null : begin;
}

/** What is wrong with a cell stands where a statement reads it. */
function ofCell({ spec }: Cell, { message }: Told, sql: string): Told {
	const named = tokensOf(sql).find(({ word }) => word === spec.id.toLowerCase());
	return {
		message: `the cell ${spec.id} that it reads cannot be asked: ${message}`,
		position: named?.from ?? null
	};
}
