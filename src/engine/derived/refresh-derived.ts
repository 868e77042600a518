import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { settleCopies } from './copies.ts';
import { refreshCoverage } from './coverage.ts';
import { behindSessions } from './derived-from.ts';
import { deriveSessions } from '../sessions/derived-sessions.ts';
import type { Connection } from '../duckdb/engine.ts';

/** Works out anew what follows from the rows of `tables`, which have changed. */
export async function refreshDerived(
	connection: Connection,
	tables: readonly EventTableName[]
): Promise<void> {
	await settleCopies(connection, tables);
	const derives = tables.some((name) => behindSessions.includes(name));
	if (derives) await deriveSessions(connection);
	const changed = derives ? [...tables, eventTables.sessions.name] : tables;
	await refreshCoverage(connection, [...new Set(changed)]);
}
