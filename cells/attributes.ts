import {
	dataTypes,
	eventTableNames,
	type DataType,
	type EventTableName
} from '#tables/event-tables.ts';
import type { Within } from '#engine/derived/missing.ts';
import { Failure } from '#lib/failure.ts';
import type { Attribute, Attributes, Block, CellSpec, Named, SqlSpec } from './cell.ts';

/** Attributes by their types, and those that several kinds share. */

const optional = { words: [], of: null, required: null } as const;

/** Any text; null where it is absent. */
export function text(meaning: string): Attribute<string | null> {
	return { ...optional, type: 'text', meaning, absent: null, read: (given) => given };
}

/** Text that a block must have. @param example of the text */
export function requiredText(meaning: string, example: string): Attribute<string> {
	const required = `"${example}"`;
	const read = (given: string | null, name: string) => {
		if (given === null || given === '') throw missing(name, required);
		return given;
	};
	return { ...optional, type: 'text', meaning, required, absent: '', read };
}

/** A reason in words; null where it is absent. */
export function reason(meaning: string): Attribute<string | null> {
	const read = (given: string | null, name: string) => {
		if (given === null || given.trim() === '')
			throw notValid(`${name} gives no reason, as in ${name}="it decides nothing"`);
		return given.trim();
	};
	return { ...optional, type: 'text', meaning, absent: null, read };
}

/** Names with commas between them; empty where it is absent. */
export function names(meaning: string): Attribute<string[]> {
	return { ...optional, type: 'names', meaning, absent: [], read: listOf };
}

/** A date, `YYYY-MM-DD`; null where it is absent. */
export function date(meaning: string): Attribute<string | null> {
	return { ...optional, type: 'date', meaning, absent: null, read: dateOf };
}

/**
 * One of some words, which stands for `absent` where a block does not have it.
 * @param what it is that none of the words is, as `data type`
 */
export function choice<const Word extends string, const Absent>(
	meaning: string,
	{ words, absent, what }: { words: readonly Word[]; absent: Absent; what: string }
): Attribute<Word | Absent> {
	const read = (given: string | null) => {
		const word = words.find((known) => known === given);
		if (given !== null && word === undefined)
			throw notValid(`unknown ${what}: ${given}; the ${what}s are ${words.join(', ')}`);
		return word ?? absent;
	};
	return { ...optional, type: 'choice', meaning, words, absent, read };
}

/** The attribute, which a block must have. @param example as it is written behind the sign */
export function required<Value>(attribute: Attribute<Value>, example: string): Attribute<Value> {
	return { ...attribute, required: example };
}

/** The attribute, whose names are those of paths, claims or cells of the recipe, or of columns of the cell's rows. */
export function naming<Value>(of: Named, attribute: Attribute<Value>): Attribute<Value> {
	return { ...attribute, of };
}

/** A column of the cell's own rows; null where it is absent. */
export function column(meaning: string): Attribute<string | null> {
	return naming('column', text(meaning));
}

/** Several of them, with commas between them; empty where it is absent. */
export function columns(meaning: string): Attribute<string[]> {
	return naming('column', names(meaning));
}

export const path = naming('path', names('paths that it is a step of, separated by commas'));

export const needs: Attribute<EventTableName[]> = {
	...names('event tables without which it cannot answer, separated by commas'),
	words: eventTableNames,
	absent: [],
	read: tablesOf
};

export const within: Attribute<Within> = {
	...choice(
		'how much of time those tables must cover: window (the default) or moment; never less than its SQL reads',
		{ words: ['window', 'moment'], absent: 'window', what: 'reach' }
	),
	read: withinOf
};

export const dataType = choice<DataType, null>(
	'the data type that it consults, where that is not simply the one of its tables',
	{ words: dataTypes, absent: null, what: 'data type' }
);

export const moment = reason(
	'why what its SQL reads of time need not be covered beyond the moment of the alert'
);

/** What a step of a path may have. */
export const stepAttributes = { path, needs, within, moment };

/** What the attributes of a block come to. */
export type Values<Known extends Attributes> = {
	[Name in keyof Known]: Known[Name] extends Attribute<infer Value> ? Value : never;
};

/** @throws `recipe not valid` that names the attribute */
export function valuesOf<Known extends Attributes>(known: Known, block: Block): Values<Known> {
	const values: Record<string, unknown> = {};
	for (const name in known) {
		const given = block.attributes.get(name);
		const attribute = known[name]!;
		if (given === undefined && attribute.required !== null) throw missing(name, attribute.required);
		values[name] = given === undefined ? attribute.absent : attribute.read(given, name);
	}
	return values as Values<Known>;
}

/** The filled form of what every kind may have. */
export function commonSpec(block: Block, { path, needs, within, moment }: CommonValues): CellSpec {
	if (block.id === null) throw notValid('an id is missing, as in {check=exposure}');
	return {
		id: block.id,
		paths: path ?? [],
		needs: needs ?? [],
		within: moment == null ? (within ?? 'window') : 'moment',
		moment: moment ?? null,
		dataType: null,
		trusts: [],
		rows: null,
		open: null
	};
}

/** The same of a kind whose block is a statement. */
export function sqlSpec(block: Block, values: CommonValues): SqlSpec {
	return { ...commonSpec(block, values), sql: block.body };
}

type CommonValues = Partial<Values<typeof stepAttributes>>;

export function notValid(message: string): Failure {
	return new Failure('recipe not valid', message);
}

function missing(name: string, example: string): Failure {
	return notValid(`${name} is missing, as in ${name}=${example}`);
}

function listOf(given: string | null): string[] {
	return (given ?? '')
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function tablesOf(given: string | null): EventTableName[] {
	return listOf(given).map((name) => {
		const table = eventTableNames.find((known) => known === name);
		if (table === undefined)
			throw notValid(`unknown table: ${name}; the tables are ${eventTableNames.join(', ')}`);
		return table;
	});
}

function withinOf(given: string | null): Within {
	const word = given ?? 'window';
	if (word === 'window' || word === 'moment') return word;
	throw notValid(`within is neither window nor moment: ${word}`);
}

function dateOf(given: string | null, name: string): string | null {
	if (given === null || isDate(given)) return given;
	throw notValid(`${name} is not a date as 2007-01-31: ${given}`);
}

/** A day that the calendar has: some of the 30 of February are taken for one of March. */
function isDate(given: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(given) || Number.isNaN(Date.parse(given))) return false;
	return new Date(given).toISOString().startsWith(given);
}
