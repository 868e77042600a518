import { literals } from '../sql/sql.ts';
import { accountSql, witnessed } from './speaker-sql.ts';

/**
 * The times that speakers do not cover, from the rows of `coverage` that `changed` names: in front of the first
 * record, behind the last, and between those that no source covers. Sources of one account may carry on from
 * each other, where the reach of the one meets that of the other. Of what stands, no time is uncovered: its row is at no time.
 *
 * `stops` and `starts` are the records next to such a time. `bound` is the silence that is believed of the source
 * that was silent, and `few` the number of its records where these lie further apart than that as a rule; null
 * where no one source was silent. `ends` is the last record of all, and `reaches` how far it is covered.
 */
export function uncoveredRows(changed: string): string {
	return `WITH pieces AS (SELECT c.*, ${accountSql} AS account,
				coalesce(from_ts - reach, 'infinity') AS reach_from, coalesce(to_ts + reach, 'infinity') AS reach_to
			FROM coverage AS c LEFT JOIN source_accounts AS s USING (table_name, source_id) WHERE ${changed}),
		told AS (SELECT *, max(reach_to) OVER earlier AS reached, max(to_ts) OVER earlier AS stops,
				max(bound) OVER (by_account ORDER BY reach_from, reach_to ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS believed,
				row_number() OVER (by_source ORDER BY reach_from) > 1 AS within,
				sum(records) OVER by_source AS all_records, min(from_ts) OVER by_source AS all_from,
				max(to_ts) OVER by_source AS all_to, max(to_ts) OVER by_account AS ends,
				max(reach_to) OVER by_account AS reaches
			FROM pieces WINDOW by_account AS (PARTITION BY table_name, account),
				by_source AS (PARTITION BY table_name, speaker, source_id),
				earlier AS (PARTITION BY table_name, account ORDER BY reach_from, reach_to
					ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
		breaks AS (SELECT *, within AND all_to - all_from > (all_records - 1) * bound AS sparse
			FROM told WHERE reached IS NULL OR reach_from > reached)
		SELECT table_name, speaker, account, CASE WHEN isinf(reach_from) THEN 'infinity' ELSE coalesce(reached, '-infinity') END,
			reach_from, stops, from_ts, CASE WHEN within THEN believed END, CASE WHEN sparse THEN all_records END,
			CASE WHEN sparse THEN all_from END, CASE WHEN sparse THEN all_to END, ends, reaches, NULL
		FROM breaks
		UNION ALL
		SELECT table_name, speaker, account, max(reach_to), 'infinity', max(to_ts), NULL, NULL, NULL, NULL, NULL, max(to_ts), max(reach_to), NULL
		FROM pieces GROUP BY table_name, speaker, account HAVING max(reach_to) < 'infinity'`;
}

/**
 * Of what would be covered by the rows of `uncovered` so far, the times of which a source says that records are
 * missing, or that could not be read (`lost`), whatever its other records or other sources of the speaker would bridge:
 * `stops` and `starts` are what it says. Who is named so alone speaks too, and covers nothing. No two times of one account overlap.
 */
export function lostRows(changed: string): string {
	return `WITH missed AS MATERIALIZED (${missedSpans(changed)}),
		covered AS (SELECT table_name, account, to_ts AS since,
				lead(from_ts) OVER (PARTITION BY table_name, account ORDER BY from_ts, to_ts) AS until
			FROM uncovered WHERE ${changed}),
		left_out AS (SELECT m.table_name, m.speaker, m.account, greatest(m.from_ts, since) AS from_ts,
				least(m.to_ts, until) AS to_ts, m.from_ts AS stops, m.to_ts AS starts, lost
			FROM missed AS m JOIN covered AS c ON c.table_name = m.table_name AND c.account = m.account
				AND m.from_ts < until AND m.to_ts > since
			UNION ALL
			SELECT m.table_name, m.speaker, m.account, '-infinity', 'infinity', min(m.from_ts), max(m.to_ts),
				CASE WHEN min(lost) = max(lost) THEN min(lost) ELSE 'both' END
			FROM missed AS m ANTI JOIN covered AS c ON c.table_name = m.table_name AND c.account = m.account
			GROUP BY m.table_name, m.speaker, m.account)
		SELECT table_name, speaker, account, from_ts, to_ts, stops + INTERVAL 1 MICROSECOND, starts,
			NULL, NULL, NULL, NULL, NULL, NULL, lost FROM left_out`;
}

/** What is lost, those times of one account put together that touch. What begins at one is in it. */
function missedSpans(changed: string): string {
	const inOrder = '(PARTITION BY table_name, account ORDER BY from_ts, to_ts';
	return `WITH said AS (SELECT table_name, speaker, ${accountSql} AS account,
				from_ts - INTERVAL 1 MICROSECOND AS from_ts, to_ts, unread
			FROM (${lostSpans(changed)}) LEFT JOIN source_accounts USING (table_name, source_id)),
		begun AS (SELECT *, coalesce(from_ts > max(to_ts) OVER ${inOrder}
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins FROM said),
		apart AS (SELECT *, count(*) FILTER (WHERE begins) OVER ${inOrder} ROWS UNBOUNDED PRECEDING) AS span FROM begun)
		SELECT table_name, speaker, account, min(from_ts) AS from_ts, max(to_ts) AS to_ts,
			CASE WHEN bool_and(unread) THEN 'unread' WHEN bool_or(unread) THEN 'both' ELSE 'told' END AS lost
		FROM apart GROUP BY table_name, speaker, account, span`;
}

/**
 * What a source says of a table that it has nothing of is of everybody who speaks in the others of its format: a
 * sensor writes of its losses in a log of their own. What it says of no table is of everybody who speaks in it; where it names a sensor, not of the other sensors.
 * Who speaks in the other tables is no sensor, and was seen by any of them.
 */
function lostSpans(changed: string): string {
	const speakers = `(SELECT DISTINCT table_name, speaker, source_id FROM coverage WHERE from_ts IS NOT NULL AND ${changed})`;
	const apart = `(FROM told_spans WHERE lost AND speaker IS NULL AND ${changed}
		AND (table_name, source_id) NOT IN (SELECT (table_name, source_id) FROM ${speakers}))`;
	return `SELECT table_name, speaker, source_id, from_ts, to_ts, unread FROM told_spans
		WHERE lost AND ${changed} AND (speaker IS NOT NULL OR (table_name, source_id) IN (SELECT (table_name, source_id) FROM ${speakers}))
		UNION ALL
		SELECT c.table_name, c.speaker, c.source_id, t.from_ts, t.to_ts, t.unread
		FROM ${apart} AS t JOIN sources AS own ON own.source_id = t.source_id
			JOIN sources AS other ON other.format = own.format
			JOIN ${speakers} AS c ON c.source_id = other.source_id AND c.table_name = t.table_name
		UNION ALL
		SELECT c.table_name, c.speaker, source_id, t.from_ts, t.to_ts, t.unread
		FROM ${speakers} AS c
			JOIN (FROM told_spans WHERE lost AND table_name IS NULL) AS t USING (source_id)
		WHERE t.speaker IS NULL OR c.speaker IS NULL OR c.speaker = t.speaker OR c.table_name NOT IN ${literals(witnessed)}`;
}
