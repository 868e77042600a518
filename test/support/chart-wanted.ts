import type { Wanted } from '#cells/chart/chart-spec.ts';

/** Of a chart whose author said nothing. */
export const nothingWanted: Wanted = {
	mark: null,
	x: null,
	y: null,
	colour: null,
	facet: null,
	aggregate: null,
	unit: null
};
