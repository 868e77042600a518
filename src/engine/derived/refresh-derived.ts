import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { settleCopies } from './copies.ts';
import { refreshCoverage } from './coverage.ts';
import { deriveSessions } from '../sessions/derived-sessions.ts';
import type { Connection } from '../duckdb/engine.ts';

/** Tables whose rows decide which sessions are derived, and from what. */
const behindSessions: readonly EventTableName[] = [
	eventTables.sessions.name,
	eventTables.packets.name
];

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

/** Tables from which rows of a table may be derived; the table itself among them. */
export function sourcesOf(table: string): readonly string[] {
	return table === eventTables.sessions.name ? behindSessions : [table];
}
