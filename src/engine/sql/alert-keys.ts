import { perStatement, type SqlToken } from './tokens.ts';

/** Stands for every column of the alert. */
export const ANY_KEY = '*';

/**
 * The columns of the alert that a statement seeks by, which is all that it speaks of in whatever form: what is not
 * understood may be a search, and of an alert where such a column is null nothing is ever found. Only whether one is
 * null may be asked. Names are in lower case; `ANY_KEY` where the alert is spoken of as a whole.
 */
export const alertKeysIn = perStatement((tokens): ReadonlySet<string> => {
	const keys = tokens.flatMap(({ word }, at) => (word === 'alert' ? soughtBy(tokens, at) : []));
	return new Set(keys);
});

function soughtBy(tokens: readonly SqlToken[], alert: number): string[] {
	const before = tokens[alert - 1];
	if (before?.kind === '.' || before?.word === 'as') return [];
	const isColumn = tokens[alert + 1]?.kind === '.';
	const column = isColumn ? (tokens[alert + 2]?.word ?? ANY_KEY) : ANY_KEY;
	const after = alert + (isColumn ? 3 : 1);
	return asksIfNull(tokens, alert, after) ? [] : [column];
}

/** What may stand before a condition that begins with its next word. */
const begins = /^(where|and|or|not|on|having|filter|qualify|when|then|else|case|select)$/;

function asksIfNull(tokens: readonly SqlToken[], alert: number, after: number): boolean {
	const before = tokens[alert - 1];
	const [is, ...rest] = tokens.slice(after, after + 3).map(({ word }) => word);
	const isBegin = before?.kind === '(' || before?.kind === ',' || begins.test(before?.word ?? '');
	return isBegin && is === 'is' && rest[rest[0] === 'not' ? 1 : 0] === 'null';
}
