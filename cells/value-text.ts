import type { Value } from '#tables/value.ts';
import { holdsNames } from '#tables/columns-of.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { wholeNumberText } from '#lib/format-number.ts';
import { stampText } from '#lib/format-time.ts';
import { visible } from '#lib/visible.ts';
import type { Zone } from '#lib/zone.ts';

const LONGEST = 60;

/** A value as it stands beside others: a long one loses its end. */
export function valueText(value: Value, { name, type }: ResultColumn, zone: Zone): string {
	if (type === 'timestamp' && typeof value === 'bigint') return stampText(value, zone);
	if (type === 'number' && !holdsNames(name)) return wholeNumberText(value as number);
	if (value === '') return '(empty)';
	const text = String(value);
	return visible(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
