import { countText, numberText } from '#lib/format-number.ts';
import type { ColumnProfile } from './column-profile.ts';

/** How many rows have no value. */
export function nullsText({ rows, filled }: ColumnProfile): string {
	if (filled === rows) return 'no null';
	if (filled === 0) return 'null in every row';
	return `${countText(rows - filled, 'null')}, ${shareText(rows - filled, rows)}`;
}

/** A part of a whole: never all of it, nor none, where it is not. */
export function shareText(part: number, whole: number): string {
	const share = (part / whole) * 100;
	if (share > 0 && share < 1) return 'under 1 %';
	if (share < 100 && share > 99) return 'over 99 %';
	return `${Math.round(share)} %`;
}

export function distinctText({ distinct, filled }: ColumnProfile): string {
	if (distinct === 1) return filled === 1 ? 'one value, once' : 'one value throughout';
	if (distinct === filled) return 'each value once';
	return countText(distinct, 'different value');
}

/** How values spread from the least to the greatest, for who does not see it. */
export function spreadText({ spread }: ColumnProfile): string {
	const most = Math.max(...spread!);
	return `rows in ${numberText(spread!.length)} stretches of one width: ${spread!.map((count) => numberText(count)).join(', ')}; most in one ${countText(most, 'row')}`;
}
