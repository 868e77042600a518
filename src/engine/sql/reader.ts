import { definitionsIn } from './common-tables.ts';
import { closing } from './parentheses.ts';
import { tablePlacesOf } from './table-places.ts';
import { perStatement, tokensOf, type SqlToken } from './tokens.ts';

/**
 * What a statement reads, found in its words alone, so that it also works for cells that have not run and
 * for tables that do not exist yet. DuckDB's own `getTableNames` binds the statement and cannot.
 */
export interface Reads {
	/** Names behind FROM and JOIN that the statement does not itself define, unquoted, each once. */
	readonly tables: readonly string[];
	/** Names given to `getvariable`. */
	readonly variables: readonly string[];
}

export const readsOf = perStatement(readsIn);

/** What is read by tokens that may be a part of a statement, if a part that could be run. */
export function readsIn(tokens: readonly SqlToken[]): Reads {
	const own = new Set(definitionsIn(tokens).map(({ name }) => name));
	const tables = tablePlaces(tokens)
		.filter((i) => tokens[i + 1]?.kind !== '(')
		.map((i) => tableName(tokens, i))
		.filter((name) => !own.has(name.toLowerCase()));
	return { tables: [...new Set(tables)], variables: variablesOf(tokens) };
}

/** Where the names of tables, and of functions in the place of tables, stand. */
export function tablePlaces(tokens: readonly SqlToken[]): number[] {
	return [...tablePlacesOf(tokens)].filter((at) => tokens[at]?.kind === 'word');
}

/** The last part of a qualified name: `main.firewall` reads `firewall`. */
function tableName(tokens: readonly SqlToken[], start: number): string {
	let at = start;
	while (tokens[at + 1]?.kind === '.' && tokens[at + 2]?.kind === 'word') at += 2;
	return tokens[at]!.text;
}

function variablesOf(tokens: readonly SqlToken[]): string[] {
	const names = tokens.flatMap((current, i) => {
		const argument = tokens[i + 2];
		if (current.word !== 'getvariable' || argument?.kind !== 'String') return [];
		return [argument.text.slice(1, -1)];
	});
	return [...new Set(names)];
}

/** What is read by a FROM. */
export interface Relation {
	/** The name of the table; null for a subquery. */
	table: string | null;
	/** The name by which the statement speaks of it; null for a subquery without one. */
	called: string | null;
}

/** What is read where the statement says something at that offset: what stands in the FROM around it. */
export function relationsAt(sql: string, offset: number): Relation[] {
	const tokens = tokensOf(sql);
	const at = tokens.findIndex(({ to }) => to > offset);
	const select = selectAround(tokens, at < 0 ? tokens.length - 1 : at);
	if (select < 0) return [];
	const { depth } = tokens[select]!;
	const after = tokens.findIndex((token, i) => i > select && endsSelect(token, depth));
	const end = after < 0 ? tokens.length : after;
	const here = [...tablePlacesOf(tokens)].filter((i) => {
		const token = tokens[i];
		return i > select && i < end && token?.depth === depth && token.word !== 'lateral';
	});
	return here.map((i) => relationOf(tokens, i));
}

/** The tables that are read there, each once. */
export function tablesAt(sql: string, offset: number): string[] {
	const names = relationsAt(sql, offset).flatMap(({ table }) => table ?? []);
	return [...new Set(names)];
}

const noAlias =
	/^(where|group|order|having|limit|offset|select|window|qualify|union|except|intersect|on|using|join|inner|left|right|full|cross|natural|asof|semi|anti|positional|tablesample|pivot|unpivot)$/i;

export function relationOf(tokens: readonly SqlToken[], start: number): Relation {
	let last = start;
	while (tokens[last + 1]?.kind === '.' && tokens[last + 2]?.kind === 'word') last += 2;
	const isTable = tokens[start]!.kind === 'word' && tokens[last + 1]?.kind !== '(';
	const table = isTable ? tokens[last]!.text : null;
	const open = tokens[start]!.kind === '(' ? start : last + 1;
	const end = isTable ? last : closing(tokens, open);
	const alias = tokens[end + 1]?.word === 'as' ? tokens[end + 2] : tokens[end + 1];
	const isAlias = alias?.kind === 'word' && !noAlias.test(alias.text);
	return { table, called: isAlias ? alias.text : table };
}

function selectAround(tokens: readonly SqlToken[], at: number): number {
	let { depth } = tokens[at] ?? { depth: 0 };
	for (let i = at; i >= 0; i--) {
		depth = Math.min(depth, tokens[i]!.depth);
		if (tokens[i]!.depth <= depth && tokens[i]!.word === 'select') return i;
	}
	return -1;
}

function endsSelect(token: SqlToken, depth: number): boolean {
	return (
		token.depth < depth || (token.depth === depth && /^(union|except|intersect)$/i.test(token.text))
	);
}
