import { tokensOf } from './tokens.ts';

/** A statement without what ends it, nor what is said behind that, so that it can stand within another one. */
export function bareStatement(sql: string): string {
	const tokens = tokensOf(sql);
	const last = tokens.findLastIndex(({ kind }) => kind !== ';');
	return sql.slice(0, tokens[last + 1]?.from).trimEnd();
}
