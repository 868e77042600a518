import { isTablePlace, readsOf } from './reader.ts';
import { isWord, perStatement, tokensOf, type SqlToken } from './tokens.ts';

const combining = /^(union|except|intersect)$/i;
const closingClause = /^(group|having|order|limit|offset|window|qualify|using)$/i;

/**
 * The rows that an aggregate rests on: `SELECT count(*) FROM t WHERE c` rests on `SELECT * FROM t WHERE c`.
 * Null where the statement has no FROM of its own, combines several selects, or begins with FROM: then no
 * one list of rows stands behind it. Null too where the FROM makes rows by a function, or reads nothing that is
 * stored: they are rows of no source.
 */
export const rowsBehind = perStatement((tokens, sql): string | null => {
	const top = tokens.filter((token) => token.depth === 0 && token.kind !== ')');
	if (top.some((token) => token.kind === 'word' && combining.test(token.text))) return null;
	const select = top.findIndex((token) => isWord(token, 'select'));
	const from = top.findIndex((token, i) => i > select && isWord(token, 'from'));
	if (select < 0 || from < 0) return null;
	const head = sql.slice(0, top[select]!.from);
	const where = top.find((token, i) => i > from && isWord(token, 'where'));
	const end = endOf(top, from, sql.length);
	if (!readsRecords(`${head}SELECT * ${sql.slice(top[from]!.from, where?.from ?? end)}`))
		return null;
	return `${head}SELECT * ${sql.slice(top[from]!.from, end)}`.trimEnd();
});

/** Whether rows come from tables alone. What `unnest` gives is of the row that it stands beside. */
function readsRecords(sql: string): boolean {
	const tokens = tokensOf(sql);
	const makesRows = (token: SqlToken, i: number) =>
		token.kind === 'word' &&
		tokens[i + 1]?.kind === '(' &&
		!/^(lateral|unnest)$/i.test(token.text) &&
		isTablePlace(tokens, i);
	return readsOf(sql).tables.length > 0 && !tokens.some(makesRows);
}

function endOf(top: readonly SqlToken[], from: number, length: number): number {
	const end = top.find((token, i) => i > from && isClosing(token, top[i + 1]));
	return end?.from ?? length;
}

function isClosing(token: SqlToken, next: SqlToken | undefined): boolean {
	if (token.text === ';') return true;
	if (token.kind !== 'word' || !closingClause.test(token.text)) return false;
	return !/^using$/i.test(token.text) || isWord(next, 'sample');
}
