import { tablesAt } from './reader.ts';
import { literal } from './sql.ts';
import { isWord, perStatement, type SqlToken } from './tokens.ts';

/** A time before or after that of the alert, as a statement names it. */
export interface ReachIn {
	toward: 'before' | 'after';
	/** SQL of an interval, null where it has no value; null where it is none that is understood here. */
	amount: string | null;
	/** The tables of the FROM that it stands in. */
	tables: readonly string[];
}

/**
 * How far from `alert.ts` a statement reads: every `alert.ts - x` and `alert.ts + x` in it. What it says of time in
 * other ways is not found.
 * @param intervals names of the variables that are intervals
 */
export function reachesIn(sql: string, intervals: ReadonlySet<string>): ReachIn[] {
	return readIn(sql).map(({ amount, ...reach }) => {
		const known = amount?.variable == null || intervals.has(amount.variable);
		return { ...reach, amount: known ? (amount?.sql ?? null) : null };
	});
}

const readIn = perStatement((tokens, sql) =>
	tokens.flatMap((token, at) => {
		const sign = tokens[at + 3]?.kind;
		if (!isAlertTime(tokens, at) || (sign !== '-' && sign !== '+')) return [];
		const toward = sign === '-' ? ('before' as const) : ('after' as const);
		return [{ toward, amount: amountAt(tokens, at + 4), tables: tablesAt(sql, token.from) }];
	})
);

function isAlertTime(tokens: readonly SqlToken[], at: number): boolean {
	return (
		isName(tokens[at], 'alert') && tokens[at + 1]?.kind === '.' && isName(tokens[at + 2], 'ts')
	);
}

/** A name is the same in whatever case, and in quotes. */
function isName(token: SqlToken | undefined, name: string): boolean {
	return token?.kind === 'word' && token.text.toLowerCase() === name;
}

/** `x`, `n * x` or `x * n`, where nothing is taken away or added behind it. */
function amountAt(tokens: readonly SqlToken[], at: number): Omit<Found, 'end'> | null {
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

/** SQL of an interval, and the place behind it. */
interface Found {
	sql: string;
	/** The variable that it is the value of; null where it is none. */
	variable: string | null;
	end: number;
}

function intervalAt(tokens: readonly SqlToken[], at: number): Found | null {
	if (isWord(tokens[at], 'getvariable')) return variableAt(tokens, at);
	if (!isWord(tokens[at], 'interval')) return null;
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
