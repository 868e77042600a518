import { plainName } from '#lib/plain-name.ts';
import { namesOf, type ColumnDefinition } from './columns/column-row.ts';
import { provenanceRows } from './columns/common-columns.ts';
import { domains, type Domain, type DomainDefinition, type Meaning } from './columns/domain.ts';
import { commonColumns, eventTables, type EventTableName } from './event-tables.ts';

/** Columns that say from which record of which source a row comes. */
export const provenance: readonly string[] = provenanceRows.map(([name]) => name);

/** Whether a column says of which flow or of which record a row is, and nothing else of it. */
export function isOfOrigin(column: string): boolean {
	return column === 'community_id' || provenance.includes(column);
}

const tables = Object.values(eventTables);

/** Columns that the import sets in every row, whatever the source says. */
export const importColumns: ReadonlySet<string> = new Set(
	tables
		.flatMap(({ columns }) => columns)
		.filter(({ setBy }) => setBy === 'import')
		.map(({ name }) => name)
);

/**
 * The columns of a table that say something of what its rows are about: of reference tables, whose rows are of no
 * exchange, only those common columns that the table itself lists.
 */
export function tellingColumns(table: EventTableName): readonly ColumnDefinition[] {
	const { columns, standing } = eventTables[table];
	return standing ? columns.filter((column) => !commonColumns.includes(column)) : columns;
}

/** The names of the columns of a table that are of a domain. */
export function columnsOfDomain(table: EventTableName, domain: Domain): string[] {
	return tellingColumns(table)
		.filter((column) => column.domain === domain)
		.map(({ name }) => name);
}

/** The column of a table; null where it has none of that name. */
export function columnOf(table: EventTableName, name: string): ColumnDefinition | null {
	return eventTables[table].columns.find((column) => column.name === name) ?? null;
}

/** What programs call the columns of a table for which any names are listed, by column: `Name`, as its rows have it. */
export function listedNames<Name extends string>(
	table: EventTableName
): Readonly<Record<Name, readonly string[]>> {
	const listed = tellingColumns(table).filter(({ synonyms }) => synonyms !== null);
	const names = listed.map((column) => [column.name, namesOf(column)] as const);
	return Object.fromEntries(names) as Record<Name, readonly string[]>;
}

/** What the values of a column are looked for as, wherever else they stand. */
export function soughtAs({ domain }: Pick<ColumnDefinition, 'domain'>): readonly Meaning[] {
	return domains[domain].sought;
}

const sureDomains = new Map(
	tables
		.flatMap(({ columns }) => columns)
		.flatMap(({ sure, domain }) => sure.map((name) => [name, domain] as const))
		.toReversed()
);

/** The domain of a column of a source's own, by its name; null where that does not say surely enough. */
export function domainOfOwn(name: string): Domain | null {
	return sureDomains.get(plainName(name)) ?? null;
}

const named = new Map<string, DomainDefinition>(
	tables.flatMap(({ columns }) => columns.map(({ name, domain }) => [name, domains[domain]]))
);
const ended = new Map<string, DomainDefinition>(
	Object.values(domains).flatMap((domain: DomainDefinition) =>
		domain.endings.map((word) => [word, domain] as const)
	)
);

/** Whether the numbers of a column name something, as ports and ids do, and count nothing: by its name, or its last word. */
export function holdsNames(column: string): boolean {
	const last = column.slice(column.lastIndexOf('_') + 1);
	return (named.get(column) ?? named.get(last) ?? ended.get(last))?.names ?? false;
}
