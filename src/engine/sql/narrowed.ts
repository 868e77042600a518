import {
	commonColumns,
	eventTables,
	isEventTable,
	type EventTableName
} from '#tables/event-tables.ts';
import { columnsOfChoices, selectionSql, type RowChoices } from './condition.ts';
import { readPlaces } from './reader.ts';
import { lastPartOf } from './relation.ts';
import { perStatement } from './tokens.ts';

/** An event table of which a statement reads some rows alone. */
export interface NarrowedTable {
	table: EventTableName;
	/** The condition that they meet. */
	where: string;
	/** Those of the choices, by their index, that it has no column for. */
	lacks: readonly number[];
}

/** What of a statement is narrowed, and what not. */
export interface NarrowReach {
	narrowed: readonly NarrowedTable[];
	/** What is read whole: tables without the columns, native tables, what is qualified by its schema. */
	whole: readonly string[];
}

/**
 * A statement that reads of each event table only the rows of a selection: each table stands under its own name in
 * front of it. A table is narrowed by what it has all columns for.
 * @param selection all of these hold
 */
export function narrowedSql(sql: string, selection: readonly RowChoices[]): string {
	const tables = tablesNamed(sql).flatMap((table) => narrowedTable(table, selection) ?? []);
	if (tables.length === 0) return sql;
	// What is inlined is asked for the columns alone that are read of it.
	const parts = tables.map(
		({ table, where }) =>
			`${table} AS NOT MATERIALIZED (SELECT * FROM main.${table} WHERE ${where})`
	);
	return `WITH ${parts.join(',\n')}\nSELECT * FROM (\n${sql}\n) AS result`;
}

/** Which of the relations that a statement reads {@link narrowedSql} narrows. */
export function narrowReach(sql: string, selection: readonly RowChoices[]): NarrowReach {
	const reads = readsNamed(sql);
	const found = reads.map(({ name, isQualified }) => ({
		name,
		narrowed: isQualified || !isEventTable(name) ? null : narrowedTable(name, selection)
	}));
	return {
		narrowed: found.flatMap(({ narrowed }) => narrowed ?? []),
		whole: [...new Set(found.flatMap(({ name, narrowed }) => (narrowed === null ? name : [])))]
	};
}

/** How a selection narrows an event table; null where that has the columns of nothing that is selected. */
export function narrowedTable(
	table: EventTableName,
	selection: readonly RowChoices[]
): NarrowedTable | null {
	const columns = new Set(linkedColumns(table));
	const fits = selection.map((choices) =>
		columnsOfChoices(choices).every((name) => columns.has(name))
	);
	const held = selection.filter((_, i) => fits[i]);
	if (held.length === 0) return null;
	const lacks = fits.flatMap((fit, i) => (fit ? [] : i));
	return { table, where: selectionSql(held), lacks };
}

/** Event tables whose names stand anywhere in a statement: one that is narrowed and not read costs nothing. */
const tablesNamed = perStatement((tokens): readonly EventTableName[] => {
	const words = new Set(tokens.map(({ word }) => word));
	return Object.values(eventTables).flatMap(({ name }) => (words.has(name) ? name : []));
});

/** What is read, in lower case, each once. */
const readsNamed = perStatement((tokens): readonly { name: string; isQualified: boolean }[] => {
	const reads = readPlaces(tokens).map((at) => {
		const last = lastPartOf(tokens, at);
		return { name: tokens[last]!.word!, isQualified: last > at };
	});
	return [...new Map(reads.map((read) => [`${read.isQualified} ${read.name}`, read])).values()];
});

/** The columns of an event table; of facts that stand those that events do not have, of which they say nothing. */
export function linkedColumns(table: EventTableName): readonly string[] {
	const { columns, standing } = eventTables[table];
	const isCommon = (name: string) => commonColumns.some((column) => column.name === name);
	return columns.map(({ name }) => name).filter((name) => !standing || !isCommon(name));
}
