import {
	eventTables,
	type EventTableDefinition,
	type EventTableName
} from '#arrow/event-tables.ts';
import type { Connection } from './engine.ts';
import { identifier, literal, literals } from './sql.ts';

/**
 * What the loaded sources can speak for. Events of one speaker (a firewall, a host) are cut where it was
 * silent for more than a quarter of an hour and four times its usual silence (the 95th percentile of the
 * time between two seconds with records; between two minutes where a table has millions of rows, so that its
 * rows need not be sorted); each piece counts as covered from one usual silence before its first record to
 * one after its last. Works out anew what `tables` cover, those whose rows have changed.
 */
export async function refreshCoverage(
	connection: Connection,
	tables: readonly EventTableName[]
): Promise<void> {
	if (tables.length === 0) return;
	const definitions = tables.map((name) => eventTables[name]);
	const standing = definitions.filter((table) => table.standing);
	const events = definitions.filter((table) => !table.standing);
	const parts = [
		...standing.map(standingCoverage),
		...(events.length === 0 ? [] : [`FROM (${eventCoverage(events)})`])
	];
	await connection.query(
		`DELETE FROM coverage WHERE table_name IN ${literals(tables)};
		INSERT INTO coverage ${parts.join(' UNION ALL ')}`
	);
}

function speakerOf(table: EventTableDefinition): string {
	return table.speaker === null ? 'NULL::VARCHAR' : identifier(table.speaker.column);
}

/** A rule or an inventory entry stands until it is replaced: it has no window. */
function standingCoverage(table: EventTableDefinition): string {
	return `SELECT ${literal(table.name)}, ${speakerOf(table)} AS speaker, NULL, NULL, NULL, count(*)
		FROM ${identifier(table.name)} GROUP BY speaker HAVING count(*) > 0`;
}

/** Rows of a table from which on minutes stand for seconds. */
const MANY_ROWS = 2_000_000;

function eventCoverage(tables: readonly EventTableDefinition[]): string {
	return `WITH moments AS (${tables.map(momentsOf).join(' UNION ALL ')}),
		steps AS (SELECT *, lag(last) OVER own AS before, coalesce(sum(records) OVER earlier, 0) AS earlier,
				date_diff('microsecond', lag(last) OVER own, first) AS silence
			FROM moments WINDOW own AS (PARTITION BY name, speaker ORDER BY first),
				earlier AS (PARTITION BY name, speaker ORDER BY first ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
		speakers AS (SELECT name, speaker, coalesce(quantile_disc(silence, 0.95), 0) AS usual,
				max(last) AS last, sum(records) AS records
			FROM steps GROUP BY name, speaker),
		long AS (FROM steps WHERE before IS NULL OR silence > 900000000),
		cuts AS (SELECT l.name, l.speaker, l.first, l.before, l.earlier, usual, s.last, s.records
			FROM long AS l JOIN speakers AS s ON l.name = s.name AND l.speaker IS NOT DISTINCT FROM s.speaker
			WHERE l.before IS NULL OR l.silence > 4 * usual)
		SELECT name, speaker, first, coalesce(lead(before) OVER own, last), to_microseconds(usual),
			(coalesce(lead(earlier) OVER own, records) - earlier)::BIGINT
		FROM cuts WINDOW own AS (PARTITION BY name, speaker ORDER BY first) ORDER BY name, speaker, first`;
}

/** The seconds, or minutes, in which a speaker has records. */
function momentsOf(table: EventTableDefinition): string {
	const own = identifier(table.name);
	const width = `(SELECT CASE WHEN count(*) < ${MANY_ROWS} THEN 1000000 ELSE 60000000 END FROM ${own})`;
	return `SELECT ${literal(table.name)} AS name, ${speakerOf(table)} AS speaker,
			min(ts) AS first, max(ts) AS last, count(*) AS records
		FROM ${own} WHERE ts IS NOT NULL GROUP BY speaker, epoch_us(ts) // ${width}`;
}

/** How much of time a check must be able to see: its window around the alert, or the alert's moment. */
export type Within = 'window' | 'moment';

/** An event table, and how much of time around each alert it must cover. */
export interface Sight {
	table: EventTableName;
	within: Within;
}

/**
 * A query that names, for each row of the relation `scope`, what is missing of event tables: rows (alert_id,
 * table_name, reach, reason) for what is not covered of an alert alone. `window` is the SQL of an interval. One
 * query for all of them, for to plan one costs more than to answer it about one alert.
 */
export function missingQuery(
	sights: readonly Sight[],
	scope: string,
	window: string | null
): string {
	// To plan this costs more than to answer it: no subquery that is asked for each row.
	const known = 'c.table_name = j.table_name AND c.speaker IS NOT DISTINCT FROM j.speaker';
	return `WITH sights AS (SELECT * FROM (VALUES ${sights.map((sight) => sightRow(sight, window)).join(', ')})
			AS s(table_name, reach, kind, standing, of_target, wide)),
		asked AS (SELECT a.alert_id, a.ts - s.wide AS lo, a.ts + s.wide AS hi, s.* EXCLUDE (of_target, wide),
				CASE WHEN of_target THEN a.dst_ip ELSE d.speaker END AS speaker,
				standing AND of_target
					AND coalesce(list_contains((SELECT list(DISTINCT table_name) FROM coverage), s.table_name), false) AS others
			FROM ${scope} AS a CROSS JOIN sights AS s
				LEFT JOIN (SELECT DISTINCT table_name, speaker FROM coverage) AS d
					ON NOT of_target AND d.table_name = s.table_name),
		judged AS (SELECT j.*, count(c.table_name) AS pieces,
				coalesce(bool_or(CASE WHEN standing THEN NOT others OR c.speaker IS NOT NULL
					ELSE from_ts - usual_silence <= lo AND to_ts + usual_silence >= hi END), false) AS covered,
				coalesce(min(to_ts) FILTER (WHERE to_ts >= lo AND to_ts < hi), max(to_ts) FILTER (WHERE to_ts < lo)) AS stops
			FROM asked AS j LEFT JOIN coverage AS c ON ${known} GROUP BY ALL),
		open AS (SELECT j.*, min(c.from_ts) AS starts
			FROM judged AS j LEFT JOIN coverage AS c ON ${known} AND c.from_ts > coalesce(stops, lo)
			WHERE NOT (covered AND pieces > 0) GROUP BY ALL)
		SELECT alert_id, table_name, reach, string_agg(CASE
			WHEN others THEN 'the ' || kind || ' records do not know ' || coalesce(speaker, 'the target')
			WHEN standing THEN 'no ' || kind || ' records are loaded'
			WHEN lo IS NULL THEN 'the alert has no time'
			WHEN pieces = 0 THEN 'no ' || kind || ' records' || coalesce(' of ' || speaker, '') || ' are loaded'
			ELSE coalesce(speaker || ': ', '') || 'the ' || kind || ' records '
				|| concat_ws(' and ', 'stop at ' || strftime(stops, '%H:%M:%S UTC'),
					CASE WHEN stops IS NULL THEN 'start at ' ELSE 'start again at ' END || strftime(starts, '%H:%M:%S UTC'))
			END, '; ' ORDER BY speaker) AS reason
		FROM open GROUP BY alert_id, table_name, reach`;
}

/** What stands is asked of the target where it has speakers at all. */
function sightRow({ table: name, within }: Sight, window: string | null): string {
	const { standing, speaker } = eventTables[name];
	const ofTarget = speaker !== null && (standing || speaker.must === 'target');
	const wide = within === 'window' && window !== null ? window : `INTERVAL '0 seconds'`;
	const texts = [name, within, name.replace('_', ' ')].map(literal).join(', ');
	return `(${texts}, ${standing}, ${ofTarget}, ${wide})`;
}
