/**
 * The times that speakers do not cover, from the rows of `coverage` that `changed` names: in front of the first
 * record, behind the last, and between those that no source covers. Sources of one speaker may carry on from
 * each other, where the reach of the one meets that of the other; where a table does not name who speaks, those
 * of one format are taken for one speaker. Of what stands, no time is uncovered: its row is at no time.
 *
 * `stops` and `starts` are the records next to such a time. `bound` is the silence that is believed of the source
 * that was silent, and `few` the number of its records where these lie further apart than that as a rule; null
 * where no one source was silent. `ends` is the last record of all, and `reaches` how far it is covered.
 */
export function uncoveredRows(changed: string): string {
	return `WITH pieces AS (SELECT c.*, coalesce('=' || speaker, format, '') AS account,
				coalesce(from_ts - reach, 'infinity') AS reach_from, coalesce(to_ts + reach, 'infinity') AS reach_to
			FROM coverage AS c LEFT JOIN sources AS s ON s.source_id = c.source_id WHERE ${changed}),
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
			CASE WHEN sparse THEN all_from END, CASE WHEN sparse THEN all_to END, ends, reaches
		FROM breaks
		UNION ALL
		SELECT table_name, speaker, account, max(reach_to), 'infinity', max(to_ts), NULL, NULL, NULL, NULL, NULL, max(to_ts), max(reach_to)
		FROM pieces GROUP BY table_name, speaker, account HAVING max(reach_to) < 'infinity'`;
}

/** Whose accounts `uncovered` has, and whether several of them are of one speaker: it has many rows of each. */
export function accountRows(changed: string): string {
	return `SELECT *, count(*) OVER (PARTITION BY table_name, speaker) > 1
		FROM (SELECT DISTINCT table_name, speaker, account FROM uncovered WHERE ${changed})`;
}
