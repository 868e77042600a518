import { eventTableNames, eventTables, isEventTable } from '#tables/event-tables.ts';
import { systemRelations } from '#engine/guard/allowed-functions.ts';
import { reportedOf, type ReportedError } from '#engine/duckdb/reported.ts';
import { relationsAt, tablesAt } from '#engine/sql/scope-at.ts';
import { tokensOf } from '#engine/sql/tokens.ts';
import { nearestName } from '#lib/nearest.ts';

/** An error in a statement, as a person is told of it. */
export interface Told {
	message: string;
	/** Offset into the statement; null where it has no place in it. */
	position: number | null;
}

const ofAlert = new Set(eventTables.alerts.columns.map(({ name }) => name));

/**
 * What the database said against a statement that a person wrote, in plain words.
 * @param natives native tables that are loaded, which they may have meant
 * @param begin where their `sql` begins in the statement that was run; null where it does not stand in it
 */
export function told(
	error: unknown,
	sql: string,
	begin: number | null,
	natives: readonly string[] = []
): Told {
	const said = reportedOf(error);
	const hint = begin === null || said.at === null ? null : said.at - begin;
	const inside = hint !== null && hint >= 0 && hint <= sql.length ? hint : null;
	const position = placeOf(said, sql, inside);
	return { message: inWords({ said, sql, position, natives }), position };
}

/** Where the name stands that is complained of: the caret under a line is some places off behind wide characters. */
function placeOf({ sentence }: ReportedError, sql: string, hint: number | null): number | null {
	const tokens = tokensOf(sql);
	const [, name = null] = /"((?:[^"]|"")+)"[^"]*$/.exec(subject(sentence)) ?? [];
	const named = tokens.filter((token) => name !== null && token.word === name.toLowerCase());
	if (hint === null) return named[0]?.from ?? null;
	const [nearest] = named.sort((a, b) => Math.abs(a.from - hint) - Math.abs(b.from - hint));
	return (nearest ?? tokens.find(({ to }) => to > hint))?.from ?? hint;
}

/** The part of a sentence that ends with the name that it is about. */
function subject(sentence: string): string {
	return sentence.replace(/ \(use: .*$/, '').replace(/ with name (\S+) does not exist.*$/, ' "$1"');
}

interface About {
	said: ReportedError;
	sql: string;
	position: number | null;
	natives: readonly string[];
}

interface Wording {
	says: RegExp;
	words(names: string[], about: About): string;
}

const columnsOfSteps = ['cell', 'position', 'question', 'outcome', 'because', 'lowered'];

const wordings: readonly Wording[] = [
	{
		says: /^Referenced column "(.+)" not found in FROM clause$/,
		words: ([column = ''], { said, sql, position }) => {
			const tables = position === null ? [] : tablesAt(sql, position);
			const where = tables.length === 0 ? 'in what is read here' : `in ${tables.join(', ')}`;
			const own = ofAlert.has(column.toLowerCase())
				? `; that of the alert is written alert.${column}`
				: '';
			return `no column ${column} ${where}${meantOf(column, said, tables)}${own}`;
		}
	},
	{
		says: /^(?:Table|Values list) "(.+)" does not have a column named "(.+)"$/,
		words: ([table = '', column = ''], { said }) =>
			`no column ${column} in ${table}${meantOf(column, said, [table])}`
	},
	{
		says: /^Could not find key "(.+)" in struct$/,
		words: ([key = ''], { said, sql, position }) => {
			const ofRow = position !== null && /\balert"?\s*\.\s*"?$/i.test(sql.slice(0, position));
			return `no ${ofRow ? 'column' : 'part'} ${key} in ${ofRow ? 'alert' : 'the value'}${meantOf(key, said)}`;
		}
	},
	{
		says: /^Referenced table "(.+)" not found$/,
		words: ([table = ''], about) => noTable(table, about)
	},
	{
		says: /^Table with name (.+) does not exist$/,
		words: ([table = ''], { said, natives }) =>
			`no table ${table}${
				nearest(table, [...said.nearest, ...eventTableNames, ...natives]) ??
				listed('event tables are', eventTableNames) + listed('native tables are', natives)
			}`
	},
	{
		says: /^Type with name (.+) does not exist$/,
		words: ([name = ''], { said }) => `no type ${name}${nearest(name, said.nearest) ?? ''}`
	}
];

function inWords(about: About): string {
	const { said } = about;
	for (const { says, words } of wordings) {
		const found = says.exec(said.sentence);
		if (found !== null) return words(found.slice(1), about);
	}
	return said.sentence;
}

/**
 * What stands before a dot is no table that is read, or is one that lacks the column behind it: the database looks
 * for that further out, where there is no such table, and tells of this alone.
 */
function noTable(called: string, { said, sql, position }: About): string {
	const read = position === null ? [] : relationsAt(sql, position);
	const names = read.flatMap((relation) => relation.called ?? []);
	const own = read.find((relation) => relation.called?.toLowerCase() === called.toLowerCase());
	const column = own && position !== null ? columnBehind(sql, position) : null;
	if (own && column !== null)
		return `no column ${column} in ${called}${meantOf(column, said, own.table === null ? [] : [own.table])}`;
	return `no table ${called} is read here${nearest(called, [...said.nearest, ...names]) ?? listed('read are', names)}`;
}

function columnBehind(sql: string, position: number): string | null {
	const tokens = tokensOf(sql);
	const at = tokens.findIndex(({ from }) => from === position);
	return at >= 0 && tokens[at + 1]?.kind === '.' ? (tokens[at + 2]?.text ?? null) : null;
}

/** The column that may have been meant; where none is near, those of a table that has few. */
function meantOf(column: string, said: ReportedError, tables: readonly string[] = []): string {
	const known = tables.flatMap(columnsOf);
	const part = partMeant(column, said);
	if (part !== null)
		return `; a part of ${part[0]} is written ${part.join('.')}, with no quotes around both`;
	const few = tables.length === 1 && known.length <= 8 ? known : [];
	return nearest(column, [...said.nearest, ...known]) ?? listed('there are', few);
}

/** A struct and its part, where somebody wrote both as one name: `"id.orig_h"`, `id_orig_h`. */
function partMeant(column: string, said: ReportedError): [struct: string, part: string] | null {
	const [, struct = '', part = ''] = /^([a-z]\w*?)[._](\w+)$/i.exec(column) ?? [];
	return said.nearest.includes(struct) ? [struct, part] : null;
}

function columnsOf(table: string): string[] {
	if (table === 'steps') return columnsOfSteps;
	return isEventTable(table) ? eventTables[table].columns.map(({ name }) => name) : [];
}

function nearest(name: string, others: readonly string[]): string | null {
	const offered = others.filter(
		(other) => other !== 'alert' && other !== 'steps' && !systemRelations.has(other)
	);
	const near = nearestName(name, offered);
	return near === null ? null : `; the nearest name is ${near}`;
}

function listed(which: string, names: readonly string[]): string {
	return names.length === 0 ? '' : `; ${which} ${names.join(', ')}`;
}

/** Where in a statement something stands, both counted from 1. */
export function placeText(sql: string, position: number): string {
	const lines = sql.slice(0, position).split('\n');
	return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}
