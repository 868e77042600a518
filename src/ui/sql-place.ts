import { duckdbKeywords } from '#engine/sql/keywords.ts';
import { placesOf } from '#engine/sql/table-places.ts';
import { tokensOf, type SqlToken } from '#engine/sql/tokens.ts';

/** What may be written at a place of a statement, and from where on it stands in place of what is typed. */
export type SqlPlace =
	| { kind: 'nothing' }
	/** A name behind one or more others and a dot. */
	| ({ kind: 'member'; of: readonly string[] } & PlaceOfName)
	| ({ kind: 'relation' } & PlaceOfName)
	| ({ kind: 'name' } & PlaceOfName)
	/** The name of a parameter, in quotes that are open. */
	| { kind: 'parameter'; from: number }
	/** A value that a column is compared with, in quotes that are open. */
	| { kind: 'value'; from: number; column: readonly string[]; at: number };

/** Where a name is being typed. */
interface PlaceOfName {
	from: number;
	inQuotes: boolean;
	/** The statement with a name in place of what is typed, and where that stands in it. */
	statement: string;
	offset: number;
}

/** Stands where something is being typed, so that the words around it can be told. */
const BEING_TYPED = 'x_being_typed';

const nothing: SqlPlace = { kind: 'nothing' };

/** What may be written at an offset, by the words of the statement alone. */
export function sqlPlaceAt(sql: string, offset: number): SqlPlace {
	const before = sql.slice(0, offset);
	if (isInComment(before)) return nothing;
	const text = tokensOf(before).at(-1);
	if (text?.kind === 'String' && text.to === offset && isOpen(text.text))
		return inText(before, text);
	const [typed, quote = ''] = /("?)[\p{L}_]?[\p{L}\p{N}_$]*$/u.exec(before)!;
	const from = offset - typed.length + quote.length;
	if (/^\d/.test(typed)) return nothing;
	return nameAt(sql, offset, from, quote !== '');
}

function nameAt(sql: string, offset: number, from: number, inQuotes: boolean): SqlPlace {
	const [rest] = /^[\p{L}\p{N}_$]*"?/u.exec(sql.slice(offset))!;
	const begin = inQuotes ? from - 1 : from;
	const end = offset + (inQuotes ? rest.length : rest.replace('"', '').length);
	const marked = `${sql.slice(0, begin)}${BEING_TYPED}${sql.slice(end)}`;
	const tokens = tokensOf(marked);
	const at = tokens.findIndex((token) => token.from === begin);
	if (at < 0) return nothing;
	const of = partsBefore(tokens, at);
	const place = { from, inQuotes, statement: marked, offset: begin + 1 };
	if (of.length > 0) return { kind: 'member', of, ...place };
	if (placesOf(tokens).places.has(at)) return { kind: 'relation', ...place };
	return isNaming(tokens[at - 1]) ? nothing : { kind: 'name', ...place };
}

/** Behind AS a name is given, which nobody knows yet. */
function isNaming(before: SqlToken | undefined): boolean {
	return before?.keyword === 'as' || before?.keyword === 'with';
}

/** The names before a dot, in order: of `a.b.c`, `a` and `b`. */
function partsBefore(tokens: readonly SqlToken[], at: number): string[] {
	const parts: string[] = [];
	let i = at;
	while (tokens[i - 1]?.kind === '.' && tokens[i - 2]?.kind === 'word') {
		parts.unshift(tokens[i - 2]!.text);
		i -= 2;
	}
	return parts;
}

function isInComment(before: string): boolean {
	const gap = before.slice(tokensOf(before).at(-1)?.to ?? 0);
	return /--[^\n\r]*$/.test(gap) || /\/\*(?:(?!\*\/)[^])*$/.test(gap);
}

/** A text that nothing ends. */
function isOpen(text: string): boolean {
	return /^'(?:[^']|'')*$/.test(text);
}

function inText(before: string, { from }: SqlToken): SqlPlace {
	const tokens = tokensOf(before.slice(0, from));
	const last = tokens.length - 1;
	if (tokens[last]?.kind === '(' && tokens[last - 1]?.word === 'getvariable')
		return { kind: 'parameter', from: from + 1 };
	const column = comparedColumn(tokens);
	return column === null ? nothing : { kind: 'value', from: from + 1, column, at: from };
}

/** The column that is compared with what follows: `col = `, `col <> `, `col IN ('a', `, `col LIKE `. */
function comparedColumn(tokens: readonly SqlToken[]): string[] | null {
	let at = tokens.length - 1;
	if (tokens[at]?.kind === ',' || tokens[at]?.kind === '(') {
		while (/^(String|Number|,)$/.test(tokens[at]?.kind ?? '')) at--;
		if (tokens[at]?.kind !== '(' || tokens[at - 1]?.keyword !== 'in') return null;
		at -= 2;
	} else if (/^(like|ilike)$/.test(tokens[at]?.keyword ?? '')) at--;
	else if (/^[=<>!]$/.test(tokens[at]?.kind ?? ''))
		while (/^[=<>!]$/.test(tokens[at]?.kind ?? '')) at--;
	else return null;
	if (tokens[at]?.keyword === 'not') at--;
	const name = tokens[at];
	if (name?.kind !== 'word' || isWord(name)) return null;
	return [...partsBefore(tokens, at), name.text];
}

const reserved: ReadonlySet<string> = new Set(duckdbKeywords.reserved);

function isWord({ keyword }: SqlToken): boolean {
	return keyword !== null && reserved.has(keyword);
}
