import { readsIn, tablePlaces } from './reader.ts';
import { placesOf } from './table-places.ts';
import { perStatement, type SqlToken } from './tokens.ts';

const combining = /^(union|except|intersect)$/;
const closingClause = /^(group|having|order|limit|offset|window|qualify|using)$/;

/**
 * The rows that an aggregate rests on: `SELECT count(*) FROM t WHERE c` rests on `SELECT * FROM t WHERE c`.
 * Null where the statement has no FROM of its own, combines several selects, or begins with FROM: then no
 * one list of rows stands behind it. Null too where the FROM makes rows by a function, or reads nothing that is
 * stored: they are rows of no source.
 */
export const rowsBehind = perStatement((tokens, sql): string | null => {
	const top = tokens.filter((token) => token.depth === 0 && token.kind !== ')');
	if (top.some(({ keyword }) => keyword !== null && combining.test(keyword))) return null;
	const froms = new Set([...placesOf(tokens).froms].map((at) => tokens[at]!));
	const select = top.findIndex(({ keyword }) => keyword === 'select');
	const from = top.findIndex((token, i) => i > select && froms.has(token));
	if (select < 0 || from < 0) return null;
	const where = top.find(({ keyword }, i) => i > from && keyword === 'where');
	const end = endOf(top, from, sql.length);
	const [listed, read] = [top[select]!.from, top[from]!.from];
	const kept = tokens.filter(
		({ from: at }) => at < listed || (at >= read && at < (where?.from ?? end))
	);
	if (!readsRecords(kept)) return null;
	return `${sql.slice(0, listed)}SELECT * ${sql.slice(read, end)}`.trimEnd();
});

/** Whether rows come from tables alone. What `unnest` gives is of the row that it stands beside. */
function readsRecords(tokens: readonly SqlToken[]): boolean {
	const makesRows = tablePlaces(tokens).some(
		(i) => tokens[i + 1]?.kind === '(' && !/^(lateral|unnest)$/.test(tokens[i]!.word!)
	);
	return !makesRows && readsIn(tokens).tables.length > 0;
}

function endOf(top: readonly SqlToken[], from: number, length: number): number {
	const end = top.find((token, i) => i > from && isClosing(token, top[i + 1]));
	return end?.from ?? length;
}

function isClosing(token: SqlToken, next: SqlToken | undefined): boolean {
	if (token.text === ';') return true;
	if (token.keyword === null || !closingClause.test(token.keyword)) return false;
	return token.keyword !== 'using' || next?.keyword === 'sample';
}
