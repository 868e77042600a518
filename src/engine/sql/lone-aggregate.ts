import { parenthesesOf } from './parentheses.ts';
import { withoutQueries } from './selects.ts';
import { placesOf } from './table-places.ts';
import type { SqlToken } from './tokens.ts';

/** That make several rows of one select, or drop the row of an aggregate. */
const others = /^(union|except|intersect|group|having|qualify)$/;

/**
 * Whether a statement adds up all rows of one select into a row that is always there, as `SELECT count(*) FROM t
 * WHERE c`. @param aggregates names of functions that add up rows, in lower case
 */
export function isLoneAggregate(
	tokens: readonly SqlToken[],
	aggregates: ReadonlySet<string>
): boolean {
	const top = tokens.filter(({ depth }) => depth === 0);
	if (top.some(({ keyword }) => others.test(keyword ?? ''))) return false;
	const select = tokens.findIndex((token) => token.depth === 0 && token.keyword === 'select');
	const { froms } = placesOf(tokens);
	const from = tokens.findIndex(({ depth }, at) => at > select && depth === 0 && froms.has(at));
	if (select < 0) return false;
	// What a select of its own adds up is a value of each row.
	const list = withoutQueries(tokens.slice(select + 1, from < 0 ? undefined : from));
	return list.some(
		({ kind, text }, at) =>
			kind === 'word' &&
			list[at + 1]?.kind === '(' &&
			aggregates.has(text.toLowerCase()) &&
			!isOverWindow(list, at + 1)
	);
}

function isOverWindow(list: readonly SqlToken[], open: number): boolean {
	return list[parenthesesOf(list).endOfCall(open) + 1]?.word === 'over';
}
