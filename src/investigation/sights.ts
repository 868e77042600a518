import type { Cell } from '#notebook/notebook.ts';
import type { Sight } from '#engine/missing.ts';

/** What the cells have to be able to see, each table and reach once. */
export function sightsOf(cells: readonly Cell[]): Sight[] {
	const sights = cells.flatMap(({ spec }) =>
		spec.needs.map((table) => ({ table, within: spec.within }))
	);
	return [...new Map(sights.map((sight) => [sightKey(sight), sight])).values()];
}

export function sightKey({ table, within }: Sight): string {
	return `${table} ${within}`;
}
