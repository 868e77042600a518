import { eventTableNames, eventTables, type EventTableName } from '#tables/event-tables.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { identifier, literal } from '../sql/sql.ts';

/**
 * Statements by which a source tells of the records in it that could not be read, where they stand between records
 * with a time: each may be of any table and any speaker of the source, and of any time between its neighbours. One in
 * front of all records, as a heading, or behind all of them is of no time that is covered.
 */
export function unreadRows({ source_id, rows, rejects }: Receipt): string[] {
	const tables = eventTableNames.filter(
		(name) => (rows[name] ?? 0) > 0 && !eventTables[name].standing
	);
	if (rejects.length === 0 || tables.length === 0) return [];
	const source = literal(source_id);
	const records = rejects.map(({ record }) => record).join(', ');
	return [
		`INSERT INTO told_spans WITH moments AS MATERIALIZED (${tables.map((name) => momentsOf(name, source)).join(' UNION ALL ')}),
			speakers AS (SELECT DISTINCT table_name, speaker FROM moments),
			between_records AS (SELECT DISTINCT earlier.ts AS one, later.ts AS other
				FROM (SELECT unnest([${records}]::BIGINT[]) AS record) AS r
				ASOF JOIN moments AS earlier ON r.record > earlier.record
				ASOF JOIN moments AS later ON r.record < later.record)
		SELECT ${source}, table_name, speaker, least(one, other), greatest(one, other) + INTERVAL 1 MICROSECOND, true, true
		FROM between_records CROSS JOIN speakers`
	];
}

function momentsOf(name: EventTableName, source: string): string {
	const { speaker } = eventTables[name];
	const column = speaker === null ? 'NULL::VARCHAR' : identifier(speaker.column);
	return `SELECT ${literal(name)} AS table_name, ${column} AS speaker, record, ts FROM ${identifier(name)}
		WHERE source_id = ${source} AND ts IS NOT NULL`;
}
