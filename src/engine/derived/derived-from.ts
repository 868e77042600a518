import { eventTables, type EventTableName } from '#tables/event-tables.ts';

/** Tables whose rows decide which sessions are derived, and from what. */
export const behindSessions: readonly EventTableName[] = [
	eventTables.sessions.name,
	eventTables.packets.name
];

/** Tables from which rows of a table may be derived; the table itself among them. */
export function sourcesOf(table: string): readonly string[] {
	return table === eventTables.sessions.name ? behindSessions : [table];
}
