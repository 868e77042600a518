import type { SqlSpec } from '../cell.ts';

export const marks = ['bar', 'line', 'area', 'dot', 'histogram', 'heat-map', 'box'] as const;
export type ChartMark = (typeof marks)[number];

export const aggregates = ['count', 'sum', 'mean', 'median', 'min', 'max'] as const;
export type Aggregate = (typeof aggregates)[number];

/** What its author said of the picture; null where that follows from the columns. */
export interface Wanted {
	mark: ChartMark | null;
	/** Names of columns of the statement. */
	x: string | null;
	y: string | null;
	colour: string | null;
	facet: string | null;
	aggregate: Aggregate | null;
	/** Of what is measured. */
	unit: string | null;
}

/** A picture of the rows of a statement. */
export interface ChartSpec extends SqlSpec {
	wanted: Wanted;
}
