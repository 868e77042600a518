import {
	eventTables,
	type EventTableDefinition,
	type EventTableName
} from '#tables/event-tables.ts';
import { countText } from '#lib/format-number.ts';
import { columnList } from '../sql/column-list.ts';
import type { Connection } from '../duckdb/engine.ts';
import { identifier } from '../sql/sql.ts';

const withTimes = Object.values(eventTables).filter(({ standing }) => !standing);

/** Where the rows of a table are kept that stand in an earlier source. */
const besideOf = (name: EventTableName) => `copied_${name}`;

/** All that the sources told, as a relation: what is counted once was seen by each of them. */
export function withCopies(name: EventTableName): string {
	if (eventTables[name].standing) return identifier(name);
	return `(FROM ${identifier(name)} UNION ALL FROM ${identifier(besideOf(name))})`;
}

/** Tables that hold rows of sources beside the event tables. */
export const copyTables: readonly string[] = withTimes.map(({ name }) => besideOf(name));

export const copyStatements: readonly string[] = [
	...withTimes.map(
		({ name, columns }) => `CREATE TABLE ${identifier(besideOf(name))} (${columnList(columns)})`
	),
	`CREATE TABLE copies (table_name VARCHAR, source_id VARCHAR, first_id VARCHAR, rows BIGINT, once BOOLEAN)`
];

/** How many rows of a stretch must be alike before it is believed that both sources tell of the same. */
const FEW = 8;

/** Tables whose rows tell of one thing by ends, times and counts. */
const byEnds: readonly EventTableName[] = ['sessions', 'packets'];
const ids = ['uid', 'fuid', 'flow_id'];
/** They are worked out of all rows of a source, which may tell more than those of its copy. */
const bySource = ['conn_state', 'answered', 'undirected'];

const tellsApart = ({ columns }: EventTableDefinition) =>
	columns.filter(({ name, setBy }) => setBy !== 'import' && !bySource.includes(name));

function isSure({ name, columns }: EventTableDefinition): string {
	const told = columns.filter((column) => ids.includes(column.name));
	const idKnown = told.map((column) => `${identifier(column.name)} IS NOT NULL`);
	// A session or a packet is told apart by its ends and counts besides: a fraction of a second will do.
	const fraction = byEnds.includes(name) ? 1_000_000 : 1000;
	return [...idKnown, `epoch_us(ts) % ${fraction} <> 0`].join(' OR ');
}

/**
 * Works out anew which rows of some tables stand in two sources.
 *
 * The same records in two sources, as in a log and its packed copy or in rotations that overlap, count once: the rows
 * of the later source are moved out of the event table into one beside it, and come back when the earlier source goes.
 *
 * Rows are the same where all of their columns are that do not follow from the source (`tellsApart`); of n in the one
 * and m in the other, the lesser number is the same. That suffices for rows which hardly are alike by chance: those with
 * an id of the sensor's, those with a time to the microsecond, and sessions and packets with one that is no whole
 * second. Of others, such as two lines of one second in the logs of two web servers, the sources must bear it out: one
 * of them stands wholly in the other, or both tell the same of the whole stretch of which both tell. Where they do not,
 * both stay, and `copies` says so.
 */
export async function settleCopies(
	connection: Connection,
	changed: readonly EventTableName[]
): Promise<void> {
	for (const table of withTimes) {
		if (!changed.includes(table.name)) continue;
		await takeBack(connection, table);
		if (await mayHaveCopies(connection, table)) await setAside(connection, table);
	}
}

async function takeBack(connection: Connection, { name }: EventTableDefinition): Promise<void> {
	const [table, beside] = [name, besideOf(name)].map(identifier);
	const { rows } = await connection.query(
		`SELECT 1 FROM copies WHERE table_name = '${name}' LIMIT 1`
	);
	if (rows.length === 0) return;
	await connection.query(`BEGIN;
		INSERT INTO ${table} FROM ${beside} WHERE source_id IN (SELECT source_id FROM sources);
		DELETE FROM ${beside};
		DELETE FROM copies WHERE table_name = '${name}';
		COMMIT`);
}

/**
 * The pairs of sources of one format that overlap in time, in the order in which they were loaded; one that speaks for a
 * span goes before one that speaks for none, or what it speaks for would be lost. Packets are of one format whatever
 * wraps them. What is derived from packets is no source's own.
 */
function pairsSql({ name }: EventTableDefinition): string {
	const own = name === 'sessions' ? 'WHERE source_id NOT IN (SELECT source_id FROM packets)' : '';
	return `WITH spans AS (SELECT source_id, min(ts) AS first, max(ts) AS last FROM ${identifier(name)} ${own} GROUP BY source_id),
		placed AS (SELECT spans.*, ${name === 'packets' ? "''" : 'format'} AS format, row_number() OVER (ORDER BY source_id NOT IN (SELECT source_id FROM told_spans WHERE table_name IS NULL AND NOT lost), sources.rowid) AS place
			FROM spans JOIN sources USING (source_id))
		SELECT one.source_id AS one, other.source_id AS other, one.place AS place,
			greatest(one.first, other.first) AS since, least(one.last, other.last) AS until
		FROM placed AS one JOIN placed AS other ON one.place < other.place AND one.format = other.format
			AND one.first <= other.last AND other.first <= one.last`;
}

async function mayHaveCopies(
	connection: Connection,
	table: EventTableDefinition
): Promise<boolean> {
	const { rows } = await connection.query(`SELECT 1 FROM (${pairsSql(table)}) LIMIT 1`);
	return rows.length > 0;
}

/** Rows of the sources concerned; equal ones of one source are numbered, each can be of one row of another. */
function toldSql(table: EventTableDefinition): string {
	const key = `hash(${tellsApart(table)
		.map(({ name }) => identifier(name))
		.join(', ')})`;
	return `SELECT rowid AS id, source_id, ts, key, sure,
			row_number() OVER (PARTITION BY source_id, ts, key ORDER BY record) AS number
		FROM (SELECT rowid, source_id, ts, record, ${key} AS key, (${isSure(table)}) AS sure FROM ${identifier(table.name)}
			WHERE ts IS NOT NULL AND source_id IN (SELECT one FROM pairs UNION ALL SELECT other FROM pairs))`;
}

const alike = `SELECT one, other, place, since, until, b.id, b.ts, b.sure FROM pairs
	JOIN told AS a ON a.source_id = one JOIN told AS b ON b.source_id = other AND a.ts = b.ts AND a.key = b.key AND a.number = b.number`;

/** Within both sources a second of the beginning and of the end may be told in part. */
const inner = 'ts > since AND ts < until';

function countsOf(side: 'one' | 'other'): string {
	return `SELECT one, other, count(*) AS ${side}_all, count(*) FILTER (WHERE ${inner}) AS ${side}_inner
		FROM pairs JOIN told ON source_id = ${side} WHERE NOT sure GROUP BY one, other`;
}

/** The pairs whose rows that are alike by chance are believed to be the same. */
const believed = `SELECT one, other FROM (SELECT one, other, count(*) AS alike_all,
			count(*) FILTER (WHERE ${inner}) AS alike_inner FROM alike WHERE NOT sure GROUP BY one, other)
		JOIN (${countsOf('one')}) USING (one, other) JOIN (${countsOf('other')}) USING (one, other)
	WHERE alike_all IN (one_all, other_all) OR (alike_inner >= ${FEW} AND alike_inner = one_inner AND alike_inner = other_inner)`;

async function setAside(connection: Connection, table: EventTableDefinition): Promise<void> {
	const [name, beside] = [table.name, besideOf(table.name)].map(identifier);
	const copied = 'SELECT id FROM same WHERE once';
	await connection.query(`CREATE OR REPLACE TEMP TABLE pairs AS ${pairsSql(table)};
		CREATE OR REPLACE TEMP TABLE told AS ${toldSql(table)};
		CREATE OR REPLACE TEMP TABLE alike AS ${alike};
		CREATE OR REPLACE TEMP TABLE same AS SELECT id, any_value(other) AS other,
				first(one ORDER BY NOT once, place) AS one, bool_or(once) AS once
			FROM (SELECT alike.*, sure OR (one, other) IN (${believed}) AS once FROM alike) GROUP BY id;
		BEGIN;
		INSERT INTO ${beside} FROM ${name} WHERE rowid IN (${copied});
		DELETE FROM ${name} WHERE rowid IN (${copied});
		INSERT INTO copies SELECT '${table.name}', other, one, count(*), once FROM same GROUP BY ALL;
		COMMIT;
		DROP TABLE pairs; DROP TABLE told; DROP TABLE alike; DROP TABLE same`);
}

/** What is to be said of a source whose records stand in another one too. */
export interface CopyNote {
	sourceId: string;
	sentence: string;
}

/** Of which sources records stand in an earlier one too, and whether they count once. */
export async function copyNotes(connection: Connection): Promise<CopyNote[]> {
	const { rows } = await connection.query(`SELECT copies.source_id, table_name, rows, once, name
		FROM copies JOIN sources ON sources.source_id = first_id ORDER BY ALL`);
	return rows.map(([sourceId, table, count, once, name]) => ({
		sourceId: String(sourceId),
		sentence: sentenceOf(Number(count), String(table), { first: String(name), once: once === true })
	}));
}

function sentenceOf(
	count: number,
	table: string,
	{ first, once }: { first: string; once: boolean }
): string {
	const rows = `${countText(count, 'row')} of ${table}`;
	const [stand, have] = count === 1 ? ['stands', 'has'] : ['stand', 'have'];
	if (once)
		return `${rows} ${stand} in ${first} too, and ${count === 1 ? 'is' : 'are'} counted there alone`;
	return `${rows} ${have} the like in ${first}, and both are counted: nothing tells that they are the same`;
}
