import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { rowObjects, type Connection } from '#engine/duckdb/engine.ts';
import { identifier, literal } from '#engine/sql/sql.ts';
import type { TableEntry } from './services/data-state.ts';

/** How many alerts are listed; all of them take part in a run over every alert. */
export const SHOWN_ALERTS = 1000;

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
