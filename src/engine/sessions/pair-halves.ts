import { answeredOf, connStateOf, type FlowFacts } from '#datasets/rows/sessions/flow-state.ts';
import { protocolNumber } from '#lib/protocols.ts';
import { tcpFlagsBits } from '#lib/tcp-flags.ts';
import type { Connection } from '../duckdb/engine.ts';
import { CLOSE, halvesSql, sidesSql } from './halves.ts';
import { literal } from '../sql/sql.ts';

/** Requests that go out before the first reply, beyond which the rest stay unpaired. */
const MOST_ROUNDS = 8;

/**
 * Makes one row of two where a source tells of the two directions of a session in records of their own. The
 * row stands at the record of the originator, counts in `dst_bytes` and `dst_packets` what came back, and
 * names in `reply_record` the other, whose own row is taken out: it would count twice. Halves without another
 * stay as they are. Answers how many pairs it made.
 *
 * Two halves are a pair that have one Community ID and opposite senders, that overlap or begin within a
 * minute of one another, and that follow one another in time; those that overlap come first. Who is the
 * originator tells the whole conversation (`sidesSql`). Where nothing does, the row stands at the record that comes
 * first, is marked `undirected`, and says nothing that would be otherwise the other way round. Depends on this source
 * alone, so it is done once, when it is loaded.
 */
export async function pairHalves(connection: Connection, sourceId: string): Promise<number> {
	const own = `source_id = ${literal(sourceId)}`;
	const { rows } = await connection.query(
		`SELECT count(*) FROM (FROM sessions WHERE ${own} AND one_way LIMIT 2)`
	);
	if (Number(rows[0]![0]) < 2) return 0;
	await connection.query(`CREATE TEMP TABLE halves AS ${halvesSql(own)};
		CREATE TEMP TABLE pairs (one BIGINT, other BIGINT)`);
	const pairs = await matched(connection, own);
	if (pairs > 0) await join(connection, own);
	await connection.query('DROP TABLE halves; DROP TABLE pairs; DROP TABLE IF EXISTS sides');
	return pairs;
}

const overlap = 'ts <= lag(until) OVER own';
const isNear = `(${overlap} OR ts - ${CLOSE} <= lag(ts) OVER own)`;

/** Of a run of halves that go one way and the other in turn, each near to the one before, each two are a pair. */
const round = (near: string) => `WITH told AS (
		SELECT *, coalesce(lag(side) OVER own <> side AND ${near}, false) AS follows
		FROM halves WINDOW own AS (PARTITION BY community_id, conversation ORDER BY ts, record)),
	runs AS (SELECT *, count(*) FILTER (WHERE NOT follows) OVER (PARTITION BY community_id, conversation
		ORDER BY ts, record ROWS UNBOUNDED PRECEDING) AS run FROM told),
	placed AS (SELECT record, side, row_number() OVER own AS place, lead(record) OVER own AS next
		FROM runs WINDOW own AS (PARTITION BY community_id, conversation, run ORDER BY ts, record))
	SELECT CASE WHEN side THEN record ELSE next END, CASE WHEN side THEN next ELSE record END
	FROM placed WHERE place % 2 = 1 AND next IS NOT NULL`;

/**
 * Pairs what overlaps before what is but near: else, where a piece of a long session is lost, each piece
 * behind it would go with the next. Then what is left: two requests may go out before two replies.
 */
async function matched(connection: Connection, own: string): Promise<number> {
	const { rows } = await connection.query('SELECT count(*) FROM (FROM halves LIMIT 1)');
	if (Number(rows[0]![0]) === 0) return 0;
	await connection.query(`CREATE TEMP TABLE sides AS ${sidesSql(own)}`);
	const overlapping = await matchedNear(connection, overlap, 0);
	return matchedNear(connection, isNear, overlapping);
}

async function matchedNear(connection: Connection, near: string, before: number): Promise<number> {
	let pairs = before;
	for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
		await connection.query(`INSERT INTO pairs ${round(near)};
			DELETE FROM halves WHERE record IN (SELECT one FROM pairs UNION ALL SELECT other FROM pairs)`);
		const { rows } = await connection.query('SELECT count(*) FROM pairs');
		const found = Number(rows[0]![0]);
		if (found === pairs) break;
		pairs = found;
	}
	return pairs;
}

/** The pairs with the originator's half in front, or that which comes first where nobody knows whose that is. */
const turned = `SELECT began IS NULL AS undirected,
		CASE WHEN coalesce(began, one < other) THEN one ELSE other END AS forth,
		CASE WHEN coalesce(began, one < other) THEN other ELSE one END AS back
	FROM pairs JOIN sides ON sides.record = pairs.one`;

async function join(connection: Connection, own: string): Promise<void> {
	const both = `SELECT turned.forth, turned.undirected, back.* EXCLUDE (undirected),
			front.proto AS front_proto, front.tcp_flags AS front_flags
		FROM (${turned}) AS turned JOIN (FROM sessions WHERE ${own}) AS front ON front.record = turned.forth
		JOIN (FROM sessions WHERE ${own}) AS back ON back.record = turned.back`;
	const kinds = await connection.query(
		`SELECT DISTINCT front_proto, front_flags, tcp_flags FROM (${both})`
	);
	const said = kinds.rows.map((kind) => verdictOf(kind as (string | null)[]));
	await connection.query(`UPDATE sessions SET ts = least(sessions.ts, b.ts), end_ts = greatest(sessions.end_ts, b.end_ts),
			duration = coalesce((epoch_us(greatest(sessions.end_ts, b.end_ts))::DOUBLE
				- epoch_us(least(sessions.ts, b.ts))::DOUBLE) / 1000000, sessions.duration),
			dst_bytes = b.src_bytes, dst_packets = b.src_packets,
			conn_state = CASE WHEN b.undirected AND said.conn_state IS DISTINCT FROM said.turned_state THEN NULL
				ELSE said.conn_state END,
			answered = CASE WHEN NOT b.undirected THEN said.answered END,
			undirected = CASE WHEN b.undirected THEN true END, one_way = false, reply_record = b.record
		FROM (${both}) AS b
			JOIN (VALUES ${said.join(', ')}) AS said(proto, forth, back, conn_state, turned_state, answered)
			ON said.proto = b.front_proto AND said.forth IS NOT DISTINCT FROM b.front_flags
				AND said.back IS NOT DISTINCT FROM b.tcp_flags
		WHERE sessions.${own} AND sessions.record = b.forth;
		DELETE FROM sessions WHERE ${own} AND reply_record IS NULL AND record IN (
			SELECT one FROM pairs UNION ALL SELECT other FROM pairs)`);
}

const TCP = 6;

/** What the flags of both sides tell, and what they would the other way round. */
function verdictOf([proto, forth, back]: readonly (string | null)[]): string {
	const facts = factsOf(proto!, forth!, back!);
	const state = text(connStateOf(facts));
	const turnedState = text(connStateOf(factsOf(proto!, back!, forth!)));
	// An ICMP error is a flow of its own here, so what came back was an answer.
	const answered = facts.proto === TCP ? answeredOf(facts) : true;
	const [front, behind] = [forth!, back!].map(text);
	return `(${literal(proto!)}, ${front}, ${behind}, ${state}, ${turnedState}, ${answered ?? 'NULL'}::BOOLEAN)`;
}

function factsOf(proto: string, forth: string | null, back: string | null): FlowFacts {
	return {
		proto: protocolNumber(proto) ?? -1,
		countsErrors: false,
		packetsToClient: 1,
		clientFlags: tcpFlagsBits(forth),
		serverFlags: tcpFlagsBits(back)
	};
}

function text(value: string | null): string {
	return `${literal(value)}::VARCHAR`;
}
