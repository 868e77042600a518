import { valueOf, type Resolve } from './instant-reading.ts';
import { asMoment, asSpan, moved, unitsOf, type Moment, type TimeValue } from './instants.ts';
import { split, type SqlToken } from '../sql/tokens.ts';

/** Between which moments the records lie that fulfil a condition: the earliest and the latest of some; null for no bound. */
export interface Bounds {
	readonly from: readonly Moment[] | null;
	readonly to: readonly Moment[] | null;
}

export const unbounded: Bounds = { from: null, to: null };

/** The parts of a condition that must all hold. */
export function conjuncts(tokens: readonly SqlToken[]): SqlToken[][] {
	const parts = joinedBetween(cutOutsideCases(bare(tokens), 'and'));
	return parts.length < 2 ? parts : parts.flatMap(conjuncts);
}

/** What one of those says of time; null where that is not understood. */
export function boundsOf(conjunct: readonly SqlToken[], resolve: Resolve): Bounds | null {
	const tokens = bare(conjunct);
	const either = cutOutsideCases(tokens, 'or');
	if (either.length > 1) return eitherOf(either.map((part) => allOf(part, resolve)));
	const parts = conjuncts(tokens);
	if (parts.length > 1) return allOf(tokens, resolve);
	if (tokens[0]?.word === 'not') return boundsOfNot(tokens.slice(1), resolve);
	return between(tokens, resolve) ?? comparison(tokens, resolve, (sign) => sign);
}

/** What it says of time that a condition does not hold. */
function boundsOfNot(condition: readonly SqlToken[], resolve: Resolve): Bounds | null {
	const tokens = bare(condition);
	const either = cutOutsideCases(tokens, 'or');
	if (either.length > 1) {
		const understood = either.flatMap((part) => boundsOfNot(part, resolve) ?? []);
		return understood.length === 0 ? null : narrowest(understood);
	}
	const parts = joinedBetween(cutOutsideCases(tokens, 'and'));
	if (parts.length > 1) return eitherOf(parts.map((part) => boundsOfNot(part, resolve)));
	if (tokens[0]?.word === 'not') return boundsOf(tokens.slice(1), resolve);
	return comparison(tokens, resolve, (sign) => contrary[sign] ?? '');
}

const contrary: Readonly<Record<string, string>> = {
	'<': '>=',
	'<=': '>',
	'>': '<=',
	'>=': '<',
	'!=': '=',
	'<>': '='
};

/** Of bounds that all hold, the first on each side: the others only narrow it down. */
export function narrowest(all: readonly Bounds[]): Bounds {
	return {
		from: all.find(({ from }) => from !== null)?.from ?? null,
		to: all.find(({ to }) => to !== null)?.to ?? null
	};
}

/** Of bounds of which one holds. */
export function widest(all: readonly Bounds[]): Bounds {
	const every = (sides: readonly Bounds[keyof Bounds][]) =>
		sides.includes(null) ? null : sides.flatMap((side) => side!);
	return { from: every(all.map(({ from }) => from)), to: every(all.map(({ to }) => to)) };
}

function allOf(tokens: readonly SqlToken[], resolve: Resolve): Bounds | null {
	const understood = conjuncts(tokens).flatMap((part) => boundsOf(part, resolve) ?? []);
	return understood.length === 0 ? null : narrowest(understood);
}

function eitherOf(arms: readonly (Bounds | null)[]): Bounds | null {
	const understood = arms.flatMap((arm) => arm ?? []);
	return understood.length < arms.length ? null : widest(understood);
}

/** Tokens without the parentheses around all of them. */
function bare(tokens: readonly SqlToken[]): readonly SqlToken[] {
	const [first] = tokens;
	const last = tokens.at(-1);
	if (first?.kind !== '(' || last?.kind !== ')') return tokens;
	const isOne = tokens.slice(1, -1).every(({ depth }) => depth > first.depth);
	const isQuery = /^(select|with|from|values)$/.test(tokens[1]?.word ?? '');
	return isOne && !isQuery ? bare(tokens.slice(1, -1)) : tokens;
}

function cutOutsideCases(tokens: readonly SqlToken[], word: string): SqlToken[][] {
	let cases = 0;
	return split(tokens, (token) => {
		if (token.word === 'case') cases++;
		if (token.word === 'end') cases--;
		return cases === 0 && token.word === word;
	});
}

/** The AND behind BETWEEN joins nothing. */
function joinedBetween(parts: readonly SqlToken[][]): SqlToken[][] {
	const joined: SqlToken[][] = [];
	for (const part of parts) {
		const before = joined.at(-1);
		const isOpen = before !== undefined && countOf(before, 'between') > countOf(before, 'and');
		if (isOpen) before.push({ ...part[0]!, kind: 'word', text: 'and', word: 'and' }, ...part);
		else joined.push([...part]);
	}
	return joined;
}

function countOf(tokens: readonly SqlToken[], word: string): number {
	const depth = Math.min(...tokens.map((token) => token.depth));
	return tokens.filter((token) => token.depth === depth && token.word === word).length;
}

function between(tokens: readonly SqlToken[], resolve: Resolve): Bounds | null {
	const [of, ends, ...more] = split(tokens, ({ word }) => word === 'between');
	if (ends === undefined || more.length > 0) return null;
	const [low, high, ...others] = split(ends, ({ word }) => word === 'and');
	if (low === undefined || high === undefined || others.length > 0) return null;
	const [value, from, to] = [of!, low, high].map((part) => valueOf(part, resolve));
	if (!value || !from || !to) return null;
	const both = [compared(value, '>', from), compared(value, '<', to)];
	return both[0] && both[1] ? narrowest([both[0], both[1]]) : null;
}

const signs = /^[<>=!]$/;

/** @param turned the sign that counts in the place of that which is written */
function comparison(
	tokens: readonly SqlToken[],
	resolve: Resolve,
	turned: (sign: string) => string
): Bounds | null {
	const depth = Math.min(...tokens.map((token) => token.depth));
	const at = tokens.findIndex((token) => token.depth === depth && signs.test(token.kind));
	if (at < 0) return null;
	const behind = tokens.findIndex((token, i) => i > at && !signs.test(token.kind));
	const [left, right] = [tokens.slice(0, at), tokens.slice(behind)];
	if (behind < 0 || right.some((token) => token.depth === depth && signs.test(token.kind)))
		return null;
	const value = valueOf(left, resolve);
	const other = value && valueOf(right, resolve);
	const sign = tokens
		.slice(at, behind)
		.map(({ kind }) => kind)
		.join('');
	return value && other && compared(value, turned(sign), other);
}

/** Which sides a sign bounds: what stands left of it is later, earlier, or the same. */
type Side = '<' | '>' | '=';

const sides: Readonly<Record<string, Side>> = {
	'<': '<',
	'<=': '<',
	'>': '>',
	'>=': '>',
	'=': '=',
	'==': '='
};
const opposite = { '<': '>', '>': '<', '=': '=' } as const;

function compared(value: TimeValue, sign: string, other: TimeValue): Bounds | null {
	const side = sides[sign];
	if (side === undefined) return null;
	return ofRecords(value, side, other) ?? ofRecords(other, opposite[side], value);
}

function ofRecords(value: TimeValue, side: Side, other: TimeValue): Bounds | null {
	if (value.kind === 'own') {
		const moment = asMoment(other);
		return moment && bounded(value, side, [moment, moment]);
	}
	if (value.kind === 'clock') return ofClock(value, side, other);
	return value.kind === 'distance' ? ofDistance(value, side, other) : null;
}

type Kind<Name extends TimeValue['kind']> = Extract<TimeValue, { kind: Name }>;

/** @param ends that the record is not earlier than, and not later */
function bounded(own: Kind<'own'>, side: Side, [low, high]: readonly [Moment, Moment]): Bounds {
	const back = (moment: Moment) =>
		own.moved.reduce(
			(result, { sign, span }) => moved(result, sign === '+' ? '-' : '+', span),
			moment
		);
	const late = own.slack.reduce((result, span) => moved(result, '+', span), back(high));
	return { from: side === '<' ? null : [back(low)], to: side === '>' ? null : [late] };
}

function ofClock({ of, unit, more }: Kind<'clock'>, side: Side, other: TimeValue): Bounds | null {
	if (of.kind !== 'own') return null;
	if (other.kind === 'number') {
		const epoch = asMoment({ kind: 'text', text: "'1970-01-01'" })!;
		const moment = moved(epoch, '+', unitsOf(other.number - more, unit));
		return bounded(of, side, [moment, moment]);
	}
	if (other.kind !== 'clock' || other.unit !== unit || other.of.kind === 'own') return null;
	const apart = other.more - more;
	const moment = apart === 0 ? other.of : moved(other.of, '+', unitsOf(apart, unit));
	return bounded(of, side, [moment, moment]);
}

function ofDistance(distance: Kind<'distance'>, side: Side, other: TimeValue): Bounds | null {
	const { own, moment, toward } = distance;
	const length = lengthOf(distance, other);
	if (length === null) return null;
	const [least, most] = length;
	if (toward === 'after')
		return bounded(own, side, [moved(moment, '+', least), moved(moment, '+', most)]);
	if (toward === 'before')
		return bounded(own, opposite[side], [moved(moment, '-', most), moved(moment, '-', least)]);
	if (side === '>') return null;
	return bounded(own, '=', [moved(moment, '-', most), moved(moment, '+', most)]);
}

type Span = Kind<'span'>;

/** The length that a distance is held against, and how much less and more it may be where it is counted in whole units. */
function lengthOf({ unit, cut }: Kind<'distance'>, other: TimeValue): [Span, Span] | null {
	if (unit === null) {
		const span = asSpan(other);
		return span && [span, span];
	}
	if (other.kind !== 'number') return null;
	const { number } = other;
	return cut
		? [unitsOf(number - 1, unit), unitsOf(number + 1, unit)]
		: [unitsOf(number, unit), unitsOf(number, unit)];
}
