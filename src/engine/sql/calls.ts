import { parenthesesOf } from './parentheses.ts';
import { tablePlacesOf } from './table-places.ts';
import type { SqlToken } from './tokens.ts';

/** Words of the grammar that may stand before a parenthesis and call nothing. */
const syntax: ReadonlySet<string> = new Set(
	`all and any array as between by case cast coalesce collate columns cross cube distinct else end escape
	except exclude exists extract filter for from full group grouping grouping_id groups having if ifnull ilike in
	include inner intersect interval into is isnull join key lambda lateral like limit materialized natural not notnull
	nulls of offset on or order outer over overlay partition pivot position preceding qualify range recursive rename
	replace returning rollup rows select semi anti asof sets similar some substring then to trim try try_cast union
	unpack unpivot using values when where window with within zone
	bit blob char dec decimal double enum float list numeric struct time timestamp varchar`.split(/\s+/)
);

/** The places of names that are called as functions, whatever the case and the quotes. */
export function callsIn(tokens: readonly SqlToken[]): number[] {
	return tokens.flatMap(({ word }, at) =>
		word !== null && tokens[at + 1]?.kind === '(' && isCall(tokens, at, word) ? [at] : []
	);
}

function isCall(tokens: readonly SqlToken[], at: number, word: string): boolean {
	if (syntax.has(word) && tokens[at - 1]?.kind !== '.') return false;
	return !isType(tokens, at) && !isColumnList(tokens, at) && !isUnionByName(tokens, at);
}

/** `UNION ALL BY NAME (SELECT …`. */
function isUnionByName(tokens: readonly SqlToken[], at: number): boolean {
	const [union, by, name] = [tokens[at - 2], tokens[at - 1], tokens[at]];
	const isUnion =
		union?.word === 'union' || (union?.word === 'all' && tokens[at - 3]?.word === 'union');
	return isUnion && by?.word === 'by' && name?.word === 'name';
}

/** `x::decimal(9, 2)`, `CAST(x AS decimal(9, 2))`, or `AS name(columns)`. */
function isType(tokens: readonly SqlToken[], at: number): boolean {
	return tokens[at - 1]?.kind === '::' || tokens[at - 1]?.word === 'as';
}

/** Names of columns behind the name of a relation: nothing but names. */
function isColumnList(tokens: readonly SqlToken[], at: number): boolean {
	const end = parenthesesOf(tokens).closeOf(at + 1);
	const inside = tokens.slice(at + 2, end);
	const isName = (token: SqlToken, i: number) => token.kind === (i % 2 === 0 ? 'word' : ',');
	if (inside.length === 0 || !inside.every(isName)) return false;
	return isBehindRelation(tokens, at) || isCommonTable(tokens, at, end + 1);
}

/** `(SELECT 1) t(a)`, `FROM x t(a)`; but in `DISTINCT ON (a) f(b)` a function is called. */
function isBehindRelation(tokens: readonly SqlToken[], at: number): boolean {
	const before = tokens[at - 1];
	if (before?.kind === 'word')
		return tablePlacesOf(tokens).has(at - 1) && !/^(lateral|only)$/i.test(before.text);
	if (before?.kind !== ')') return false;
	const open = parenthesesOf(tokens).beginOf(at - 1);
	return !(tokens[open - 1]?.word === 'on' && tokens[open - 2]?.word === 'distinct');
}

/** `WITH x(a) AS MATERIALIZED (SELECT …`. */
function isCommonTable(tokens: readonly SqlToken[], at: number, after: number): boolean {
	const before = tokens[at - 1];
	if (before?.word !== 'with' && before?.word !== 'recursive' && before?.kind !== ',') return false;
	if (tokens[after]?.word === 'using') return tokens[after + 1]?.word === 'key';
	const open = tokens.findIndex((token, i) => i > after && token.kind === '(');
	const between = tokens.slice(after + 1, open);
	if (tokens[after]?.word !== 'as' || open < 0) return false;
	return between.every(({ text }) => /^(not|materialized)$/i.test(text)) && begins(tokens, open);
}

/** Whether a query stands in the parenthesis, and not a list of names. */
function begins(tokens: readonly SqlToken[], open: number): boolean {
	const [first, second] = tokens.slice(open + 1, open + 3);
	if (first?.kind === '(') return true;
	return (
		/^(select|with|from|values|pivot|unpivot)$/i.test(first?.text ?? '') &&
		!/^[,)]$/.test(second?.text ?? '')
	);
}
