import type { Node } from 'yaml';
import { eventTableNames, eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Need } from '#notebook/notebook.ts';
import { parsers } from './parsers.ts';

/** Something in the front matter that is not as it should be, by offsets into the YAML. */
export interface Misnamed {
	message: string;
	from: number;
	to: number;
}

/** What `needs` may hold, for the published schema. */
export const NEEDS_RULE = `event tables without which the recipe says little, each with the columns that must have a value somewhere, or a list of tables; the tables are ${eventTableNames.join(', ')}`;

/**
 * The tables and columns that a recipe needs, as they stand in its front matter. A name that is none is told
 * with its place, and the others hold.
 */
export function readNeeds(node: Node | null): { needs: Need[]; misnamed: Misnamed[] } {
	const misnamed: Misnamed[] = [];
	const needs = new Map<EventTableName, Set<string>>();
	for (const { name, columns } of entriesOf(node)) {
		const table = eventTableNames.find((known) => known === name.text);
		if (table === undefined) {
			misnamed.push(unknown('table', name, `; the tables are ${eventTableNames.join(', ')}`));
			continue;
		}
		const known = eventTables[table].columns.map((column) => column.name);
		const own = needs.get(table) ?? new Set();
		needs.set(table, own);
		for (const column of columns)
			if (known.includes(column.text)) own.add(column.text);
			else misnamed.push(unknown(`column of ${table}`, column));
	}
	return {
		needs: [...needs].map(([table, columns]) => ({ table, columns: [...columns] })),
		misnamed
	};
}

/** A name as written, and where. */
interface Name {
	text: string;
	from: number;
	to: number;
}

function entriesOf(node: Node | null): { name: Name; columns: Name[] }[] {
	const { isMap, isSeq } = parsers();
	if (isSeq(node)) return namesOf(node).map((name) => ({ name, columns: [] }));
	if (!isMap(node)) return [];
	return node.items.flatMap(({ key, value }) =>
		nameOf(key).map((name) => ({ name, columns: namesOf(value) }))
	);
}

function namesOf(node: unknown): Name[] {
	return parsers().isSeq(node) ? node.items.flatMap(nameOf) : [];
}

function nameOf(node: unknown): Name[] {
	if (!parsers().isScalar(node)) return [];
	const [from, to] = node.range ?? [0, 0];
	return [{ text: String(node.value), from, to }];
}

function unknown(what: string, { text, from, to }: Name, known = ''): Misnamed {
	return { message: `front matter: needs: unknown ${what}: ${text}${known}`, from, to };
}
