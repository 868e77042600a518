import { eventTables, recordNoun, type EventTableName } from '#tables/event-tables.ts';
import { literal, literals } from '../sql/sql.ts';
import { hasWitnesses } from './speaker-sql.ts';
import { unreadEntries } from './unread-entries.ts';

/** How much of time a check says that it must see: its window around the alert, or the alert's moment. */
export type Within = 'window' | 'moment';

/** How much of time around each alert must be covered: on each side the longest of some intervals, in SQL. */
export interface NeededRange {
	/** The same for the same intervals. */
	key: string;
	before: readonly string[];
	after: readonly string[];
	/** What must be covered instead, whenever the alert was; null for none. */
	span: NeededSpan | null;
	/** Whether it cannot be told how much. */
	unclear: boolean;
}

/**
 * A piece of time: from the earliest of some moments, in SQL behind a row named `alert`, to the latest of others.
 * Null for all that is loaded on that side.
 */
export interface NeededSpan {
	from: readonly string[] | null;
	to: readonly string[] | null;
}

/** Whom an alert is about, as it is said of one that does not tell. */
export const alertEnds = { src_ip: 'source', dst_ip: 'target' } as const;

/** A column of an alert that says whom it is about. */
export type AlertEnd = keyof typeof alertEnds;

/** A table, and how much of time around each alert it must cover. */
export interface CoverageNeed {
	/** The same for the same need. */
	key: string;
	/** Null for a source in its own columns, of which nobody is told what time they cover. */
	table: EventTableName | null;
	reach: NeededRange;
	/** By what of the alert it is searched: of an alert without it nothing would be found. */
	by: readonly AlertEnd[];
}

/** Of an event table. */
interface EventNeed extends CoverageNeed {
	table: EventTableName;
}

export function coverageNeed(
	table: EventTableName,
	reach: NeededRange,
	by: readonly AlertEnd[] = []
): EventNeed {
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
	const key = `${back.join(', ')} | ${on.join(', ')}`;
	return { key, before: back, after: on, span: null, unclear: false };
}

/** The alert's moment alone. */
export const MOMENT = neededRange([]);

/** The alert's moment at least; more, of which it cannot be told how much. */
export const UNCLEAR: NeededRange = { ...MOMENT, key: 'unclear', unclear: true };

/** Of a source in its own columns, where nothing else that is needed says what time they must cover. */
export const OWN_COLUMNS: CoverageNeed = {
	key: 'own columns',
	table: null,
	reach: UNCLEAR,
	by: []
};

export function spanRange({ from, to }: NeededSpan): NeededRange {
	const side = (moments: readonly string[] | null) => moments?.join(', ') ?? 'all';
	return { ...MOMENT, key: `${side(from)} to ${side(to)}`, span: { from, to } };
}

/**
 * A query that names, for each row of the relation `scope`, what is missing of event tables: rows (alert_id,
 * table_name, need, reason) for what is not covered of an alert alone. Of firewalls each must give its own account
 * of the window, of web and host logs the target's. Of several sensors, or sources that name none, one is enough that has
 * a record, whenever that was, of each end by which it is searched; else each must give its own, for nothing tells
 * who would have seen it.
 * One query for all of them, for to plan one costs more than to answer it about one alert.
 */
export function missingQuery(needs: readonly CoverageNeed[], scope: string): string {
	const ofEvents = needs.filter((need): need is EventNeed => need.table !== null);
	const events = ofEvents.length === 0 ? [] : [missingOfEvents(ofEvents, scope)];
	const own = keysOf(needs.filter(({ table }) => table === null)).map(
		(
			key
		) => `SELECT alert_id, NULL::VARCHAR AS table_name, ${literal(key)} AS need, ${ownColumns} AS reason
			FROM ${scope} AS alert`
	);
	return [...events, ...own].join(' UNION ALL ');
}

const ownColumns = literal(
	'it reads the own columns of a source, of which it is not told what time they cover: say needs=… or moment="why"'
);

function missingOfEvents(sights: readonly EventNeed[], scope: string): string {
	// To plan this costs more than to answer it: no subquery that is asked for each row.
	return `WITH sights AS (SELECT * FROM (VALUES ${sights.map(sightRow).join(', ')})
			AS s(table_name, need, kind, standing, of_target, witnessed, ends, back, onward)),
		asked AS (SELECT alert.alert_id, alert.ts AS alert_ts, ${earliest(sights)} AS lo, ${latest(sights)} AS hi, s.* EXCLUDE (back, onward, ends),
				CASE WHEN of_target THEN alert.dst_ip WHEN NOT witnessed THEN k.speaker END AS speaker,
				${accountOf} AS account,
				CASE WHEN k.several THEN CASE WHEN witnessed THEN coalesce(k.speaker, k.label) ELSE k.label END END AS label, ${strangers(sights)} AS strangers,
				CASE WHEN standing THEN 'epoch' ELSE lo END AS since,
				coalesce(list_contains((SELECT list(DISTINCT table_name) FROM uncovered_accounts), s.table_name), false) AS loaded
			FROM ${scope} AS alert CROSS JOIN sights AS s
				LEFT JOIN uncovered_accounts AS k ON k.table_name = CASE WHEN NOT of_target THEN s.table_name END${loadedEnds(sights)}),
		near AS (SELECT * FROM uncovered WHERE (table_name, account) IN (SELECT (table_name, account) FROM asked)),
		judged AS (SELECT j.*, u.* EXCLUDE (table_name, speaker, account), u.account IS NOT NULL AS speaks,
				coalesce(standing AND speaks OR u.from_ts >= hi, false) AS covers
			FROM asked AS j ASOF LEFT JOIN near AS u
				ON u.table_name = j.table_name AND u.account = j.account AND u.to_ts > j.since),
		open AS (SELECT alert_id, table_name, need, speaker, string_agg(${reasonOf(ofAllLoaded(sights))}, '; ' ORDER BY label, account) AS reason
			FROM judged GROUP BY alert_id, table_name, need, speaker
			HAVING NOT bool_or(covers AND coalesce(strangers = '', false)) AND NOT bool_and(covers)${nobody(sights, scope)}${untold(sights, scope)}${unread(sights, scope)})
		SELECT alert_id, table_name, need, string_agg(reason, '; ' ORDER BY speaker, reason) AS reason
		FROM open GROUP BY alert_id, table_name, need`;
}

/**
 * Those of whom an account has no record at any time, of the ends by which a table is searched: null where it is
 * searched by none, or names its speakers.
 */
function strangers(sights: readonly EventNeed[]): string {
	const ends = [...new Set(sights.flatMap(({ by }) => by))];
	if (ends.length === 0) return 'NULL::VARCHAR';
	const unknown = ends.map(
		(end) => `CASE WHEN list_contains(s.ends, '${end}')
			AND (s.table_name, k.account, alert.${end}) NOT IN (SELECT (table_name, account, ip) FROM recorded) THEN alert.${end} END`
	);
	return `CASE WHEN k.several AND s.witnessed AND len(s.ends) > 0 THEN concat_ws(' and ', ${unknown.join(', ')}) END`;
}

/** What is searched by an end that the alert does not tell; the target is asked for already where it is the speaker. */
function nobody(sights: readonly EventNeed[], scope: string): string {
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

/** What of it must be seen cannot be told of a table that has times. */
function untold(sights: readonly EventNeed[], scope: string): string {
	const needs = sights.filter(
		({ reach, table: name }) => reach.unclear && !eventTables[name].standing
	);
	if (needs.length === 0) return '';
	return `
			UNION ALL SELECT a.alert_id, s.table_name, s.need, NULL,
				'what time it reads of the ' || s.kind || 's cannot be told from its SQL: compare ts with alert.ts - INTERVAL … and alert.ts + INTERVAL …, or say moment="why"'
			FROM ${scope} AS a CROSS JOIN sights AS s WHERE s.need IN ${literals(keysOf(needs))}`;
}

function unread(sights: readonly EventNeed[], scope: string): string {
	return sights.some(({ table: name }) => eventTables[name].standing) ? unreadEntries(scope) : '';
}

const accountOf = `CASE WHEN of_target THEN '=' || alert.dst_ip ELSE k.account END`;

/** Needs of which a side has no bound but what is loaded. */
function openNeeds(sights: readonly EventNeed[]): CoverageNeed[] {
	return sights.filter(
		({ reach: { span } }) => span !== null && Object.values(span).includes(null)
	);
}

function keysOf(needs: readonly CoverageNeed[]): string[] {
	return needs.map(({ key }) => key);
}

/** Where what is loaded of an account begins and ends; joined only for needs that ask for it. */
function loadedEnds(sights: readonly EventNeed[]): string {
	if (openNeeds(sights).length === 0) return '';
	return ` LEFT JOIN (SELECT table_name, account, max(to_ts) FILTER (WHERE from_ts = '-infinity' AND to_ts < 'infinity') AS first,
					min(from_ts) FILTER (WHERE to_ts = 'infinity' AND from_ts > '-infinity') AS last
				FROM uncovered GROUP BY table_name, account) AS e ON e.table_name = s.table_name AND e.account = ${accountOf}`;
}

/** What is told of a gap that may lie far from the alert: why it matters. */
function ofAllLoaded(sights: readonly EventNeed[]): string {
	const cases = openNeeds(sights).map(({ key, reach: { span } }) => {
		const side = span!.to !== null ? ' before' : span!.from !== null ? ' since' : '';
		return `WHEN ${literal(key)} THEN 'it reads all that is loaded${side}, and '`;
	});
	return cases.length === 0 ? '' : `CASE need ${cases.join(' ')} ELSE '' END || `;
}

const FIRST_LOADED = `coalesce(e.first, '-infinity')`;
const LAST_LOADED = `coalesce(e.last, 'infinity')`;

/** Where what each need asks for begins. What is open begins with what is loaded, and never behind its own end. */
function earliest(sights: readonly EventNeed[]): string {
	return edge(sights, 'alert.ts - s.back', ({ from, to }) => {
		if (from !== null) return `least(${from.join(', ')})`;
		return to === null ? FIRST_LOADED : `least(${FIRST_LOADED}, ${to.join(', ')})`;
	});
}

function latest(sights: readonly EventNeed[]): string {
	return edge(sights, 'alert.ts + s.onward', ({ from, to }) => {
		if (to !== null) return `greatest(${to.join(', ')})`;
		return from === null ? LAST_LOADED : `greatest(${LAST_LOADED}, ${from.join(', ')})`;
	});
}

function edge(
	sights: readonly EventNeed[],
	around: string,
	ofSpan: (span: NeededSpan) => string
): string {
	const cases = sights.flatMap(({ key, reach: { span } }) =>
		span === null ? [] : [`WHEN ${literal(key)} THEN ${ofSpan(span)}`]
	);
	return cases.length === 0 ? around : `CASE s.need ${cases.join(' ')} ELSE ${around} END`;
}

/** What stands is asked of the target where it has speakers at all. */
function sightRow({ key, table: name, reach, by }: EventNeed): string {
	const { standing, speaker } = eventTables[name];
	const ofTarget = speaker !== null && (standing || speaker.must === 'target');
	const texts = [name, key, recordNoun(name)].map(literal).join(', ');
	const ends = by.filter((end) => end !== 'dst_ip' || !ofTarget).map(literal);
	return `(${texts}, ${standing}, ${ofTarget}, ${hasWitnesses(eventTables[name])}, [${ends.join(', ')}]::VARCHAR[],
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

const lostTime = `' from ' || ${said('stops')} || ' to ' || ${said('starts')}`;

const partly = `CASE WHEN lost IS NOT NULL AND isinf(stops) THEN
		'a record that could not be read may be of any time before ' || ${said('starts')}
	ELSE 'of the ' || kind || 's some ' || CASE lost
		WHEN 'told' THEN 'are missing' || ${lostTime} || ', as their source says'
		WHEN 'unread' THEN 'could not be read,' || ${lostTime}
		WHEN 'both' THEN 'are missing, as their source says, and some could not be read,' || ${lostTime} END END`;

const interrupted = `'the ' || kind || 's ' || CASE
	WHEN starts IS NULL THEN 'stop at ' || ${said('stops')}
	WHEN stops IS NOT NULL THEN 'stop at ' || ${said('stops')} || ' and start again at ' || ${said('starts')}
		|| coalesce(', more than the ' || ${minutes} || ' of silence that are believed of them', '')
	WHEN reaches < hi THEN 'start at ' || ${said('starts')} || ' and stop at ' || ${said('ends')}
	ELSE 'start at ' || ${said('starts')} END`;

/** @param why SQL of why a gap matters, in front of it */
function reasonOf(why: string): string {
	return `CASE
	WHEN covers THEN label || ': no ' || kind || ' of ' || nullif(strangers, '') || ' at any time'
	WHEN speaks THEN ${why}coalesce(speaker || ': ', label || ': ', '') || coalesce(${partly}, ${tooFew}, ${interrupted})
	WHEN standing AND loaded THEN 'the ' || kind || 's do not know ' || coalesce(speaker, 'the target')
	WHEN NOT standing AND lo IS NULL THEN 'the alert has no time'
	WHEN NOT standing AND of_target AND speaker IS NULL THEN 'the alert has no target'
	ELSE 'no ' || kind || 's' || CASE WHEN standing THEN '' ELSE coalesce(' of ' || speaker, '') END || ' are loaded'
	END`;
}
