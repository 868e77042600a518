import { eventTables, type EventTableDefinition } from '#tables/event-tables.ts';
import { identifier } from '../sql/sql.ts';

/** SQL of who speaks in a row of a table; null where it names nobody. */
export function speakerSql({ speaker }: EventTableDefinition): string {
	return speaker === null ? 'NULL::VARCHAR' : identifier(speaker.column);
}

/** Whether a table tells what somebody saw of others, so that one who saw both may tell it by himself. */
export function hasWitnesses({ speaker, standing }: EventTableDefinition): boolean {
	return !standing && (speaker === null || speaker.must === 'witness');
}

export const witnessed = Object.values(eventTables)
	.filter(hasWitnesses)
	.map(({ name }) => name);

/** SQL of whose account a row of a speaker is: what names him is his, whatever the source. */
export const accountSql = `coalesce('=' || speaker, account)`;
