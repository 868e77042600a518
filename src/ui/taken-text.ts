import type { Value } from '#tables/value.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import { isoOf } from '#lib/time.ts';

/** A value as it is taken elsewhere: a moment in UTC with its microseconds, all else as it is; empty for an absent one. */
export function takenText({ type }: ResultColumn, value: Value): string {
	if (value === null) return '';
	return type === 'timestamp' && typeof value === 'bigint' ? isoOf(value) : String(value);
}

/** Whether a spreadsheet would take a text for a formula. */
export function startsFormula(text: string): boolean {
	return /^\s*[=+\-@\t\r\n＝＋－＠]/.test(text);
}
