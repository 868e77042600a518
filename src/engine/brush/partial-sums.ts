import { aggregateFunctions } from '../guard/allowed-functions.ts';
import { parenthesesOf } from '../sql/parentheses.ts';
import { textOf, type SqlToken } from '../sql/tokens.ts';

/** A call that makes one value of many rows, and the place behind it. */
export interface AggregateCall {
	to: number;
	/** What is kept of each part of the rows, in the order in which `whole` takes it. */
	partials: readonly string[];
	/** The value of all of them, of the columns that keep the partials. */
	whole(columns: readonly string[]): string;
}

type Combining = readonly [
	partials: (of: Written) => readonly string[],
	whole: (columns: readonly string[]) => string
];

interface Written {
	/** The call as it stands, with its FILTER. */
	call: string;
	/** What is called on, and the FILTER alone. */
	given: string;
	filter: string;
}

const itself = ({ call }: Written) => [call];
const counted: Combining = [itself, ([n]) => `(coalesce(sum(${n}), 0)::BIGINT)`];
const mean: Combining = [
	({ given, filter }) => [`sum(${given})${filter}`, `count(${given})${filter}`],
	([sum, n]) => `(sum(${sum})::DOUBLE / nullif(sum(${n}), 0))`
];
const same = (name: string): Combining => [itself, ([of]) => `${name}(${of})`];

/** Functions whose value for all rows follows from their values for parts of them. */
const combinings: ReadonlyMap<string, Combining> = new Map([
	['count', counted],
	['count_star', counted],
	['avg', mean],
	['mean', mean],
	...['sum', 'min', 'max', 'bool_or', 'bool_and'].map((name) => [name, same(name)] as const)
]);

/**
 * The call at a place of an expression; null where none stands there, and `unheard` where one does whose value does
 * not follow from parts.
 */
export function aggregateAt(
	sql: string,
	tokens: readonly SqlToken[],
	at: number
): AggregateCall | 'unheard' | null {
	const name = tokens[at]!.word ?? '';
	if (!aggregateFunctions.has(name) || tokens[at + 1]?.kind !== '(') return null;
	const combining = combinings.get(name);
	if (combining === undefined) return 'unheard';
	const parentheses = parenthesesOf(tokens);
	const close = parentheses.closeOf(at + 1);
	const inner = tokens.slice(at + 2, close);
	const end = parentheses.endOfCall(at + 1);
	const isFiltered = end > close;
	const depth = tokens[at]!.depth + 1;
	const isMany = inner.some((token) => token.depth === depth && token.kind === ',');
	const isInOrder = inner.some(({ keyword }) => keyword === 'order');
	const isCut = end >= tokens.length;
	if (isMany || isInOrder || isCut || tokens[end + 1]?.word === 'over') return 'unheard';
	if (inner[0]?.keyword === 'distinct') {
		const condition = isFiltered ? tokens.slice(close + 3, end) : [];
		return name === 'count' ? differing(sql, inner.slice(1), condition, end + 1) : 'unheard';
	}
	const filter = isFiltered ? ` ${textOf(sql, tokens.slice(close + 1, end + 1))}` : '';
	const call = textOf(sql, tokens.slice(at, end + 1));
	const [partials, whole] = combining;
	return {
		to: end + 1,
		partials: partials({ call, given: textOf(sql, inner), filter }),
		whole
	};
}

/** Different values are told apart by the sums themselves: each stands beside what it is of. */
function differing(
	sql: string,
	value: readonly SqlToken[],
	condition: readonly SqlToken[],
	to: number
): AggregateCall {
	const given = condition[0]?.keyword === 'where' ? condition.slice(1) : condition;
	const text = `(${textOf(sql, value)})`;
	const partial = given.length === 0 ? text : `CASE WHEN ${textOf(sql, given)} THEN ${text} END`;
	return { to, partials: [partial], whole: ([of]) => `count(DISTINCT ${of})` };
}
