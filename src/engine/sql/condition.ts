import type { Value } from '#tables/value.ts';
import { isoOf } from '#lib/time.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { Origin } from './column-origin.ts';
import { comparedAs } from './compared.ts';

/** What is asked of a column: a value, null for its absence; or a stretch of values. */
export type ChosenValue = { is: Value } | ChosenStretch;

/** What lies in it has a value. */
export interface ChosenStretch {
	/** Counted in; null where it has no such end. */
	from: Value;
	to: Value;
	/** Whether `to` itself is left out, as between stretches that lie side by side. */
	open: boolean;
}

/** A condition on the rows of event tables. */
export interface RowCondition {
	of: Origin;
	/** Whether the values are moments, microseconds since 1970 UTC. */
	isMoment: boolean;
	wanted: ChosenValue;
}

/** Rows that meet all conditions of any of the choices. */
export type RowChoices = readonly (readonly RowCondition[])[];

/** A condition as a person would write it. */
export function conditionSql({ of, isMoment, wanted }: RowCondition): string {
	if ('is' in wanted)
		return wanted.is === null ? `${of.sql} IS NULL` : comparison(of.sql, '=', isMoment, wanted.is);
	const { from, to, open } = wanted;
	if (typeof from === 'bigint' && typeof to === 'bigint' && !open && isMoment)
		return `${of.sql} BETWEEN ${momentSql(from)} AND ${momentSql(to)}`;
	const ends = [
		from === null ? null : comparison(of.sql, '>=', isMoment, from),
		to === null ? null : comparison(of.sql, open ? '<' : '<=', isMoment, to)
	];
	return ends.filter((end) => end !== null).join(' AND ') || `${of.sql} IS NOT NULL`;
}

/** RowChoices as one condition; of none no row is. */
export function choicesSql(choices: RowChoices): string {
	const each = choices.map((conditions) => conditions.map(conditionSql).join(' AND ') || 'true');
	if (each.length < 2) return each[0] ?? 'false';
	return `(${each.map((one) => (/ AND /.test(one) ? `(${one})` : one)).join(' OR ')})`;
}

/** What is selected as one condition: all of the choices hold. Empty where nothing is selected. */
export function selectionSql(selection: readonly RowChoices[]): string {
	return selection.map(choicesSql).join(' AND ');
}

/** Columns of event tables that choices read, each once. */
export function columnsOfChoices(choices: RowChoices): string[] {
	return [...new Set(choices.flat().flatMap(({ of }) => of.columns))];
}

/** Of a time, its ends counted in. */
export function timeCondition({ from, to }: TimeRange): RowCondition {
	return {
		of: { sql: 'ts', columns: ['ts'] },
		isMoment: true,
		wanted: { from, to, open: false }
	};
}

function comparison(side: string, sign: string, isMoment: boolean, value: NonNullable<Value>) {
	if (isMoment && typeof value === 'bigint') return `${side} ${sign} ${momentSql(value)}`;
	const [one, other] = comparedAs(side, isMoment, value);
	return `${one} ${sign} ${other}`;
}

function momentSql(micros: bigint): string {
	const [, date, time] = /^(\d{4}-\d\d-\d\d)T([\d:]+(?:\.\d+)?)Z$/.exec(isoOf(micros)) ?? [];
	if (date === undefined) return `make_timestamp(${micros})`;
	return `TIMESTAMP '${date} ${time!.replace(/\.0+$/, '')}'`;
}
