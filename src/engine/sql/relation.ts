import { parenthesesOf } from './parentheses.ts';
import type { SqlToken } from './tokens.ts';

/** What is read by a FROM. */
export interface Relation {
	/** The name of the table; null for a subquery. */
	table: string | null;
	/** The name by which the statement speaks of it; null for a subquery without one. */
	called: string | null;
}

const noAlias =
	/^(where|group|order|having|limit|offset|select|window|qualify|union|except|intersect|on|using|join|inner|left|right|full|cross|natural|asof|semi|anti|positional|tablesample|pivot|unpivot|with)$/;

/** What is read at a place of `tablePlacesOf`. */
export function relationOf(tokens: readonly SqlToken[], start: number): Relation {
	const last = lastPartOf(tokens, start);
	const isTable = tokens[start]!.kind === 'word' && tokens[last + 1]?.kind !== '(';
	const table = isTable ? tokens[last]!.text : null;
	const open = tokens[start]!.kind === '(' ? start : last + 1;
	const end = isTable ? last : parenthesesOf(tokens).closeOf(open);
	return { table, called: aliasAt(tokens, start, end) ?? table };
}

/** Where the last part of a qualified name stands: of `main.firewall`, `firewall`. */
export function lastPartOf(tokens: readonly SqlToken[], start: number): number {
	let at = start;
	while (tokens[at + 1]?.kind === '.' && tokens[at + 2]?.kind === 'word') at += 2;
	return at;
}

/** `web w`, `web AS w`, `w: web`. */
function aliasAt(tokens: readonly SqlToken[], start: number, end: number): string | null {
	if (tokens[start - 1]?.kind === ':') return tokens[start - 2]?.text ?? null;
	const isSaid = tokens[end + 1]?.keyword === 'as';
	const alias = isSaid ? tokens[end + 2] : tokens[end + 1];
	if (alias?.kind !== 'word' || noAlias.test(alias.keyword ?? '')) return null;
	return alias.text;
}
