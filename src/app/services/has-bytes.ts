import type { HasBytes } from '#investigation/record-place.ts';
import type { DataState } from './data-state.ts';

/** Whether the bytes of a source are at hand, by its id; reading it is reactive. */
export function hasBytesIn(data: Pick<DataState, 'sources'>): HasBytes {
	return (sourceId) =>
		data.sources.some(({ receipt, file }) => file !== null && receipt?.source_id === sourceId);
}
