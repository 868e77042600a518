import type { PickedFlow } from '#cells/shown.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import { literal } from '#engine/sql/sql.ts';
import type { RecordPlace } from '#investigation/record-place.ts';
import type { DataState, SourceActs } from './data-state.ts';

/** The flow that a row is of, in any capture; null where it does not say. */
export function flowOfRow(
	columns: readonly ResultColumn[],
	row: readonly Value[]
): PickedFlow | null {
	const communityId = row[columns.findIndex(({ name }) => name === 'community_id')] ?? null;
	if (typeof communityId !== 'string') return null;
	return { communityId, sourceId: null, record: null };
}

/** Whether packets are loaded, by which a stream can be followed; reading it is reactive. */
export function hasPackets({ catalogue }: Pick<DataState, 'catalogue'>): boolean {
	return catalogue.tables.some(({ name, rows }) => name === 'packets' && rows > 0);
}

/** The flow that the packet of a record is of; null where it is of none. @throws `query failed` */
export async function flowOfPacket(
	{ sources }: { sources: Pick<SourceActs, 'query'> },
	{ sourceId, record }: RecordPlace
): Promise<PickedFlow | null> {
	const { rows } = await sources.query(
		`SELECT community_id FROM packets WHERE source_id = ${literal(sourceId)} AND record = ${record}`
	);
	const communityId = rows[0]?.[0] ?? null;
	return typeof communityId === 'string' ? { communityId, sourceId, record } : null;
}
