import { columnOf } from '#tables/columns-of.ts';
import { commonColumns, eventTables, type EventTableName } from '#tables/event-tables.ts';
import { identifier, literal, literals } from '../sql/sql.ts';
import { withCopies } from './copies.ts';
import { accountSql, speakerSql, witnessed } from './speaker-sql.ts';
import { plainName, rotationStem } from './rotation-stem.ts';

/** A record is written when its event has ended, and what ended then may be told of later. */
const MINUTES_LATE = 30;

/**
 * Whose account each source is in what names no speaker. A source is one by itself, for what follows it may be of
 * another network. Those whose names differ by nothing but the marks of a rotation are one, unless two of them were
 * written at the same time, or have a name without a mark: one sensor writes one log at a time.
 */
export function sourceAccountRows(changed: string, tables: readonly EventTableName[]): string {
	return `WITH named AS (
			SELECT table_name, source_id, name, format, ${rotationStem('name')} AS stem, ${plainName('name')} = stem AS unmarked
			FROM (SELECT DISTINCT table_name, source_id FROM coverage WHERE speaker IS NULL AND ${changed})
			LEFT JOIN sources USING (source_id)),
		alike AS (SELECT * FROM named WHERE name IS NOT NULL QUALIFY count(*) OVER (PARTITION BY table_name, format, stem) > 1),
		written AS (${tables.map(writtenOf).join(' UNION ALL ')}),
		beside AS (SELECT alike.*, first, last, least(last, coalesce(max(last) OVER (${inOrder} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), first)) - first AS shared,
				least(last - first, lag(last - first) OVER (${inOrder})) AS shorter
			FROM alike LEFT JOIN written USING (table_name, source_id)),
		rotated AS (SELECT table_name, format, stem, arg_min(name, first) || ' to ' || arg_max(name, last) AS label FROM beside
			GROUP BY table_name, format, stem
			HAVING count(*) FILTER (WHERE unmarked) < 2
				AND NOT coalesce(bool_or(shared > least(INTERVAL ${MINUTES_LATE} MINUTE, shorter / 2)), false))
		SELECT table_name, source_id, CASE WHEN r.stem IS NULL THEN '#' || source_id ELSE '~' || format || ' ' || stem END,
			CASE WHEN r.stem IS NOT NULL THEN r.label WHEN count(*) OVER (PARTITION BY table_name, name) = 1 THEN name
				ELSE coalesce(name || ' (' || source_id || ')', format, source_id) END
		FROM named LEFT JOIN rotated AS r USING (table_name, format, stem)`;
}

const inOrder = 'PARTITION BY table_name, format, stem ORDER BY first';

/** From when to when the records of sources were written, at the ends of what they tell of. */
function writtenOf(name: EventTableName): string {
	const { speaker } = eventTables[name];
	const ended = columnOf(name, 'end_ts') !== null ? 'coalesce(end_ts, ts)' : 'ts';
	return `SELECT ${literal(name)} AS table_name, source_id, min(${ended}) AS first, max(${ended}) AS last FROM ${withCopies(name)}
		WHERE source_id IN (SELECT source_id FROM alike WHERE table_name = ${literal(name)})
			${speaker === null ? '' : `AND ${identifier(speaker.column)} IS NULL`} GROUP BY source_id`;
}

/** Whose accounts `uncovered` has, and whether several of them are of one speaker: it has many rows of each. */
export function accountRows(changed: string): string {
	return `SELECT u.*, label, count(*) OVER (PARTITION BY table_name, CASE WHEN table_name NOT IN ${literals(witnessed)} THEN speaker END) > 1
		FROM (SELECT DISTINCT table_name, speaker, account FROM uncovered WHERE ${changed}) AS u
			LEFT JOIN (SELECT DISTINCT table_name, account, label FROM source_accounts) USING (table_name, account)`;
}

/** Which addresses each account has records of, at any time and at either end. */
export function recordedRows(name: EventTableName): string {
	const addresses = commonColumns.filter(({ domain }) => domain === 'address');
	const ends = addresses.map(
		(end) =>
			`SELECT source_id, ${speakerSql(eventTables[name])} AS speaker, ${end.name} AS ip FROM ${withCopies(name)} WHERE ${end.name} IS NOT NULL`
	);
	return `SELECT DISTINCT ${literal(name)}, ${accountSql}, ip FROM (${ends.join(' UNION ALL ')})
		LEFT JOIN (FROM source_accounts WHERE table_name = ${literal(name)}) USING (source_id)`;
}
