import { eventTables, recordNoun, type EventTableName } from '#tables/event-tables.ts';
import { literal } from '../sql/sql.ts';

/** How much of time a check says that it must see: its window around the alert, or the alert's moment. */
export type Within = 'window' | 'moment';

/** How much of time around each alert must be covered: on each side the longest of some intervals, in SQL. */
export interface NeededRange {
	/** The same for the same intervals. */
	key: string;
	before: readonly string[];
	after: readonly string[];
}

/** Whom an alert is about, as it is said of one that does not tell. */
export const alertEnds = { src_ip: 'source', dst_ip: 'target' } as const;

/** A column of an alert that says whom it is about. */
export type AlertEnd = keyof typeof alertEnds;

/** An event table, and how much of time around each alert it must cover. */
export interface CoverageNeed {
	/** The same for the same need. */
	key: string;
	table: EventTableName;
	reach: NeededRange;
	/** By what of the alert it is searched: of an alert without it nothing would be found. */
	by: readonly AlertEnd[];
}

export function coverageNeed(
	table: EventTableName,
	reach: NeededRange,
	by: readonly AlertEnd[] = []
): CoverageNeed {
	return { key: [table, reach.key, ...by].join(' | '), table, reach, by };
}

/** @param after as far as `before` where it is absent; an interval without a value counts for none */
export function neededRange(
	before: readonly string[],
	after: readonly string[] = before
): NeededRange {
	const [back, on] = [before, after].map((side) => [...new Set(side)].sort()) as [
		string[],
		string[]
	];
	return { key: `${back.join(', ')} | ${on.join(', ')}`, before: back, after: on };
}

/** The alert's moment alone. */
export const MOMENT = neededRange([]);

/**
 * A query that names, for each row of the relation `scope`, what is missing of event tables: rows (alert_id,
 * table_name, need, reason) for what is not covered of an alert alone. Of firewalls each must give its own account
 * of the window, of web and host logs the target's. Of several accounts that name no speaker one is enough that has
 * a record, whenever that was, of each end by which it is searched; else each must give its own, for nothing tells
 * who would have seen it.
 * One query for all of them, for to plan one costs more than to answer it about one alert.
 */
export function missingQuery(sights: readonly CoverageNeed[], scope: string): string {
	// To plan this costs more than to answer it: no subquery that is asked for each row.
	return `WITH sights AS (SELECT * FROM (VALUES ${sights.map(sightRow).join(', ')})
			AS s(table_name, need, kind, standing, of_target, speakerless, ends, back, onward)),
		asked AS (SELECT a.alert_id, a.ts AS alert_ts, a.ts - s.back AS lo, a.ts + s.onward AS hi, s.* EXCLUDE (back, onward, ends),
				CASE WHEN of_target THEN a.dst_ip ELSE k.speaker END AS speaker,
				CASE WHEN of_target THEN '=' || a.dst_ip ELSE k.account END AS account,
				CASE WHEN k.several THEN k.label END AS label, ${strangers(sights)} AS strangers,
				CASE WHEN standing THEN 'epoch' ELSE a.ts - s.back END AS since,
				coalesce(list_contains((SELECT list(DISTINCT table_name) FROM uncovered_accounts), s.table_name), false) AS loaded
			FROM ${scope} AS a CROSS JOIN sights AS s
				LEFT JOIN uncovered_accounts AS k ON k.table_name = CASE WHEN NOT of_target THEN s.table_name END),
		near AS (SELECT * FROM uncovered WHERE (table_name, account) IN (SELECT (table_name, account) FROM asked)),
		judged AS (SELECT j.*, u.* EXCLUDE (table_name, speaker, account), u.account IS NOT NULL AS speaks,
				coalesce(standing AND speaks OR u.from_ts >= hi, false) AS covers
			FROM asked AS j ASOF LEFT JOIN near AS u
				ON u.table_name = j.table_name AND u.account = j.account AND u.to_ts > j.since),
		open AS (SELECT alert_id, table_name, need, speaker, string_agg(${reason}, '; ' ORDER BY label, account) AS reason
			FROM judged GROUP BY alert_id, table_name, need, speaker
			HAVING NOT bool_or(covers AND coalesce(strangers = '', false)) AND NOT bool_and(covers)${nobody(sights, scope)})
		SELECT alert_id, table_name, need, string_agg(reason, '; ' ORDER BY speaker) AS reason
		FROM open GROUP BY alert_id, table_name, need`;
}

/**
 * Those of whom an account has no record at any time, of the ends by which a table is searched: null where it is
 * searched by none, or names its speakers.
 */
function strangers(sights: readonly CoverageNeed[]): string {
	const ends = [...new Set(sights.flatMap(({ by }) => by))];
	if (ends.length === 0) return 'NULL';
	const unknown = ends.map(
		(end) => `CASE WHEN list_contains(s.ends, '${end}')
			AND (s.table_name, k.account, a.${end}) NOT IN (SELECT (table_name, account, ip) FROM recorded) THEN a.${end} END`
	);
	return `CASE WHEN k.several AND s.speakerless AND len(s.ends) > 0 THEN concat_ws(' and ', ${unknown.join(', ')}) END`;
}

/** What is searched by an end that the alert does not tell; the target is asked for already where it is the speaker. */
function nobody(sights: readonly CoverageNeed[], scope: string): string {
	const ends = new Set(sights.flatMap(({ by }) => by));
	return [...ends]
		.map(
			(end) => `
			UNION ALL SELECT a.alert_id, s.table_name, s.need, NULL, 'the alert has no ${alertEnds[end]}'
			FROM ${scope} AS a CROSS JOIN sights AS s
			WHERE a.${end} IS NULL AND list_contains(s.ends, '${end}')`
		)
		.join('');
}

/** What stands is asked of the target where it has speakers at all. */
function sightRow({ key, table: name, reach, by }: CoverageNeed): string {
	const { standing, speaker } = eventTables[name];
	const ofTarget = speaker !== null && (standing || speaker.must === 'target');
	const texts = [name, key, recordNoun(name)].map(literal).join(', ');
	const ends = by.filter((end) => end !== 'dst_ip' || !ofTarget).map(literal);
	return `(${texts}, ${standing}, ${ofTarget}, ${speaker === null}, [${ends.join(', ')}]::VARCHAR[],
		${longest(reach.before)}, ${longest(reach.after)})`;
}

function longest(intervals: readonly string[]): string {
	return `greatest(${[`INTERVAL '0 seconds'`, ...intervals].join(', ')})`;
}

/** A moment with its date where that is not the alert's. */
function said(moment: string): string {
	const day = `CASE WHEN ${moment}::DATE = alert_ts::DATE THEN '' ELSE strftime(${moment}, '%Y-%m-%d ') END`;
	return `(${day} || strftime(${moment}, '%H:%M:%S UTC'))`;
}

const minutes = `counted(epoch(bound)::BIGINT // 60, 'minute')`;

/** Of a source whose records lie far apart each silence is like any other: which one it was tells nothing. */
const tooFew = `counted(few, kind) || ' from ' || strftime(few_from, '%Y-%m-%d') || ' to '
	|| strftime(few_to, '%Y-%m-%d') || ' say nothing about '
	|| CASE WHEN lo = hi THEN '' ELSE ${said('lo')} || ' to ' END || ${said('hi')}
	|| ': no silence of more than ' || ${minutes} || ' is believed of them'`;

const partly = `CASE WHEN lost THEN 'of the ' || kind || 's some are missing from ' || ${said('stops')} || ' to '
	|| ${said('starts')} || ', as their source says' END`;

const interrupted = `'the ' || kind || 's ' || CASE
	WHEN starts IS NULL THEN 'stop at ' || ${said('stops')}
	WHEN stops IS NOT NULL THEN 'stop at ' || ${said('stops')} || ' and start again at ' || ${said('starts')}
		|| coalesce(', more than the ' || ${minutes} || ' of silence that are believed of them', '')
	WHEN reaches < hi THEN 'start at ' || ${said('starts')} || ' and stop at ' || ${said('ends')}
	ELSE 'start at ' || ${said('starts')} END`;

const reason = `CASE
	WHEN covers THEN label || ': no ' || kind || ' of ' || nullif(strangers, '') || ' at any time'
	WHEN speaks THEN coalesce(speaker || ': ', label || ': ', '') || coalesce(${partly}, ${tooFew}, ${interrupted})
	WHEN standing AND loaded THEN 'the ' || kind || 's do not know ' || coalesce(speaker, 'the target')
	WHEN NOT standing AND lo IS NULL THEN 'the alert has no time'
	WHEN NOT standing AND of_target AND speaker IS NULL THEN 'the alert has no target'
	ELSE 'no ' || kind || 's' || CASE WHEN standing THEN '' ELSE coalesce(' of ' || speaker, '') END || ' are loaded'
	END`;
