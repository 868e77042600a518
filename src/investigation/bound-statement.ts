import type { CellKind } from '#cells/cell.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { checkSelect } from '#engine/guard/sql-guard.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { isCancelled, isEngineLost } from '#lib/failure.ts';
import type { Parameter } from '#cells/parameter.ts';
import { alertColumn } from '#notebook/behind-alert.ts';
import { cellReadsOf } from '#notebook/cell-reads.ts';
import { checkParameters } from '#notebook/check-parameters.ts';
import { withUpstream } from '#notebook/compile.ts';
import { told, type Told } from '#notebook/error-words.ts';
import type { Cell, Notebook } from '#notebook/notebook.ts';
import { beginIn, behind } from './cell-fault.ts';
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
	const { notebook } = place;
	const upstream = notebook?.analysis.graph.behind(cellReadsOf(sql)) ?? [];
	const bound = await bind(sql, upstream, place);
	if (bound.fault === null) return bound;
	for (const cell of upstream) {
		const own = notebook?.analysis.graph.upstream(cell.spec.id) ?? [];
		const { fault } = await bind(cell.sql, own, { ...place, kind: cell.kind });
		if (fault !== null) return { columns: null, fault: ofCell(cell, fault, sql) };
	}
	return bound;
}

async function bind(
	sql: string,
	upstream: readonly Cell[],
	{ connection, notebook, natives, kind }: StatementPlace
): Promise<Bound> {
	try {
		checkSelect(sql);
		checkParameters(sql, notebook?.analysis.parameters ?? []);
	} catch (error) {
		return { columns: null, fault: told(error, sql, 0, natives) };
	}
	const parameters = notebook?.parameters ?? [];
	try {
		const { rows } = await connection.query(bindable(sql, { upstream, kind, parameters }));
		const columns = rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
		return { columns, fault: null };
	} catch (error) {
		if (isCancelled(error) || isEngineLost(error)) throw error;
		const typed = withTypedParameters(sql, parameters);
		const { message, position } = told(error, typed.sql, beginIn(error, typed.sql), natives);
		const written = position === null ? null : typed.writtenAt(position);
		return { columns: null, fault: { message, position: written } };
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

/** What is wrong with a cell stands where a statement reads it. */
function ofCell({ spec }: Cell, { message }: Told, sql: string): Told {
	const named = tokensOf(sql).find(({ word }) => word === spec.id.toLowerCase());
	return {
		message: `the cell ${spec.id} that it reads cannot be asked: ${message}`,
		position: named?.from ?? null
	};
}
