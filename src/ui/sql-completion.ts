import type { Completion, CompletionResult } from '@codemirror/autocomplete';
import { commonTablesAt } from '#engine/sql/scope-at.ts';
import { duckdbKeywords } from '#engine/sql/keywords.ts';
import { identifier } from '#engine/sql/sql.ts';
import { numberText } from '#lib/format-number.ts';
import { visible } from '#lib/visible.ts';
import type { SqlDesk, SqlValues } from './sql-desk.ts';
import { ALERT, columnNamed, columnsAt, membersBehind, type KnownColumn } from './sql-names.ts';
import { sqlPlaceAt, type SqlPlace } from './sql-place.ts';
import { isKeyword } from './sql-spans.ts';

/** What may be written from an offset on. */
export interface SqlOffer extends Pick<CompletionResult, 'from' | 'options' | 'validFor'> {
	/** With which each text ends; one that stands behind the cursor already is not written twice. */
	quote: string | null;
}

/** What may be written at an offset of a statement; null where nothing is offered. */
export async function sqlCompletions(
	sql: string,
	offset: number,
	desk: SqlDesk
): Promise<SqlOffer | null> {
	const place = sqlPlaceAt(sql, offset);
	if (place.kind === 'nothing') return null;
	const options = await optionsOf(place, sql, desk);
	if (options.length === 0) return null;
	const validFor = place.kind === 'value' ? /^[^']*$/ : /^[\w$]*$/;
	return { from: place.from, options, validFor, quote: quoteBehind(place) };
}

/** What ends each of the texts that are offered there; null where they stand in no quotes. */
function quoteBehind(place: SqlPlace): string | null {
	if (place.kind === 'value' || place.kind === 'parameter') return "'";
	return 'inQuotes' in place && place.inQuotes ? '"' : null;
}

async function optionsOf(
	place: Exclude<SqlPlace, { kind: 'nothing' }>,
	sql: string,
	desk: SqlDesk
): Promise<Completion[]> {
	switch (place.kind) {
		case 'parameter':
			return desk.parameters().map(({ name, type, meaning }) => ({
				label: name,
				type: 'variable',
				detail: type,
				info: meaning,
				apply: `${name}'`
			}));
		case 'value':
			return valueOptions(await valuesOf(place, sql, desk));
		case 'member':
			return (await membersBehind(place.statement, place.offset, place.of, desk)).map((column) =>
				columnOption(column, place.inQuotes)
			);
		case 'relation':
			return relationOptions(place.inQuotes, commonTablesAt(place.statement, place.offset), desk);
		case 'name':
			return nameOptions(place, desk);
	}
}

async function valuesOf(
	{ column, at }: SqlPlace & { kind: 'value' },
	sql: string,
	desk: SqlDesk
): Promise<SqlValues | null> {
	// What stands in the quotes that are open is no part of the statement yet.
	const known = await columnNamed(column, { sql: sql.slice(0, at), offset: at, desk }).then(
		(found) => found ?? columnNamed(column, { sql, offset: at, desk })
	);
	if (known === null || known.relation === null) return null;
	return desk.values(known.relation.rows, known.name);
}

function valueOptions(found: SqlValues | null): Completion[] {
	if (found === null) return [];
	const of = found.isPart ? ` of the first ${numberText(found.counted)}` : '';
	return found.values.map(({ value, rows }, i) => ({
		label: visible(value),
		type: 'text',
		detail: `${numberText(rows)} rows${of}`,
		apply: `${value.replaceAll("'", "''")}'`,
		boost: Math.max(-99, 99 - i)
	}));
}

function columnOption(
	{ name, type, meaning, relation }: KnownColumn,
	inQuotes: boolean
): Completion {
	const of = relation?.called ?? (relation === null ? ALERT : null);
	return {
		label: name,
		type: 'property',
		detail: of === null ? type : `${type} of ${of}`,
		...(meaning === '' ? {} : { info: meaning }),
		apply: written(name, inQuotes),
		boost: 20
	};
}

function relationOptions(inQuotes: boolean, own: readonly string[], desk: SqlDesk): Completion[] {
	const tables = own.map((name) => ({ name, detail: 'of this statement', meaning: '' }));
	const all = [...tables, ...desk.relations()];
	return all.map(({ name, detail, meaning }, i) => ({
		label: name,
		type: 'type',
		detail,
		...(meaning === '' ? {} : { info: meaning }),
		apply: written(name, inQuotes),
		boost: i < own.length ? 20 : 10
	}));
}

/** What an expression may name, and the words of the language. */
async function nameOptions(
	{ statement, offset, inQuotes }: SqlPlace & { kind: 'name' },
	desk: SqlDesk
): Promise<Completion[]> {
	const known = await columnsAt(statement, offset, desk);
	const columns = unique(known.map((each) => columnOption(each, inQuotes)));
	if (inQuotes) return columns;
	const functions = (await desk.functions()).map(({ name, calls, meaning }) => ({
		label: name,
		type: 'function',
		detail: calls[0]?.slice(name.length) ?? '',
		info: [...calls, meaning].filter((line) => line !== '').join('\n'),
		apply: `${name}(`
	}));
	const parameters = desk.parameters().map(({ name, type, meaning }) => ({
		label: `getvariable('${name}')`,
		type: 'variable',
		detail: type,
		info: meaning,
		boost: 5
	}));
	const alert = {
		label: ALERT,
		type: 'type',
		detail: 'one row',
		info: 'the alert that is asked about',
		boost: 5
	};
	return [...columns, alert, ...parameters, ...functions, ...keywordOptions];
}

const keywordOptions: readonly Completion[] = Object.values(duckdbKeywords)
	.flat()
	.filter((word) => isKeyword(word))
	.map((word) => ({ label: word.toUpperCase(), type: 'keyword', boost: -1 }));

function unique(options: readonly Completion[]): Completion[] {
	return [...new Map(options.map((option) => [option.label, option])).values()];
}

/** In quotes where it must be; behind a quote that is there already it is ended. */
function written(name: string, inQuotes: boolean): string {
	if (inQuotes) return `${name.replaceAll('"', '""')}"`;
	return /^[a-z_][a-z0-9_]*$/i.test(name) && !isKeyword(name.toLowerCase())
		? name
		: identifier(name);
}
