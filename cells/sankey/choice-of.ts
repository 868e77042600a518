import { namedPart } from '../choice.ts';
import type { Choice, ChoicePart } from '../shown.ts';
import type { SankeyItem } from './items.ts';
import type { Sankey } from './sankey.ts';

/** The rows that an item stands for; null where they are not told apart, as of all values that have no place. */
export function choiceOf({ is, index }: SankeyItem, sankey: Sankey): Choice | null {
	const values = is === 'value' ? [index] : valuesOfBand(index, sankey);
	const parts = values?.map((at) => partOf(at, sankey)) ?? [null];
	return parts.includes(null) ? null : (parts as ChoicePart[]);
}

/** With the value that the rows come from where bands are told apart by it; null where that is not one. */
function valuesOfBand(band: number, { bands, coloured }: Sankey): number[] | null {
	const { from, to, origin } = bands[band]!;
	if (!coloured) return [from, to];
	return origin === null ? null : [...new Set([origin, from, to])];
}

function partOf(at: number, { values, drawn }: Sankey): ChoicePart | null {
	const { column, is, name } = values[at]!;
	return is === 'other' ? null : namedPart(drawn.columns[column]!.name, name);
}
