import { perText } from '#lib/per-text.ts';

export interface SqlToken {
	/** `word` for keywords and identifiers, `String` and `Number` for literals, the sign itself for all else. */
	kind: string;
	/** Quotes taken off a quoted identifier; of a literal as it stands. */
	text: string;
	/** The text of a word in lower case: names and keywords are the same in whatever case. Null for all else. */
	word: string | null;
	/**
	 * The word where it may be one of the grammar; null where it can only be a name, as one in quotes, behind a dot or
	 * behind AS.
	 */
	keyword: string | null;
	from: number;
	to: number;
	/** How many parentheses it stands in. */
	depth: number;
}

/**
 * The tokens of a statement in order, cut by the rules of DuckDB's own lexer; comments are left out. What the
 * guard sees of a statement must be what the database sees of it.
 */
export const tokensOf = perText(cut);

/**
 * A function of a statement that is worked out once for as long as the statement is remembered: a notebook is read
 * again at every edit, of which most statements are the same.
 */
export function perStatement<Found>(
	find: (tokens: readonly SqlToken[], sql: string) => Found
): (sql: string) => Found {
	return perText((sql) => find(tokensOf(sql), sql));
}

function cut(sql: string): readonly SqlToken[] {
	const tokens: SqlToken[] = [];
	let depth = 0;
	for (let from = 0; from < sql.length;) {
		blank.lastIndex = from;
		if (blank.test(sql)) from = blank.lastIndex;
		if (from === sql.length) break;
		sign.lastIndex = plainWord.lastIndex = plainText.lastIndex = from;
		const { kind, to } = sign.test(sql)
			? { kind: sql[from]!, to: sign.lastIndex }
			: plainWord.test(sql)
				? { kind: 'word', to: plainWord.lastIndex }
				: plainText.test(sql)
					? { kind: 'String', to: plainText.lastIndex }
					: pieceAt(sql, from);
		if (kind === ')') depth--;
		const written = sql.slice(from, to);
		const place = { from, to, depth };
		if (kind === 'quoted') tokens.push(nameOf(unquoted(written), place));
		else if (kind === 'word') tokens.push(wordOf(written, place, tokens.at(-1)));
		else if (kind !== null)
			tokens.push({ kind, text: written, word: null, keyword: null, ...place });
		if (kind === '(') depth++;
		from = to;
	}
	return tokens;
}

function nameOf(text: string, place: Pick<SqlToken, 'from' | 'to' | 'depth'>): SqlToken {
	return { kind: 'word', text, word: text.toLowerCase(), keyword: null, ...place };
}

/** Behind AS these are words of the grammar. */
const behindAs = /^(not|materialized)$/;

function wordOf(
	text: string,
	place: Pick<SqlToken, 'from' | 'to' | 'depth'>,
	before: SqlToken | undefined
): SqlToken {
	const word = text.toLowerCase();
	const isName = before?.kind === '.' || (before?.keyword === 'as' && !behindAs.test(word));
	return { kind: 'word', text, word, keyword: isName ? null : word, ...place };
}

/** A piece of a statement and where it ends; null for what is no token. */
interface Piece {
	kind: string | null;
	to: number;
}

interface Shape extends Pick<Piece, 'kind'> {
	begins: RegExp;
	/** Where it is not what `begins` has found that ends it. */
	end?: (sql: string, from: number) => number;
}

/**
 * Only these are blanks to every lexer. DuckDB makes spaces of some of the others before it reads, and of which ones
 * depends on quotes in comments; the rest are letters to it. Each stands as a sign of its own, which no query may have.
 */
const blank = /[ \t\n\f\r]+/y;

/** What most pieces are, of which the first letter or sign tells what they are: no number, text or comment begins so. */
const sign = /[(),;=<>+*|[\]%]|-(?!-)|\/(?!\*)|\.(?!\d)/y;
const plainText = /'[^']*'(?!')/y;
const plainWord = /[A-Za-z_][\w$]*(?!['"&\w$]|[^\x00-\x7f])/y;

/** Of a name; all that is not ASCII is one, but for what might be a blank. */
const letter = '(?:[A-Za-z_]|(?![\\s\\p{Z}\\p{Cf}])[^\\x00-\\x7f])';

/** What a piece may be, by its beginning; the first that fits decides. */
const shapes: readonly Shape[] = [
	{ kind: null, begins: /--[^\n\r]*/y },
	{ kind: null, begins: /\/\*/y, end: commentEnd },
	{ kind: 'String', begins: /[eE]'(?:[^'\\]|\\[^]|'')*(?:'|\\?$)/y },
	{ kind: 'String', begins: /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*(?:'|$)/y },
	{ kind: 'quoted', begins: /(?:[uU]&)?"(?:[^"]|"")*(?:"|$)/y },
	{
		kind: 'String',
		begins: new RegExp(`\\$(?:${letter}(?:${letter}|\\d)*)?\\$`, 'uy'),
		end: dollarEnd
	},
	{ kind: 'word', begins: new RegExp(`${letter}(?:${letter}|[\\d$])*`, 'uy') },
	{
		kind: 'Number',
		begins: /0[xX][\da-fA-F_]+|0[bB][01_]+|(?:\d[\d_]*(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y
	}
];

function pieceAt(sql: string, at: number): Piece {
	for (const { kind, begins, end } of shapes) {
		begins.lastIndex = at;
		if (!begins.test(sql)) continue;
		return { kind, to: end === undefined ? begins.lastIndex : end(sql, at) };
	}
	const sign = sql.startsWith('::', at) ? '::' : sql[at]!;
	return { kind: sign, to: at + sign.length };
}

/** Comments stand in comments. */
function commentEnd(sql: string, from: number): number {
	const edge = /\/\*|\*\//g;
	edge.lastIndex = from;
	let open = 0;
	for (let found = edge.exec(sql); found !== null; found = edge.exec(sql)) {
		open += found[0] === '/*' ? 1 : -1;
		if (open === 0) return edge.lastIndex;
	}
	return sql.length;
}

function dollarEnd(sql: string, from: number): number {
	const mark = sql.slice(from, sql.indexOf('$', from + 1) + 1);
	const end = sql.indexOf(mark, from + mark.length);
	return end < 0 ? sql.length : end + mark.length;
}

function unquoted(text: string): string {
	return text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"');
}

/** Tokens cut at those that stand in no parenthesis among them and are such. */
export function split(
	tokens: readonly SqlToken[],
	isCut: (token: SqlToken) => boolean
): SqlToken[][] {
	if (tokens.length === 0) return [];
	const depth = Math.min(...tokens.map((token) => token.depth));
	const parts: SqlToken[][] = [[]];
	for (const token of tokens) {
		if (token.depth === depth && isCut(token)) parts.push([]);
		else parts.at(-1)!.push(token);
	}
	return parts;
}

/** Tokens as they are written, with what stands between them. */
export function textOf(sql: string, tokens: readonly SqlToken[]): string {
	return tokens.length === 0 ? '' : sql.slice(tokens[0]!.from, tokens.at(-1)!.to);
}
