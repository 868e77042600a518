import type { EventTableName } from '#tables/event-tables.ts';
import type { DataState } from './data-state.ts';

/** Event tables that have rows, as far as they are counted; reading it is reactive. */
export function loadedTables({ catalogue }: Pick<DataState, 'catalogue'>): Set<EventTableName> {
	return new Set(catalogue.tables.filter(({ rows }) => rows > 0).map(({ name }) => name));
}
