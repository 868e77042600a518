import type { EventTableDefinition } from '#tables/event-tables.ts';
import { identifier } from '../sql/sql.ts';

/** SQL of who speaks in a row of a table; null where it names nobody. */
export function speakerSql({ speaker }: EventTableDefinition): string {
	return speaker === null ? 'NULL::VARCHAR' : identifier(speaker.column);
}
