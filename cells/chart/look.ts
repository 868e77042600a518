import { isStacked, type Picture } from './picture.ts';

/** The colour of a series as a custom property of the page. */
export function colourOf(series: number, { series: groups, plan }: Picture): string {
	if (plan.colour === null) return 'var(--series-0)';
	return groups[series]?.is === 'named'
		? `var(--series-${series})`
		: `var(--series-${groups[series]!.is})`;
}

/** How strongly a cell is inked: the least that is there can still be seen. */
export function inkOf(value: number, from: number, to: number): number {
	return to === from ? 1 : 0.14 + 0.86 * ((value - from) / (to - from));
}

/** The least and the greatest that is measured. */
export function valueExtent({ points }: Picture): [number, number] {
	const values = points.map(({ value }) => value);
	return [Math.min(...values), Math.max(...values)];
}

/** Whether points of a picture lie on each other, so that edges between them tell them apart. */
export function hasEdges(picture: Picture): boolean {
	return isStacked(picture.plan) && picture.series.length > 1;
}

/** Whether what is measured is told by the strength of the ink. */
export function isInked({ plan, tooMany }: Picture): boolean {
	return plan.mark === 'heat-map' || (plan.mark === 'dot' && tooMany);
}

/** Whether each bar can have its number at its end. */
export function hasNumbers({ plan }: Picture): boolean {
	return plan.mark === 'bar' && plan.x?.kind === 'name' && plan.colour === null;
}
