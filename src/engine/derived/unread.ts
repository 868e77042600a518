import { eventTableNames, eventTables, type EventTableName } from '#tables/event-tables.ts';
import { columnOf } from '#tables/columns-of.ts';
import type { Receipt } from '#intake/record/receipt.ts';
import { identifier, literal } from '../sql/sql.ts';
import { silenceMinutes } from './silence.ts';
import { speakerSql } from './speaker-sql.ts';

/**
 * Statements by which a source tells of the records in it that could not be read: each may be of any table and any
 * speaker of the source. In a source whose records stand in the order of their times, it is of a time between its
 * neighbours, or between the outermost record and the end of what is believed of the source. One that writes records
 * when what they tell of has ended has them of any time before the end of the next one.
 */
export function unreadRows({ source_id, rows, rejects, leading_times }: Receipt): string[] {
	const tables = eventTableNames.filter(
		(name) => (rows[name] ?? 0) > 0 && !eventTables[name].standing
	);
	if (rejects.length === 0 || tables.length === 0) return [];
	const source = literal(source_id);
	const hasPackets = tables.includes('packets');
	const endsLater = !hasPackets && tables.some(hasEnd);
	return [
		`INSERT INTO told_spans WITH moments AS MATERIALIZED (${tables.map((name) => momentsOf(name, source, endsLater)).join(' UNION ALL ')}),
			speakers AS (SELECT DISTINCT table_name, speaker FROM moments),
			beginnings AS (${leadingOf(leading_times)}),
			rejected AS (SELECT unnest([${rejects.map(({ record }) => record).join(', ')}]::BIGINT[]) AS record),
			kept AS (SELECT ${believedOf(tables, source)}, arg_min(ts, record) > arg_max(ts, record) AS latest_first FROM moments),
			written AS (${endsLater || hasPackets ? `SELECT ${endsLater} AS at_end` : writtenAtEnd}),
			dated AS (${datedOf(endsLater)}),
			unread AS (FROM rejected ANTI JOIN dated USING (record)),
			spans AS (SELECT ts AS from_ts, ts AS to_ts FROM dated UNION ALL ${betweenNeighbours} UNION ALL ${beforeEndOfNext})
		SELECT ${source}, table_name, speaker, from_ts, to_ts + INTERVAL 1 MICROSECOND, true, true
		FROM spans CROSS JOIN speakers`
	];
}

function hasEnd(name: EventTableName): boolean {
	return columnOf(name, 'end_ts') !== null;
}

/** @param endsLater whether a record that has an end was written then */
function momentsOf(name: EventTableName, source: string, endsLater: boolean): string {
	const ended = endsLater && hasEnd(name) ? 'greatest(ts, end_ts)' : 'ts';
	return `SELECT ${literal(name)} AS table_name, ${speakerSql(eventTables[name])} AS speaker, record, ts, ${ended} AS ended FROM ${identifier(name)}
		WHERE source_id = ${source} AND ts IS NOT NULL`;
}

function leadingOf(times: Receipt['leading_times']): string {
	const rows = times.map(
		({ record, ts }) => `(${record}, TIMESTAMP ${literal(ts.replace('Z', ''))})`
	);
	const all = rows.length === 0 ? '(NULL, NULL)' : rows.join(', ');
	return `SELECT record::BIGINT AS record, ts::TIMESTAMP AS ts FROM (VALUES ${all}) AS t(record, ts)`;
}

/**
 * Rejects that begin with their time, where those that were read do, and it is of the time of the source. Of sessions
 * one must show that it is their beginning and not their end.
 */
function datedOf(endsLater: boolean): string {
	const shown = endsLater ? `bool_or(m.ended > m.ts + INTERVAL 10 MILLISECOND)` : 'true';
	return `SELECT record, l.ts FROM beginnings AS l JOIN rejected USING (record), kept, written
		WHERE at_end AND l.ts BETWEEN since - INTERVAL 1 DAY AND until + INTERVAL 1 DAY
			AND (SELECT coalesce(bool_and(abs(epoch_us(m.ts) - epoch_us(b.ts)) < 1000) AND ${shown}, false)
				FROM beginnings AS b JOIN moments AS m USING (record))`;
}

/** From when to when something may be believed of a source: as far as its records reach, or as it claims. */
function believedOf(tables: readonly EventTableName[], source: string): string {
	const reach = `INTERVAL ${Math.max(...tables.map((name) => silenceMinutes[name]! * 30))} SECOND`;
	const claimed = (edge: string) =>
		`(SELECT ${edge} FROM told_spans WHERE source_id = ${source} AND NOT lost)`;
	return `least(min(ts) - ${reach}, ${claimed('min(from_ts)')}) AS since,
		greatest(max(ended) + ${reach}, ${claimed('max(to_ts)')}) AS until`;
}

/** Packets are kept as they come; whatever else is in no order of its times was written later than these. */
const writtenAtEnd = `SELECT bool_or(ts < before) AND bool_or(ts > before) AS at_end
	FROM (SELECT ts, lag(ts) OVER (ORDER BY record, ts) AS before FROM moments)`;

/**
 * By windows over all of them: of a list of records the database takes it that there are few, and would look through
 * all moments for each of them in an ASOF join.
 */
const betweenNeighbours = `SELECT DISTINCT least(one, other) AS from_ts, greatest(one, other) AS to_ts
	FROM (SELECT is_unread, coalesce(earlier, CASE WHEN latest_first THEN until ELSE since END) AS one,
			coalesce(later, CASE WHEN latest_first THEN since ELSE until END) AS other
		FROM (SELECT is_unread,
				last_value(ts IGNORE NULLS) OVER (ORDER BY record, ts ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier,
				first_value(ts IGNORE NULLS) OVER (ORDER BY record, ts ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS later
			FROM (SELECT record, ts, false AS is_unread FROM moments
				UNION ALL SELECT record, NULL, true FROM unread)), kept)
	WHERE is_unread AND NOT (SELECT coalesce(at_end, false) FROM written)`;

/** What is before the end of the next record of the last of them is before that of all. */
const beforeEndOfNext = `SELECT '-infinity'::TIMESTAMP, CASE WHEN next IS NULL THEN until
			ELSE (SELECT max(ended) FROM moments WHERE record <= next) END
	FROM (SELECT (SELECT min(record) FROM moments WHERE record > (SELECT max(record) FROM unread)) AS next), kept
	WHERE (SELECT at_end FROM written) AND EXISTS (FROM unread)`;
