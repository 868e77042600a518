import type { Parentheses } from './parentheses.ts';
import type { SqlToken } from './tokens.ts';

/** With these a query begins. */
const begins = /^(select|with|from|pivot|unpivot|describe|summarize|show|table)$/;
/** What may stand behind a query in parentheses that is the first part of a larger one. */
const goesOn = /^(union|except|intersect|order|limit|offset|\))$/;

/** The parentheses that hold a query, and no tables, values or arguments, by places among the tokens. */
export function queriesIn(parentheses: Parentheses): ReadonlySet<number> {
	const { tokens } = parentheses;
	const found = new Set<number>();
	// The inner ones begin later, and are told first.
	for (let at = tokens.length - 1; at >= 0; at--)
		if (tokens[at]!.kind === '(' && isQuery(parentheses, at, found)) found.add(at);
	return found;
}

function isQuery(parentheses: Parentheses, open: number, inner: ReadonlySet<number>): boolean {
	const { tokens } = parentheses;
	const [before, first, second] = [tokens[open - 1], tokens[open + 1], tokens[open + 2]];
	if (first?.kind === '(') {
		const next = tokens[parentheses.closeOf(open + 1) + 1];
		return inner.has(open + 1) && (next === undefined || goesOn.test(next.keyword ?? next.kind));
	}
	if (first?.keyword === 'values') return second?.kind === '(';
	return begins.test(first?.keyword ?? '') && !isTrim(before, first);
}

/** `trim(FROM name)` trims. */
function isTrim(before: SqlToken | undefined, first: SqlToken | undefined): boolean {
	return before?.word === 'trim' && first?.keyword === 'from';
}
