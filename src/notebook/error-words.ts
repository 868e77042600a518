import { eventTables } from '#arrow/event-tables.ts';
import { saidOf, type Said } from '#engine/said.ts';
import { tablesAt } from '#engine/sql-reader.ts';
import { isWord, tokensOf } from '#engine/sql-tokens.ts';

/** An error in a statement, as a person is told of it. */
export interface Told {
	message: string;
	/** Offset into the statement; null where it has no place in it. */
	position: number | null;
}

const ofAlert = new Set(eventTables.alerts.columns.map(({ name }) => name));

/**
 * What the database said against a statement that a person wrote, in plain words.
 * @param begin where their `sql` begins in the statement that was run; null where it does not stand in it
 */
export function told(error: unknown, sql: string, begin: number | null): Told {
	const said = saidOf(error);
	const hint = begin === null || said.at === null ? null : said.at - begin;
	const inside = hint !== null && hint >= 0 && hint <= sql.length ? hint : null;
	const position = placeOf(said, sql, inside);
	return { message: inWords(said, sql, position), position };
}

/** Where the name stands that is complained of: the caret under a line is some places off behind wide characters. */
function placeOf({ sentence }: Said, sql: string, hint: number | null): number | null {
	const tokens = tokensOf(sql);
	const [, name = null] = /"((?:[^"]|"")+)"[^"]*$/.exec(subject(sentence)) ?? [];
	const named = tokens.filter((token) => name !== null && isWord(token, name.toLowerCase()));
	if (hint === null) return named[0]?.from ?? null;
	const [nearest] = named.sort((a, b) => Math.abs(a.from - hint) - Math.abs(b.from - hint));
	return (nearest ?? tokens.find(({ to }) => to > hint))?.from ?? hint;
}

/** The part of a sentence that ends with the name that it is about. */
function subject(sentence: string): string {
	return sentence.replace(/ \(use: .*$/, '').replace(/ with name (\S+) does not exist.*$/, ' "$1"');
}

interface Wording {
	says: RegExp;
	words(names: string[], about: { said: Said; sql: string; position: number | null }): string;
}

const wordings: readonly Wording[] = [
	{
		says: /^Referenced column "(.+)" not found in FROM clause$/,
		words: ([column = ''], { said, sql, position }) => {
			const tables = position === null ? [] : tablesAt(sql, position);
			const where = tables.length === 0 ? 'in what is read here' : `in ${tables.join(', ')}`;
			const own = ofAlert.has(column.toLowerCase())
				? `; that of the alert is written alert.${column}`
				: '';
			return `no column ${column} ${where}${nearestOf(said)}${own}`;
		}
	},
	{
		says: /^(?:Table|Values list) "(.+)" does not have a column named "(.+)"$/,
		words: ([table = '', column = ''], { said }) =>
			`no column ${column} in ${table}${nearestOf(said)}`
	},
	{
		says: /^Could not find key "(.+)" in struct$/,
		words: ([key = ''], { said, sql, position }) => {
			const ofRow = position !== null && /\balert"?\s*\.\s*"?$/i.test(sql.slice(0, position));
			return `no ${ofRow ? 'column' : 'part'} ${key} in ${ofRow ? 'alert' : 'the value'}${nearestOf(said)}`;
		}
	},
	{
		says: /^Referenced table "(.+)" not found$/,
		words: ([table = ''], { said }) => `no table ${table} is read here${nearestOf(said)}`
	},
	{
		says: /^Table with name (.+) does not exist$/,
		words: ([table = ''], { said }) => `no table ${table}${nearestOf(said)}`
	},
	{
		says: /^Type with name (.+) does not exist$/,
		words: ([name = ''], { said }) => `no type ${name}${nearestOf(said)}`
	}
];

function inWords(said: Said, sql: string, position: number | null): string {
	for (const { says, words } of wordings) {
		const found = says.exec(said.sentence);
		if (found !== null) return words(found.slice(1), { said, sql, position });
	}
	return said.sentence;
}

function nearestOf({ nearest }: Said): string {
	const [name] = nearest.filter((other) => other !== 'alert' && other !== 'steps');
	return name === undefined ? '' : `; the nearest name is ${name}`;
}

/** Where in a statement something stands, both counted from 1. */
export function placeText(sql: string, position: number): string {
	const lines = sql.slice(0, position).split('\n');
	return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`;
}
