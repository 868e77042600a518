import { plainName } from '#lib/plain-name.ts';
import { columnOf, columnsOfDomain } from '#tables/columns-of.ts';
import { namesOf, type ColumnDefinition } from '#tables/columns/column-row.ts';
import { commonColumns, eventTables, type EventTableName } from '#tables/event-tables.ts';
import { holds, isAddress, isTime, testOf, type SampledColumn } from './kinds.ts';
import { mappableColumns, type Mapping } from './mapping.ts';
import { referenceTable, referenceTables, type ReferenceTable } from './reference.ts';

export type { SampledColumn } from './kinds.ts';

/** Tables by what their columns give away, the first that fits; the last one fits all. */
const signs: readonly (readonly [EventTableName, readonly (readonly string[])[]])[] = [
	['alerts', [['signature', 'sid'], ['classification', 'priority', 'sensor', 'sid']]],
	['web', [['method', 'url', 'path'], ['status', 'user_agent', 'referer', 'host']]],
	['dns', [['qtype', 'rcode']]],
	['tls', [['server_name', 'ja3']]],
	['files', [columnsOfDomain('files', 'hash')]],
	['firewall', [['dst_ip'], ['action', 'rule', 'interface']]],
	['sessions', [['src_ip'], ['dst_ip']]],
	['host', []]
]; // prettier-ignore

type Columns = Record<string, string>;

/**
 * Proposes what the columns of a source mean: by their names first, then by what they hold. The columns that
 * nothing is known of are left out. Null where not even a time or an address is found, and for facts that
 * stand, where what they are about is not.
 * @param table the event table that they are of; chosen by what the columns give away if absent
 */
export function proposeMapping(
	columns: readonly SampledColumn[],
	table?: EventTableName
): Mapping | null {
	if (table === undefined) return proposeAny(columns);
	const reference = referenceTable(table);
	const found = reference === null ? eventColumns(table, columns) : factColumns(reference, columns);
	return found === null ? null : { table, columns: found };
}

/** A source with times as logs have them is of events; one without may be of facts that stand. */
function proposeAny(columns: readonly SampledColumn[]): Mapping | null {
	const table = tableOf(columns);
	const found = eventColumns(table, columns);
	const isVague = found === null || table === signs.at(-1)![0];
	const reference = referenceTables.find((one) => isOf(one, columns, isVague));
	if (reference !== undefined) return proposeMapping(columns, reference.table);
	return found === null ? null : { table, columns: found };
}

/**
 * Whether the columns are those of a register. Where they could as well be those of some event, their names
 * must say so, and more than one of them.
 */
function isOf(
	reference: ReferenceTable,
	columns: readonly SampledColumn[],
	isVague: boolean
): boolean {
	const facts = isVague
		? factColumns(reference, columns)
		: filled(byName(reference.table, columns));
	const groups = [...reference.needed.map((column) => [column]), ...reference.telling];
	if (facts === null || (groups.length < 2 && !isVague)) return false;
	if (!groups.every((group) => group.some((column) => column in facts))) return false;
	return !columns.some((column) => tellsOfEvents(column, Object.values(facts)));
}

/** Registers have dates too, but call them otherwise than logs do, save when an indicator was first seen. */
const timeNames = namesOf(commonColumns[0]!).filter((name) => name !== 'firstseen');

function tellsOfEvents(column: SampledColumn, taken: readonly string[]): boolean {
	if (!holds(column, isTime)) return false;
	return !taken.includes(column.name) || timeNames.includes(plainName(column.name));
}

function eventColumns(table: EventTableName, columns: readonly SampledColumn[]): Columns | null {
	const mapped = byName(table, columns);
	const free = columns.filter(({ name }) => !Object.values(mapped).includes(name));
	mapped.ts ??= free.find((column) => holds(column, isTime))?.name;
	const addresses = free.filter((column) => holds(column, isAddress)).map(({ name }) => name);
	mapped.src_ip ??= addresses.shift();
	mapped.dst_ip ??= addresses.shift();
	const found = filled(mapped);
	return found.ts === undefined && found.src_ip === undefined ? null : found;
}

/** What a register needs is also found by what the columns hold, in their order. */
function factColumns(reference: ReferenceTable, columns: readonly SampledColumn[]): Columns | null {
	const mapped = byName(reference.table, columns);
	for (const column of reference.needed) {
		const is = testOf(columnOf(reference.table, column)!.domain, true);
		if (mapped[column] !== undefined || is === null) continue;
		const taken = new Set(Object.values(mapped));
		mapped[column] = columns.find((one) => !taken.has(one.name) && holds(one, is))?.name;
	}
	const found = filled(mapped);
	return reference.needed.every((column) => column in found) ? found : null;
}

function filled(mapped: Record<string, string | undefined>): Columns {
	const entries = Object.entries(mapped);
	return Object.fromEntries(
		entries.filter((entry): entry is [string, string] => entry[1] !== undefined)
	);
}

function tableOf(columns: readonly SampledColumn[]): EventTableName {
	const fitting = signs.find(([table, groups]) =>
		groups.every((group) => group.some((name) => isNamed(columnOf(table, name)!, columns)))
	);
	return fitting![0];
}

function isNamed(column: ColumnDefinition, columns: readonly SampledColumn[]): boolean {
	return named(namesOf(column), columns) !== undefined;
}

/** Each column of the source stands for one column of the table, that of the more specific name. */
function byName(
	table: EventTableName,
	columns: readonly SampledColumn[]
): Record<string, string | undefined> {
	const mapped: Record<string, string | undefined> = {};
	const { standing } = eventTables[table];
	for (const column of mappableColumns(table)) {
		const source = named(namesOf(column), columns);
		if (source === undefined || Object.values(mapped).includes(source.name)) continue;
		if (fits(column, source, standing)) mapped[column.name] = source.name;
	}
	return mapped;
}

function named(
	names: readonly string[],
	columns: readonly SampledColumn[]
): SampledColumn | undefined {
	for (const name of names) {
		const found = columns.find((candidate) => spellings(candidate.name).includes(name));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** `event.src_ip` may also be called `src_ip`. */
function spellings(name: string): string[] {
	return [plainName(name), plainName(name.split('.').at(-1)!)];
}

/** A column named as an address, a time or a port is one only where it holds some. */
function fits({ domain }: ColumnDefinition, source: SampledColumn, standing: boolean): boolean {
	const test = testOf(domain, standing);
	return test === null || source.values.length === 0 || holds(source, test);
}
