import {
	dataTypes,
	eventTableNames,
	type DataType,
	type EventTableName
} from '#tables/event-tables.ts';
import type { Within } from '#engine/store/missing.ts';
import { Failure } from '#lib/failure.ts';
import type { Attribute, Block, CellSpec } from './cell.ts';

/** Reading the attributes that several kinds share. */

export const pathAttribute: Attribute = {
	name: 'path',
	meaning: 'paths that it is a step of, separated by commas',
	required: false
};

export const needsAttribute: Attribute = {
	name: 'needs',
	meaning: 'event tables without which it cannot answer, separated by commas',
	required: false
};

export const withinAttribute: Attribute = {
	name: 'within',
	meaning:
		'how much of time those tables must cover: window (the default) or moment; never less than its SQL reads',
	required: false
};

export const dataTypeAttribute: Attribute = {
	name: 'type',
	meaning: 'the data type that it consults, where that is not simply the one of its tables',
	required: false
};

/** The filled form of what every kind may have. */
export function commonSpec(block: Block): CellSpec {
	if (block.id === null) throw notValid('an id is missing, as in {check=exposure}');
	return {
		id: block.id,
		paths: listOf(block, 'path'),
		needs: tablesOf(block),
		within: withinOf(block),
		moment: null,
		dataType: dataTypeOf(block),
		trusts: listOf(block, 'trust'),
		rows: block.attributes.get('rows') ?? null,
		open: null,
		claim: null,
		sql: block.body
	};
}

/** The names of a comma-separated attribute; empty where it is absent. */
export function listOf(block: Block, name: string): string[] {
	const text = block.attributes.get(name) ?? '';
	return text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** A date, `YYYY-MM-DD`; null where it is absent. */
export function dateOf(block: Block, name: string): string | null {
	const text = block.attributes.get(name) ?? null;
	if (text === null || isDate(text)) return text;
	throw notValid(`${name} is not a date as 2007-01-31: ${text}`);
}

/** A day that the calendar has: some of the 30 of February are taken for one of March. */
function isDate(text: string): boolean {
	if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) return false;
	return new Date(text).toISOString().startsWith(text);
}

/** A reason in words; null where the attribute is absent. */
export function reasonOf(block: Block, name: string): string | null {
	if (!block.attributes.has(name)) return null;
	const text = (block.attributes.get(name) ?? '').trim();
	if (text === '') throw notValid(`${name} gives no reason, as in ${name}="it decides nothing"`);
	return text;
}

export function notValid(message: string): Failure {
	return new Failure('recipe not valid', message);
}

function tablesOf(block: Block): EventTableName[] {
	return listOf(block, 'needs').map((name) => {
		const table = eventTableNames.find((known) => known === name);
		if (table === undefined)
			throw notValid(`unknown table: ${name}; the tables are ${eventTableNames.join(', ')}`);
		return table;
	});
}

function withinOf(block: Block): Within {
	const text = block.attributes.get('within') ?? 'window';
	if (text === 'window' || text === 'moment') return text;
	throw notValid(`within is neither window nor moment: ${text}`);
}

function dataTypeOf(block: Block): DataType | null {
	const text = block.attributes.get('type') ?? null;
	const type = dataTypes.find((known) => known === text);
	if (text === null || type !== undefined) return type ?? null;
	throw notValid(`unknown data type: ${text}; the data types are ${dataTypes.join(', ')}`);
}
