export interface SqlToken {
	/** `word` for keywords and identifiers, `String` and `Number` for literals, the sign itself for all else. */
	kind: string;
	/** Quotes taken off a quoted identifier; of a literal as it stands. */
	text: string;
	from: number;
	to: number;
	/** How many parentheses it stands in. */
	depth: number;
}

/** Statements whose tokens are remembered; a notebook has some dozens, and each is read many times in a run. */
const MOST_REMEMBERED = 256;
const remembered = new Map<string, readonly SqlToken[]>();

/**
 * The tokens of a statement in order, cut by the rules of DuckDB's own lexer; comments are left out. What the
 * guard sees of a statement must be what the database sees of it.
 */
export function tokensOf(sql: string): readonly SqlToken[] {
	const known = remembered.get(sql);
	if (known !== undefined) return known;
	const tokens = cut(sql);
	const [oldest] = remembered.keys();
	if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
	remembered.set(sql, tokens);
	return tokens;
}

/**
 * A function of a statement that is worked out once for as long as its tokens are remembered: a notebook is read again
 * at every edit, of which most statements are the same.
 */
export function perStatement<Found>(
	find: (tokens: readonly SqlToken[], sql: string) => Found
): (sql: string) => Found {
	const known = new WeakMap<readonly SqlToken[], { found: Found }>();
	return (sql) => {
		const tokens = tokensOf(sql);
		const before = known.get(tokens);
		if (before !== undefined) return before.found;
		const found = find(tokens, sql);
		known.set(tokens, { found });
		return found;
	};
}

function cut(sql: string): SqlToken[] {
	const tokens: SqlToken[] = [];
	let depth = 0;
	for (let at = 0; at < sql.length;) {
		const piece = pieceAt(sql, at);
		if (piece.kind === ')') depth--;
		if (piece.kind !== null) tokens.push(token(sql, at, piece, depth));
		if (piece.kind === '(') depth++;
		at = piece.to;
	}
	return tokens;
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

/** Of a name; all that is not ASCII is one, but for blanks. */
const letter = '(?:[A-Za-z_]|(?![\\s\\p{Z}\\p{Cf}])[^\\x00-\\x7f])';

/** What a piece may be, by its beginning; the first that fits decides. */
const shapes: readonly Shape[] = [
	{ kind: null, begins: /[\s\p{Z}\p{Cf}]+/uy },
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

function token(sql: string, from: number, { kind, to }: Piece, depth: number): SqlToken {
	const text = sql.slice(from, to);
	if (kind === 'quoted') return { kind: 'word', text: unquoted(text), from, to, depth };
	return { kind: kind!, text, from, to, depth };
}

function unquoted(text: string): string {
	return text.slice(text.indexOf('"') + 1, -1).replaceAll('""', '"');
}

/** Whether a token is the keyword, in any case. */
export function isWord(token: SqlToken | undefined, word: string): boolean {
	return token?.kind === 'word' && token.text.toLowerCase() === word;
}
