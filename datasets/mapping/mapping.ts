import { tellingColumns } from '#tables/columns-of.ts';
import { eventTables, type ColumnDefinition, type EventTableName } from '#tables/event-tables.ts';
import { Failure } from '#lib/failure.ts';

/** Which columns of a source of any shape mean which columns of an event table. */
export interface Mapping {
	table: EventTableName;
	/**
	 * The source's column by the event table's. A column of a delimited text goes by its name in the header, a
	 * value of a JSON object by its keys with full stops between them.
	 */
	columns: Readonly<Record<string, string>>;
}

/** Event tables that a mapping may fill: all but packets, which no table of values can tell of. */
export const mappableTables: readonly EventTableName[] = Object.values(eventTables)
	.filter(({ dataType }) => dataType !== 'full content')
	.map(({ name }) => name);

/** The columns of a table that a mapping may fill. */
export function mappableColumns(table: EventTableName): ColumnDefinition[] {
	return tellingColumns(table).filter(({ setBy }) => setBy === null);
}

/** A mapping out of JSON that somebody wrote. @throws `usage` that names what does not fit */
export function mappingOf(json: unknown): Mapping {
	const { table, columns } = (json ?? {}) as { table?: unknown; columns?: unknown };
	if (!mappableTables.some((name) => name === table))
		throw new Failure(
			'usage',
			`mapping names no table of ${mappableTables.join(', ')}: ${String(table)}`
		);
	if (typeof columns !== 'object' || columns === null)
		throw new Failure('usage', 'mapping has no columns');
	const known = mappableColumns(table as EventTableName).map(({ name }) => name);
	for (const [column, source] of Object.entries(columns)) {
		if (!known.includes(column))
			throw new Failure('usage', `table ${table} has no column to map to: ${column}`);
		if (typeof source !== 'string' || source === '')
			throw new Failure('usage', `mapping of ${column} names no column of the source`);
	}
	return { table: table as EventTableName, columns: columns as Record<string, string> };
}
