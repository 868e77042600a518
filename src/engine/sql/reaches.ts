import { tablesAt } from './reader.ts';
import { literal } from './sql.ts';
import { perStatement, type SqlToken } from './tokens.ts';

/** A time before or after that of the alert, as a statement names it. */
export interface ReachIn {
	readonly toward: 'before' | 'after';
	/** Null where it is none that is understood here. */
	readonly amount: Amount | null;
	/** The tables of the FROM that it stands in. */
	readonly tables: readonly string[];
}

export interface Amount {
	/** SQL of an interval, null where it has no value. */
	readonly sql: string;
	/** The variable that it is the value of; null where it is none. */
	readonly variable: string | null;
}

/**
 * How far from `alert.ts` a statement reads: every `alert.ts - x` and `alert.ts + x` in it. What it says of time in
 * other ways is not found.
 */
export const reachesIn = perStatement((tokens, sql): readonly ReachIn[] =>
	tokens.flatMap(({ word, from }, at) => {
		const sign = tokens[at + 3]?.kind;
		if (word !== 'alert' || tokens[at + 1]?.kind !== '.' || tokens[at + 2]?.word !== 'ts')
			return [];
		if (sign !== '-' && sign !== '+') return [];
		const toward = sign === '-' ? ('before' as const) : ('after' as const);
		return [{ toward, amount: amountAt(tokens, at + 4), tables: tablesAt(sql, from) }];
	})
);

/** SQL of an amount; null where it is not understood, or not of `intervals`, names of variables that are intervals. */
export function amountSql({ amount }: ReachIn, intervals: ReadonlySet<string>): string | null {
	const known = amount?.variable == null || intervals.has(amount.variable);
	return known ? (amount?.sql ?? null) : null;
}

/** `x`, `n * x` or `x * n`, where nothing is taken away or added behind it. */
function amountAt(tokens: readonly SqlToken[], at: number): Amount | null {
	const times = isNumber(tokens[at]) && tokens[at + 1]?.kind === '*' ? tokens[at]!.text : null;
	const found = intervalAt(tokens, times === null ? at : at + 2);
	if (found === null) return null;
	const behind = isTimes(tokens, found.end) ? tokens[found.end + 1]!.text : null;
	const end = behind === null ? found.end : found.end + 2;
	if (/^[-+*/%|]$|^::$/.test(tokens[end]?.kind ?? '')) return null;
	const sql = [times, behind].reduce<string>(
		(product, factor) => (factor === null ? product : `${factor} * ${product}`),
		found.sql
	);
	return { sql, variable: found.variable };
}

function isTimes(tokens: readonly SqlToken[], at: number): boolean {
	return tokens[at]?.kind === '*' && isNumber(tokens[at + 1]);
}

function isNumber(token: SqlToken | undefined): token is SqlToken {
	return token?.kind === 'Number' && /^\d+$/.test(token.text);
}

/** An amount, and the place behind it. */
interface Found extends Amount {
	end: number;
}

function intervalAt(tokens: readonly SqlToken[], at: number): Found | null {
	if (tokens[at]?.word === 'getvariable') return variableAt(tokens, at);
	if (tokens[at]?.word !== 'interval') return null;
	const value = tokens[at + 1];
	if (value?.kind === 'String' && value.text.startsWith("'") && !isUnit(tokens[at + 2]))
		return { sql: `TRY_CAST(${value.text} AS INTERVAL)`, variable: null, end: at + 2 };
	const inside = value?.kind === '(' && tokens[at + 3]?.kind === ')';
	const [number, unit] = [tokens[inside ? at + 2 : at + 1], tokens[inside ? at + 4 : at + 2]];
	const digits = number?.kind === 'String' ? number.text.slice(1, -1) : number?.text;
	if (!/^\d+$/.test(digits ?? '') || !isUnit(unit)) return null;
	const sql = `TRY_CAST(${literal(`${digits} ${unit.text}`)} AS INTERVAL)`;
	return { sql, variable: null, end: inside ? at + 5 : at + 3 };
}

function isUnit(token: SqlToken | undefined): token is SqlToken {
	return (
		token?.kind === 'word' &&
		/^(microsecond|millisecond|second|minute|hour|day|week|month|quarter|year)s?$/i.test(token.text)
	);
}

function variableAt(tokens: readonly SqlToken[], at: number): Found | null {
	if (tokens[at + 2]?.kind !== 'String' || tokens[at + 3]?.kind !== ')') return null;
	const variable = tokens[at + 2]!.text.slice(1, -1);
	return { sql: `getvariable(${literal(variable)})`, variable, end: at + 4 };
}
