import {
	eventTables,
	type EventTableDefinition,
	type EventTableName
} from '#tables/event-tables.ts';
import type { Connection } from '../duckdb/engine.ts';
import { silenceMinutes } from './silence.ts';
import { identifier, literal, literals } from '../sql/sql.ts';
import { accountRows, recordedRows, sourceAccountRows } from './accounts.ts';
import { withCopies } from './copies.ts';
import { hasWitnesses, speakerSql } from './speaker-sql.ts';
import { lostRows, uncoveredRows } from './uncovered.ts';

/**
 * What the loaded sources can speak for. The records of one speaker in one source are cut where it was silent
 * for longer than is believed of such a log; sources are never taken together. Works out anew what `tables`
 * cover, those whose rows have changed.
 *
 * A record more never takes coverage away, so a silence is never held against what the source does else: that
 * would let a log be believed over more once records of it are lost. Hence a bound for each kind of log alone: a
 * rhythm of long silences that is believed of a quiet log is believed of a busy one too, which has it in itself.
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
	const changed = `table_name IN ${literals(tables)}`;
	const lost = (await connection.query('SELECT 1 FROM told_spans WHERE lost LIMIT 1')).rows.length;
	await connection.query(
		`${coverageTables.map((name) => `DELETE FROM ${name} WHERE ${changed};`).join('\n')}
		INSERT INTO coverage ${parts.join(' UNION ALL ')};
		INSERT INTO source_accounts ${sourceAccountRows(changed, tables)};
		INSERT INTO uncovered ${uncoveredRows(changed)};
		${lost === 0 ? '' : `INSERT INTO uncovered ${lostRows(changed)};`}
		INSERT INTO uncovered_accounts ${accountRows(changed)}`
	);
	await tellApart(connection, events.filter(hasWitnesses));
}

/** What is worked out of the sources here, each with a column `table_name`. */
export const coverageTables: readonly string[] = [
	'coverage',
	'source_accounts',
	'uncovered',
	'uncovered_accounts',
	'recorded'
];

/** Which addresses each of several accounts has recorded; of one that is alone it is not asked. */
async function tellApart(
	connection: Connection,
	tables: readonly EventTableDefinition[]
): Promise<void> {
	const names = literals(tables.map(({ name }) => name));
	const { rows } = await connection.query(
		`SELECT DISTINCT table_name FROM uncovered_accounts WHERE several AND table_name IN ${names}`
	);
	const several = tables.filter(({ name }) => rows.some(([found]) => found === name));
	for (const { name } of several)
		await connection.query(`INSERT INTO recorded ${recordedRows(name)}`);
}

/** A rule or an inventory entry stands until it is replaced: it has no window. */
function standingCoverage(table: EventTableDefinition): string {
	return `SELECT ${literal(table.name)}, ${speakerSql(table)} AS speaker, source_id, NULL, NULL, NULL, NULL, NULL, count(*)
		FROM ${identifier(table.name)} GROUP BY speaker, source_id`;
}

/**
 * Stretches without a silence longer than the stated bound, and the times that a source itself says it covers: of one
 * speaker, or of everybody who speaks in it.
 */
function eventCoverage(tables: readonly EventTableDefinition[]): string {
	return `WITH moments AS MATERIALIZED (${tables.map(momentsOf).join(' UNION ALL ')}),
		speakers AS MATERIALIZED (SELECT row_number() OVER () AS own, * FROM (SELECT DISTINCT name, speaker, source_id, bound FROM moments)),
		counted AS (SELECT own, s.bound, first, last, records,
				date_diff('microsecond', lag(last) OVER ${inOrder}, first) AS silence
			FROM moments AS m JOIN speakers AS s ON m.name = s.name AND m.source_id = s.source_id AND m.speaker IS NOT DISTINCT FROM s.speaker),
		pieced AS (SELECT *, count(*) FILTER (WHERE silence > bound) OVER ${inOrder} AS piece FROM counted),
		whole AS (SELECT own, min(first) AS first, max(last) AS last, sum(records)::BIGINT AS records
			FROM pieced GROUP BY own, piece)
		SELECT name, speaker, source_id, first, last, to_microseconds(bound // 2), to_microseconds(bound), 'stated', records
		FROM whole JOIN speakers USING (own)
		UNION ALL
		SELECT name, s.speaker, source_id, from_ts, to_ts, INTERVAL 0 SECOND, NULL, 'claimed', 0
		FROM speakers AS s JOIN (FROM told_spans WHERE table_name IS NULL AND NOT lost) AS t USING (source_id)
		UNION ALL
		SELECT table_name, speaker, source_id, from_ts, to_ts, INTERVAL 0 SECOND, NULL, 'claimed', 0
		FROM told_spans WHERE NOT lost AND table_name IN ${literals(tables.map(({ name }) => name))}`;
}

/** A number for each speaker in each source: to sort by it is cheaper than to sort by three texts. */
const inOrder = '(PARTITION BY own ORDER BY first)';

const MICROS_PER_MINUTE = 60_000_000;

/**
 * The minutes in which a speaker has records: no bound is shorter, so that no silence within one matters, and a
 * table's rows need not be sorted.
 */
function momentsOf(table: EventTableDefinition): string {
	return `SELECT ${literal(table.name)} AS name, speaker, source_id, any_value(bound)::BIGINT AS bound,
			min(ts) AS first, max(ts) AS last, sum(records)::BIGINT AS records
		FROM (${recordsOf(table)}) WHERE ts IS NOT NULL
		GROUP BY speaker, source_id, epoch_us(ts) // ${MICROS_PER_MINUTE}`;
}

function recordsOf(table: EventTableDefinition): string {
	const bound = silenceMinutes[table.name]! * MICROS_PER_MINUTE;
	const records = `SELECT ts, ${speakerSql(table)} AS speaker, source_id, ${bound} AS bound, 1 AS records
		FROM ${withCopies(table.name)}`;
	return table.name === eventTables.sessions.name ? withDerived(records) : records;
}

/** Sessions that were derived from packets speak for the times of these, and for no other. */
function withDerived(records: string): string {
	const bound = silenceMinutes.packets! * MICROS_PER_MINUTE;
	const packets = withCopies(eventTables.packets.name);
	return `SELECT * REPLACE (CASE WHEN source_id IN (SELECT source_id FROM ${packets}) THEN ${bound} ELSE bound END AS bound)
		FROM (${records})
		UNION ALL SELECT ts, NULL, source_id, ${bound}, 0 FROM ${packets}
		WHERE source_id IN (SELECT source_id FROM sessions)`;
}
