import { commonTablesOf } from './common-tables.ts';
import { parenthesesOf } from './parentheses.ts';
import { identifier } from './sql.ts';
import { selectsOf, type SelectRelation } from './selects.ts';
import { lastPartOf, relationOf, type Relation } from './relation.ts';

export type { Relation } from './relation.ts';

import { tokensOf, type SqlToken } from './tokens.ts';

/** What a select reads, as one may speak of it there. */
export interface ScopedRelation {
	/** As it is written; null for a subquery without a name. */
	called: string | null;
	/** The name of a table or cell; null for anything else. */
	table: string | null;
	/** A statement of its rows. One that speaks of what stands around it cannot be run by itself. */
	rows: string;
}

/** What may be spoken of at an offset of a statement: what the select around it reads, then what those around that do. */
export function scopeAt(sql: string, offset: number): ScopedRelation[] {
	const tokens = tokensOf(sql);
	if (tokens.length === 0) return [];
	const found = tokens.findIndex(({ to }) => to >= offset);
	const selects = selectsOf(sql);
	const scoped: ScopedRelation[] = [];
	let block = selects.around(found < 0 ? tokens.length - 1 : found);
	for (;;) {
		scoped.push(...block.relations.map((each) => scopedOf(sql, each)));
		if (block.open < 0) return scoped;
		block = selects.around(block.open);
	}
}

/** Names of the common tables that may be read at an offset. */
export function commonTablesAt(sql: string, offset: number): string[] {
	const tokens = tokensOf(sql);
	const at = tokens.findIndex(({ to }) => to >= offset);
	return commonTablesOf(tokens).namesAt(at < 0 ? tokens.length : at);
}

function scopedOf(sql: string, { at, query }: SelectRelation): ScopedRelation {
	const tokens = tokensOf(sql);
	const { table, called } = relationOf(tokens, at);
	const end =
		table === null ? parenthesesOf(tokens).closeOf(openOf(tokens, at)) : lastPartOf(tokens, at);
	const renamed = renamedEnd(tokens, end);
	if (table !== null && query === null && renamed === null)
		return { called, table, rows: `SELECT * FROM ${identifier(table)}` };
	const before = commonTablesOf(tokens).before(at, sql);
	const read = sql.slice(tokens[at]!.from, tokens[renamed ?? end]?.to);
	return { called, table: null, rows: `${before}SELECT * FROM ${read}` };
}

/** The parenthesis of a subquery, or of the call of a function. */
function openOf(tokens: readonly SqlToken[], at: number): number {
	return tokens[at]!.kind === '(' ? at : lastPartOf(tokens, at) + 1;
}

/** Where the names end that columns are given, as in `t AS x(a, b)`; null where they are given none. */
function renamedEnd(tokens: readonly SqlToken[], end: number): number | null {
	const alias = tokens[end + 1]?.keyword === 'as' ? end + 2 : end + 1;
	const isGiven = tokens[alias]?.kind === 'word' && tokens[alias + 1]?.kind === '(';
	if (!isGiven || /^(on|using|pivot|unpivot|values)$/.test(tokens[alias]!.keyword ?? ''))
		return null;
	return parenthesesOf(tokens).closeOf(alias + 1);
}

/** What is read where the statement says something at that offset: what stands in the FROM around it. */
export function relationsAt(sql: string, offset: number): Relation[] {
	const tokens = tokensOf(sql);
	if (tokens.length === 0) return [];
	const found = tokens.findIndex(({ to }) => to > offset);
	const at = found < 0 ? tokens.length - 1 : found;
	return selectsOf(sql)
		.around(at)
		.relations.map((each) => relationOf(tokens, each.at));
}

/** The tables that are read there, each once. */
export function tablesAt(sql: string, offset: number): string[] {
	const names = relationsAt(sql, offset).flatMap(({ table }) => table ?? []);
	return [...new Set(names)];
}
