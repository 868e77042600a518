import { scopeAt, type ScopedRelation } from '#engine/sql/scope-at.ts';
import { sqlType } from '#engine/sql/column-list.ts';
import { eventTables, type ColumnDefinition } from '#tables/event-tables.ts';
import type { SqlColumn, SqlDesk } from './sql-desk.ts';
import { structMembers } from './struct-members.ts';

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

/** What may stand behind names with dots between them: columns of a relation or the alert, parts of a struct in one. */
export async function membersBehind(
	sql: string,
	offset: number,
	names: readonly string[],
	desk: SqlDesk
): Promise<readonly KnownColumn[]> {
	const [first = '', ...rest] = names;
	const ofRelation = await membersOf(sql, offset, first, desk);
	if (ofRelation.length > 0) return partsOf(ofRelation, rest);
	const ofColumn = partsOf(await columnsAt(sql, offset, desk), names);
	// A table may be spoken of with its schema before it.
	return ofColumn.length > 0 ? ofColumn : membersOf(sql, offset, names.at(-1) ?? '', desk);
}

/** Of columns those that are inside of one by names, each inside of the one before. */
function partsOf(columns: readonly KnownColumn[], names: readonly string[]) {
	return names.reduce((known, name) => {
		const own = known.find((column) => column.name.toLowerCase() === name.toLowerCase());
		if (own === undefined) return [];
		return structMembers(own.type).map((member) => ({ ...own, ...member, meaning: '' }));
	}, columns);
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
