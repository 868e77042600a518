import { literal } from '../sql/sql.ts';

/** A moment that hangs on nothing but the alert and the parameters. */
export interface Moment {
	readonly kind: 'moment';
	/** SQL of it behind a row named `alert`. */
	readonly sql: string;
	/** How long before the alert's time, and how long after it, as SQL of an interval: each the other's opposite. */
	readonly around: { readonly back: string; readonly onward: string } | null;
	readonly variables: readonly Variable[];
}

/** A parameter that a moment hangs on, and what it must be for that. */
export interface Variable {
	readonly name: string;
	readonly type: 'interval' | 'timestamp' | 'time range';
}

/** A length of time. */
interface Span {
	kind: 'span';
	/** SQL of an interval: a product at most, or in parentheses. */
	sql: string;
	variables: readonly Variable[];
}

/**
 * The time of a record, moved by spans: at most `slack` later than what is said of it, as the moment is later than
 * the day that it is of.
 */
interface Own {
	kind: 'own';
	moved: readonly { sign: Sign; span: Span }[];
	slack: readonly Span[];
}

/** The seconds, or other units, of a time since 1970, and so many more. */
interface Clock {
	kind: 'clock';
	of: Own | Moment;
	unit: string;
	more: number;
}

/** How long a record is after a moment, or before it: as an interval, or counted in units. */
interface Distance {
	kind: 'distance';
	own: Own;
	moment: Moment;
	toward: 'after' | 'before' | 'either';
	unit: string | null;
	/** Whether what is counted is cut to whole units. */
	cut: boolean;
}

export type Sign = '+' | '-';

export type TimeValue =
	| Moment
	| Span
	| Own
	| Clock
	| Distance
	| { kind: 'number'; number: number }
	| { kind: 'text'; text: string }
	| { kind: 'variable'; name: string };

export const alertMoment: Moment = {
	kind: 'moment',
	sql: 'alert.ts',
	around: { back: '', onward: '' },
	variables: []
};

export const ownTime: Own = { kind: 'own', moved: [], slack: [] };

export function asMoment(value: TimeValue): Moment | null {
	if (value.kind === 'moment') return value;
	if (value.kind === 'text') return fixed(`TRY_CAST(${value.text} AS TIMESTAMP)`);
	return value.kind === 'variable' ? given(value.name, 'timestamp') : null;
}

export function asSpan(value: TimeValue): Span | null {
	if (value.kind === 'span') return value;
	if (value.kind === 'text') return spanOf(`TRY_CAST(${value.text} AS INTERVAL)`);
	if (value.kind !== 'variable') return null;
	const { name } = value;
	return { ...spanOf(variableSql(name)), variables: [{ name, type: 'interval' }] };
}

/** So many units of time. */
export function unitsOf(count: number, unit: string): Span {
	return spanOf(`TRY_CAST(${literal(`${count} ${unit}`)} AS INTERVAL)`);
}

/** A moment as much later or earlier. */
export function moved(moment: Moment, sign: Sign, span: Span): Moment {
	const { around } = moment;
	const [longer, shorter] =
		sign === '-' ? (['back', 'onward'] as const) : (['onward', 'back'] as const);
	return {
		kind: 'moment',
		sql: `${moment.sql} ${sign} ${span.sql}`,
		around: around && {
			...around,
			[longer]: around[longer] === '' ? span.sql : `${around[longer]} + ${span.sql}`,
			[shorter]: around[shorter] === '' ? `-(${span.sql})` : `${around[shorter]} - ${span.sql}`
		},
		variables: [...moment.variables, ...span.variables]
	};
}

export function spanOf(sql: string): Span {
	return { kind: 'span', sql, variables: [] };
}

function fixed(sql: string): Moment {
	return { kind: 'moment', sql, around: null, variables: [] };
}

export function given(name: string, type: Variable['type'], part = ''): Moment {
	return { ...fixed(`${variableSql(name)}${part}`), variables: [{ name, type }] };
}

function variableSql(name: string): string {
	return `getvariable(${literal(name)})`;
}

/** Words for the lengths of a calendar and a clock. */
export const unit = /^(microsecond|millisecond|second|minute|hour|day|week|month|quarter|year)s?$/;
const clockUnits: Readonly<Record<string, string>> = {
	epoch: 'second',
	epoch_ms: 'millisecond',
	epoch_us: 'microsecond'
};

export function cast(value: TimeValue, type: string): TimeValue | null {
	if (type === 'date') return cutTo(value, unitsOf(1, 'day'), (sql) => `date_trunc('day', ${sql})`);
	if (type === 'interval') return asSpan(value);
	if (type === 'timestamp' || type === 'datetime')
		return value.kind === 'own' ? value : asMoment(value);
	const isNumber = /^(bigint|int8|hugeint|double|integer|int)$/.test(type);
	return isNumber && (value.kind === 'clock' || value.kind === 'number') ? value : null;
}

/** The begin of the piece of time, as long as `span`, that a moment is in. */
function cutTo(value: TimeValue, span: Span, sql: (of: string) => string): TimeValue | null {
	if (value.kind === 'own') return { ...value, slack: [...value.slack, span] };
	const moment = asMoment(value);
	return (
		moment && { ...fixed(sql(moment.sql)), variables: [...moment.variables, ...span.variables] }
	);
}

export function added(value: TimeValue, sign: Sign, other: TimeValue): TimeValue | null {
	if (value.kind === 'number' && other.kind === 'number')
		return { kind: 'number', number: value.number + Number(`${sign}1`) * other.number };
	if (value.kind === 'clock' && other.kind === 'number')
		return { ...value, more: value.more + Number(`${sign}1`) * other.number };
	if (sign === '-') {
		const distance = distanceOf(value, other);
		if (distance !== null) return distance;
	}
	const span = asSpan(other);
	if (span === null) return null;
	if (value.kind === 'own') return { ...value, moved: [...value.moved, { sign, span }] };
	if (value.kind === 'span')
		return {
			kind: 'span',
			sql: `(${value.sql} ${sign} ${span.sql})`,
			variables: [...value.variables, ...span.variables]
		};
	const moment = asMoment(value);
	return moment && moved(moment, sign, span);
}

function distanceOf(value: TimeValue, other: TimeValue): Distance | null {
	if (value.kind === 'clock' && other.kind === 'clock') {
		if (value.unit !== other.unit || value.more !== 0 || other.more !== 0) return null;
		const between = distanceOf(value.of, other.of);
		return between && { ...between, unit: value.unit };
	}
	if (other.kind === 'text' || value.kind === 'text') return null;
	const [from, to] = [asMoment(value), asMoment(other)];
	const apart = { kind: 'distance', unit: null, cut: false } as const;
	if (value.kind === 'own' && to?.kind === 'moment' && other.kind !== 'variable')
		return { ...apart, own: value, moment: to, toward: 'after' };
	return from !== null && other.kind === 'own'
		? { ...apart, own: other, moment: from, toward: 'before' }
		: null;
}

export function multiplied(value: TimeValue, other: TimeValue): TimeValue | null {
	if (value.kind !== 'number') return other.kind === 'number' ? multiplied(other, value) : null;
	if (other.kind === 'number') return { kind: 'number', number: value.number * other.number };
	const span = other.kind === 'text' ? null : asSpan(other);
	if (span === null) return null;
	return { ...span, sql: value.number === -1 ? `(-${span.sql})` : `${value.number} * ${span.sql}` };
}

type Call = (given: readonly TimeValue[]) => TimeValue | null;

const calls: Readonly<Record<string, Call>> = {
	abs: ([of]) => (of?.kind === 'distance' ? { ...of, toward: 'either' } : null),
	age: ([of, other]) => (of && other ? distanceOf(of, other) : null),
	coalesce: (given) => (given.every(isOwn) ? ownTime : null),
	date_add: ([of, span]) => (of && span ? added(of, '+', span) : null),
	date_diff: (given) => counted(given),
	datediff: (given) => counted(given),
	date_part: ([part, of]) =>
		part?.kind === 'text' && part.text === "'epoch'" && of ? clockOf(of, 'second') : null,
	date_sub: (given) => counted(given),
	datesub: (given) => counted(given),
	date_trunc: (given) => truncated(given),
	datetrunc: (given) => truncated(given),
	time_bucket: ([width, of, ...more]) => {
		const span = width && asSpan(width);
		if (!span || of === undefined || more.length > 0) return null;
		return cutTo(of, span, (sql) => `time_bucket(${span.sql}, ${sql})`);
	}
};

export function called(name: string, given: readonly (TimeValue | null)[]): TimeValue | null {
	if (given.includes(null)) return null;
	const values = given as TimeValue[];
	const clockUnit = Object.hasOwn(clockUnits, name) ? clockUnits[name] : undefined;
	if (clockUnit !== undefined && values.length === 1) return clockOf(values[0]!, clockUnit);
	if (name.startsWith('to_') && unit.test(name.slice(3))) return spanOfUnits(name.slice(3), values);
	return Object.hasOwn(calls, name) ? calls[name]!(values) : null;
}

function clockOf(value: TimeValue, clockUnit: string): TimeValue | null {
	if (value.kind === 'distance' && value.unit === null) return { ...value, unit: clockUnit };
	const of = value.kind === 'own' ? value : asMoment(value);
	return of && { kind: 'clock', of, unit: clockUnit, more: 0 };
}

function spanOfUnits(units: string, [count, ...more]: readonly TimeValue[]): TimeValue | null {
	return count?.kind === 'number' && more.length === 0 ? unitsOf(count.number, units) : null;
}

function isOwn(value: TimeValue): boolean {
	return value.kind === 'own' && value.moved.length === 0 && value.slack.length === 0;
}

function unitIn(value: TimeValue | undefined): string | null {
	const word = value?.kind === 'text' ? value.text.slice(1, -1).toLowerCase() : '';
	return unit.test(word) ? word.replace(/s$/, '') : null;
}

function counted([of, from, to]: readonly TimeValue[]): TimeValue | null {
	const units = unitIn(of);
	if (units === null || from === undefined || to === undefined) return null;
	const distance = distanceOf(to, from);
	return distance && { ...distance, unit: units, cut: true };
}

function truncated([of, moment]: readonly TimeValue[]): TimeValue | null {
	const units = unitIn(of);
	if (units === null || moment === undefined) return null;
	return cutTo(moment, unitsOf(1, units), (sql) => `date_trunc('${units}', ${sql})`);
}
