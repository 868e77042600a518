import type { Receipt } from '#intake/record/receipt.ts';
import { countText } from '#lib/format-number.ts';
import { literal } from '../sql/sql.ts';

/**
 * Statements by which a source tells of the entries of tables that stand that could not be read. What is not found in
 * such a table may be among them, whomever it is about.
 */
export function unreadEntryRows({ source, source_id, unread_entries }: Receipt): string[] {
	if (unread_entries.length === 0) return [];
	const rows = unread_entries.map(({ table, entries }) => {
		const reason = `${countText(entries, 'entry', 'entries')} of ${source} could not be read`;
		return `(${[source_id, table, reason].map(literal).join(', ')})`;
	});
	return [`INSERT INTO unread_entries VALUES ${rows.join(', ')}`];
}

/** Rows more of what is missing for the alerts of `scope`, behind those of `sights`; of tables with times there are none. */
export function unreadEntries(scope: string): string {
	return `
			UNION ALL SELECT a.alert_id, s.table_name, s.need, NULL, e.reason
			FROM ${scope} AS a CROSS JOIN sights AS s JOIN unread_entries AS e ON e.table_name = s.table_name`;
}
