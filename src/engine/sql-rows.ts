import { isWord, tokensOf, type Token } from './sql-tokens.ts';

const combining = /^(union|except|intersect)$/i;
const closingClause = /^(group|having|order|limit|offset|window|qualify|using)$/i;

/**
 * The rows that an aggregate rests on: `SELECT count(*) FROM t WHERE c` rests on `SELECT * FROM t WHERE c`.
 * Null where the statement has no FROM of its own, combines several selects, or begins with FROM: then no
 * one list of rows stands behind it.
 */
export function rowsBehind(sql: string): string | null {
	const top = tokensOf(sql).filter((token) => token.depth === 0 && token.kind !== ')');
	if (top.some((token) => token.kind === 'word' && combining.test(token.text))) return null;
	const select = top.findIndex((token) => isWord(token, 'select'));
	const from = top.findIndex((token, i) => i > select && isWord(token, 'from'));
	if (select < 0 || from < 0) return null;
	const head = sql.slice(0, top[select]!.from);
	return `${head}SELECT * ${sql.slice(top[from]!.from, endOf(top, from, sql.length))}`.trimEnd();
}

function endOf(top: readonly Token[], from: number, length: number): number {
	const end = top.find((token, i) => i > from && isClosing(token, top[i + 1]));
	return end?.from ?? length;
}

function isClosing(token: Token, next: Token | undefined): boolean {
	if (token.text === ';') return true;
	if (token.kind !== 'word' || !closingClause.test(token.text)) return false;
	return !/^using$/i.test(token.text) || isWord(next, 'sample');
}
