import type { Result } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import type { Sankey } from './sankey.ts';
import { valueText } from './say.ts';

/** What is drawn, as a table with a row for each band; an absent value is null, and is no word of the data. */
export function valuesTable({ drawn, values, bands }: Sankey): Result {
	const named = (at: number): Value[] => {
		const value = values[at]!;
		const told = value.is === 'other' ? valueText(value) : value.name;
		return [drawn.columns[value.column]!.name, told];
	};
	const { weight } = drawn;
	return {
		columns: [
			...['from column', 'from', 'to column', 'to'].map((name) => ({
				name,
				type: 'text' as const
			})),
			...(weight === null ? [] : [{ name: weight.name, type: 'number' as const }]),
			{ name: 'rows', type: 'number' }
		],
		rows: bands.map((band) => [
			...named(band.from),
			...named(band.to),
			...(weight === null ? [] : [band.weight]),
			band.rows
		])
	};
}
