import { eventTables, type EventTableName } from '#arrow/event-tables.ts';
import { rowObjects, type Connection } from '#engine/engine.ts';
import { identifier, literal } from '#engine/sql.ts';
import type { CoveragePiece } from '#investigation/result.ts';
import type { TableEntry } from './workbench.ts';

/** Every event table with its rows and the time that they span. */
export async function tableEntries(connection: Connection): Promise<TableEntry[]> {
	const counts = Object.values(eventTables).map(
		({ name }) =>
			`SELECT ${literal(name)} AS name, count(*) AS rows, min(ts) AS first, max(ts) AS last FROM ${identifier(name)}`
	);
	const result = await connection.query(counts.join(' UNION ALL '));
	return rowObjects(result).map((row) => {
		const { name, dataType, meaning } = eventTables[row.name as EventTableName];
		return {
			name,
			dataType,
			meaning,
			rows: Number(row.rows),
			first: row.first as bigint | null,
			last: row.last as bigint | null
		};
	});
}

export async function coveragePieces(connection: Connection): Promise<CoveragePiece[]> {
	const result = await connection.query(
		`SELECT table_name AS "table", speaker, from_ts AS "from", to_ts AS "to", records::INTEGER AS records
		FROM coverage ORDER BY table_name, speaker, from_ts`
	);
	return rowObjects(result) as unknown as CoveragePiece[];
}

/** Sessions that were derived from packets, by the id of the capture; `tables` tell whether there are any packets. */
export async function derivedSessions(
	connection: Connection,
	tables: readonly TableEntry[]
): Promise<ReadonlyMap<string, number>> {
	if (tables.every(({ name, rows }) => name !== eventTables.packets.name || rows === 0))
		return new Map();
	const { rows } = await connection.query(
		`SELECT source_id, count(*) FROM sessions
		WHERE source_id IN (SELECT DISTINCT source_id FROM packets) GROUP BY source_id`
	);
	return new Map(rows.map(([sourceId, count]) => [String(sourceId), Number(count)]));
}
