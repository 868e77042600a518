import { Address } from '#lib/address.ts';
import { bytesOf } from '#lib/bytes.ts';
import { communityId } from '#lib/community-id.ts';
import { protocolNumber } from '#lib/protocols.ts';
import type { PickedFlow } from '#cells/shown.ts';
import type { ResultColumn } from '#engine/duckdb/engine.ts';
import type { Value } from '#tables/value.ts';
import { literal } from '#engine/sql/sql.ts';
import type { RecordPlace } from '#investigation/record-place.ts';
import type { DataState, SourceActs } from './data-state.ts';

/** The flow that a row is of, in any capture, by its id or else by its ends; null where it does not say. */
export function flowOfRow(
	columns: readonly ResultColumn[],
	row: readonly Value[]
): PickedFlow | null {
	const value = (name: string) => row[columns.findIndex((column) => column.name === name)] ?? null;
	const own = value('community_id');
	const id = typeof own === 'string' ? own : idOfEnds(value);
	return id === null ? null : { communityId: id, sourceId: null, record: null };
}

/** The id of a flow of TCP or UDP by the ends that a row names. */
function idOfEnds(value: (name: string) => Value): string | null {
	const proto = protocolNumber(String(value('proto') ?? ''));
	const [srcPort, dstPort] = [value('src_port'), value('dst_port')];
	if ((proto !== TCP && proto !== UDP) || srcPort === null || dstPort === null) return null;
	const ends = { src: addressOf(value('src_ip')), dst: addressOf(value('dst_ip')) };
	return communityId({ ...ends, proto, srcPort: Number(srcPort), dstPort: Number(dstPort) });
}

const TCP = 6;
const UDP = 17;

function addressOf(text: Value): Address {
	const address = new Address();
	const bytes = bytesOf(String(text ?? ''));
	address.read(bytes, 0, bytes.length);
	return address;
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
