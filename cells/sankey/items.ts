import type { Sankey } from './sankey.ts';

/** What of a sankey can be pointed at: what stands for a value, or a band, by its index. */
export interface SankeyItem {
	is: 'value' | 'band';
	index: number;
}

/** In the order of the keys: each value, and behind it the bands that leave it. */
export function itemsOf({ values, bands }: Pick<Sankey, 'values' | 'bands'>): SankeyItem[] {
	return values.flatMap((_, value) => [
		{ is: 'value' as const, index: value },
		...[...bands.keys()]
			.filter((band) => bands[band]!.from === value)
			.map((index) => ({ is: 'band' as const, index }))
	]);
}
