import type { PickedFlow } from '#cells/shown.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { literal } from '#engine/sql/sql.ts';
import type { CapturedRecord } from '#intake/reading/capture-file.ts';
import type { Services } from '../../services/services.ts';

/** Packets of a flow that are read, at most. */
export const MOST_PACKETS = 50_000;

/** Where the packets of a flow lie in one capture. */
export interface FlowPlaces {
	sourceId: string;
	places: readonly CapturedRecord[];
	/** Whether the flow has more packets than are read. */
	hasMore: boolean;
}

/** The captures that hold packets of a flow: that of the flow first, or the one with the most. @throws `query failed` */
export async function placesOf(
	services: Pick<Services, 'sources'>,
	flow: PickedFlow
): Promise<FlowPlaces[]> {
	const result = await services.sources.query(placesSql(flow));
	const found = new Map<string, CapturedRecord[]>();
	for (const row of rowObjects(result)) {
		const place = {
			record: Number(row.record),
			offset: Number(row.byte_offset),
			length: Number(row.byte_length)
		};
		const sourceId = String(row.source_id);
		const places = found.get(sourceId);
		if (places === undefined) found.set(sourceId, [place]);
		else places.push(place);
	}
	return [...found]
		.map(([sourceId, places]) => limited(sourceId, places))
		.sort((a, b) => rank(b, flow) - rank(a, flow));
}

function placesSql({ communityId, sourceId }: PickedFlow): string {
	const source = sourceId === null ? '' : ` AND source_id = ${literal(sourceId)}`;
	return `SELECT source_id, record, byte_offset, byte_length FROM packets
		WHERE community_id = ${literal(communityId)}${source}
		ORDER BY source_id, record
		LIMIT ${MOST_PACKETS + 1}`;
}

function limited(sourceId: string, places: readonly CapturedRecord[]): FlowPlaces {
	const hasMore = places.length > MOST_PACKETS;
	return { sourceId, places: places.slice(0, MOST_PACKETS), hasMore };
}

function rank({ sourceId, places }: FlowPlaces, flow: PickedFlow): number {
	return sourceId === flow.sourceId ? Infinity : places.length;
}
