import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { countText, wholeNumberText } from '#lib/format-number.ts';
import { notValid } from './attributes.ts';
import { columnNamed, numberSql, unitOf } from './column-sql.ts';

/** The column that rows are weighed by; null where each counts as one. */
export type Weight = ResultColumn | null;

/**
 * What rows are weighed by: the column that is named, else one that is called `weight`, else nothing but their number.
 * @throws `recipe not valid` where the column that is named is not there, or is no number
 */
export function weightOf(named: string | null, columns: readonly ResultColumn[]): Weight {
	if (named === null)
		return columns.find(({ name, type }) => name === 'weight' && type === 'number') ?? null;
	const found = columnNamed(named, 'weight', columns);
	if (found.type !== 'number') throw notValid(`weight is not a number: ${found.name}`);
	return found;
}

/** What a row weighs; null where that is not known, or below zero. */
export function weightSql(weight: Weight): string {
	if (weight === null) return '1::DOUBLE';
	const value = numberSql(weight.name);
	return `CASE WHEN ${value} >= 0 THEN ${value} END`;
}

/** What is weighed, as a heading says it. */
export function weightName(weight: Weight): string {
	if (weight === null) return 'rows';
	const unit = unitOf(weight.name);
	return unit === null || unit === weight.name ? weight.name : `${weight.name}, ${unit}`;
}

/** What something weighs, exactly, and on how many rows that rests. */
export function weightText(weight: Weight, value: number, rows: number): string {
	if (weight === null) return countText(rows, 'row');
	const unit = unitOf(weight.name);
	const named = unit === null || unit === weight.name ? '' : ` ${unit}`;
	return `${weight.name} ${wholeNumberText(value)}${named}, ${countText(rows, 'row')}`;
}
