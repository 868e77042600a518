import { scopeAt, type ScopedRelation } from '#engine/sql/scope-at.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { eventTables, type ColumnDefinition } from '#tables/event-tables.ts';
import type { SqlColumn, SqlDesk } from './sql-desk.ts';

/** The name by which SQL speaks of the row that is asked about. */
export const ALERT = 'alert';

/** A column that may be spoken of, and the relation that it is of. */
export interface KnownColumn extends SqlColumn {
	/** Null for a field of the alert. */
	relation: ScopedRelation | null;
}

/** Columns that may be spoken of at an offset, nearest first; those that cannot be told are left out. */
export async function columnsAt(
	sql: string,
	offset: number,
	desk: SqlDesk
): Promise<readonly KnownColumn[]> {
	const scope = scopeAt(sql, offset);
	return (await Promise.all(scope.map((relation) => columnsOf(relation, desk)))).flat();
}

/** Columns behind a name and a dot: of a relation that is called so, or of the alert. */
export async function membersOf(
	sql: string,
	offset: number,
	name: string,
	desk: SqlDesk
): Promise<readonly KnownColumn[]> {
	const called = name.toLowerCase();
	const relation = scopeAt(sql, offset).find((each) => each.called?.toLowerCase() === called);
	if (relation !== undefined) return columnsOf(relation, desk);
	if (called !== ALERT) return [];
	return desk.alertColumns().map((column) => ({ ...column, relation: null }));
}

/** The column that a name stands for, with the name of its relation before it or without; null where none is known. */
export async function columnNamed(
	parts: readonly string[],
	{ sql, offset, desk }: { sql: string; offset: number; desk: SqlDesk }
): Promise<KnownColumn | null> {
	const [name, of] = [parts.at(-1)!.toLowerCase(), parts.at(-2)];
	const known =
		of === undefined ? await columnsAt(sql, offset, desk) : await membersOf(sql, offset, of, desk);
	return known.find((column) => column.name.toLowerCase() === name) ?? null;
}

async function columnsOf(relation: ScopedRelation, desk: SqlDesk): Promise<readonly KnownColumn[]> {
	const columns = eventColumns(relation.table) ?? (await desk.columns(relation.rows)) ?? [];
	return columns.map((column) => ({ ...column, relation }));
}

/** Those of an event table are known without asking; null where it is none. */
function eventColumns(table: string | null): readonly SqlColumn[] | null {
	const known = Object.values(eventTables).find(({ name }) => name === table?.toLowerCase());
	return known === undefined ? null : known.columns.map(columnDefined);
}

/** A column as the table of columns has it. */
export function columnDefined({ name, type, domain, meaning }: ColumnDefinition): SqlColumn {
	return { name, type: sqlType(type), meaning: `${domain}: ${meaning}` };
}
