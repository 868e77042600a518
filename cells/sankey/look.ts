import { MOST_COLOURS } from './sankey-sql.ts';
import type { Sankey, SankeyValue } from './sankey.ts';

/** The colour of a value of the first column, as a custom property of the page; those beyond seven share one. */
export function colourOf({ values }: Pick<Sankey, 'values'>, origin: number | null): string {
	const value = origin === null ? undefined : values[origin];
	if (value === undefined || value.is === 'other') return 'var(--series-other)';
	if (value.is === 'absent') return 'var(--series-absent)';
	return origin! < MOST_COLOURS ? `var(--series-${origin})` : 'var(--series-other)';
}

/** The colour of what stands for a value: its own in the first column, else that of what is no value of the data. */
export function valueColour(
	sankey: Pick<Sankey, 'values'>,
	value: SankeyValue,
	at: number
): string {
	if (value.column === 0) return colourOf(sankey, at);
	return value.is === 'named' ? 'var(--edge)' : `var(--series-${value.is})`;
}
