import { answeredOf, connStateOf, type FlowFacts } from '#datasets/values/flow-state.ts';
import { protocolNumber } from '#lib/protocols.ts';
import { tcpFlagsBits } from '#lib/tcp-flags.ts';
import type { Connection } from './engine.ts';
import { literal } from './sql.ts';

/** A half that begins later than this after the other, and after its end, is of another conversation. */
const CLOSE = "INTERVAL '1 minute'";
/** Requests that go out before the first reply, beyond which the rest stay unpaired. */
const MOST_ROUNDS = 8;

/**
 * Makes one row of two where a source tells of the two directions of a session in records of their own. The
 * row stands at the record of the originator, counts in `dst_bytes` and `dst_packets` what came back, and
 * names in `reply_record` the other, whose own row is taken out: it would count twice. Halves without another
 * stay as they are. Answers how many pairs it made.
 *
 * Two halves are a pair that have one Community ID and opposite senders, that overlap or begin within a
 * minute of one another, and that follow one another in time; those that overlap come first. Originator of a conversation is who sent its
 * first half; where both began at one moment, who did not send from a port below 1024 to one above nor an
 * ICMP reply, else whose record comes first. Depends on this source alone, so it is done once, when it is
 * loaded.
 */
export async function pairHalves(connection: Connection, sourceId: string): Promise<number> {
	const own = `source_id = ${literal(sourceId)}`;
	const { rows } = await connection.query(
		`SELECT count(*) FROM (FROM sessions WHERE ${own} AND one_way LIMIT 2)`
	);
	if (Number(rows[0]![0]) < 2) return 0;
	await connection.query(`CREATE TEMP TABLE halves AS ${conversations(own)};
		CREATE TEMP TABLE pairs (forth BIGINT, back BIGINT)`);
	const pairs = await matched(connection);
	if (pairs > 0) await join(connection, own);
	await connection.query('DROP TABLE halves; DROP TABLE pairs');
	return pairs;
}

const icmp = "starts_with(proto, 'icmp')";

/** The halves of flows that were seen in both directions, by conversation, and which go forth in it. */
function conversations(own: string): string {
	return `WITH own AS (SELECT record, community_id, ts, coalesce(end_ts, ts) AS until,
			src_ip || CASE WHEN ${icmp} OR src_port IS NULL THEN '' ELSE ' ' || src_port END AS sender,
			coalesce(CASE WHEN ${icmp} THEN src_port IN (0, 14, 16, 18, 129)
				ELSE src_port < 1024 AND dst_port >= 1024 END, false) AS replies
		FROM sessions WHERE ${own} AND one_way AND community_id IS NOT NULL AND ts IS NOT NULL),
	both_ways AS (FROM own WHERE community_id IN (
		SELECT community_id FROM own GROUP BY community_id HAVING min(sender) <> max(sender))),
	cut AS (SELECT *, coalesce(ts - ${CLOSE} > max(until) OVER (PARTITION BY community_id ORDER BY ts, record
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS begins FROM both_ways),
	numbered AS (SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY community_id ORDER BY ts, record
		ROWS UNBOUNDED PRECEDING) AS conversation FROM cut)
	SELECT record, community_id, conversation, ts, until, sender = first_value(sender) OVER (
		PARTITION BY community_id, conversation ORDER BY ts, replies, record) AS forth FROM numbered`;
}

const overlap = 'ts <= lag(until) OVER own';
const isNear = `(${overlap} OR ts - ${CLOSE} <= lag(ts) OVER own)`;

/** Of a run of halves that go forth and back in turn, each near to the one before, each two are a pair. */
const round = (near: string) => `WITH told AS (
		SELECT *, coalesce(lag(forth) OVER own <> forth AND ${near}, false) AS follows
		FROM halves WINDOW own AS (PARTITION BY community_id, conversation ORDER BY ts, record)),
	runs AS (SELECT *, count(*) FILTER (WHERE NOT follows) OVER (PARTITION BY community_id, conversation
		ORDER BY ts, record ROWS UNBOUNDED PRECEDING) AS run FROM told),
	placed AS (SELECT record, forth, row_number() OVER own AS place, lead(record) OVER own AS next
		FROM runs WINDOW own AS (PARTITION BY community_id, conversation, run ORDER BY ts, record))
	SELECT CASE WHEN forth THEN record ELSE next END, CASE WHEN forth THEN next ELSE record END
	FROM placed WHERE place % 2 = 1 AND next IS NOT NULL`;

/**
 * Pairs what overlaps before what is but near: else, where a piece of a long session is lost, each piece
 * behind it would go with the next. Then what is left: two requests may go out before two replies.
 */
async function matched(connection: Connection): Promise<number> {
	const overlapping = await matchedNear(connection, overlap, 0);
	return matchedNear(connection, isNear, overlapping);
}

async function matchedNear(connection: Connection, near: string, before: number): Promise<number> {
	let pairs = before;
	for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
		await connection.query(`INSERT INTO pairs ${round(near)};
			DELETE FROM halves WHERE record IN (SELECT forth FROM pairs UNION ALL SELECT back FROM pairs)`);
		const { rows } = await connection.query('SELECT count(*) FROM pairs');
		const found = Number(rows[0]![0]);
		if (found === pairs) break;
		pairs = found;
	}
	return pairs;
}

async function join(connection: Connection, own: string): Promise<void> {
	const both = `SELECT pairs.forth, back.*, front.proto AS front_proto, front.tcp_flags AS front_flags
		FROM pairs JOIN (FROM sessions WHERE ${own}) AS front ON front.record = pairs.forth
		JOIN (FROM sessions WHERE ${own}) AS back ON back.record = pairs.back`;
	const kinds = await connection.query(
		`SELECT DISTINCT front_proto, front_flags, tcp_flags FROM (${both})`
	);
	const said = kinds.rows.map((kind) => verdictOf(kind as (string | null)[]));
	await connection.query(`UPDATE sessions SET ts = least(sessions.ts, b.ts), end_ts = greatest(sessions.end_ts, b.end_ts),
			duration = coalesce((epoch_us(greatest(sessions.end_ts, b.end_ts))::DOUBLE
				- epoch_us(least(sessions.ts, b.ts))::DOUBLE) / 1000000, sessions.duration),
			dst_bytes = b.src_bytes, dst_packets = b.src_packets, conn_state = said.conn_state,
			answered = said.answered, one_way = false, reply_record = b.record
		FROM (${both}) AS b JOIN (VALUES ${said.join(', ')}) AS said(proto, forth, back, conn_state, answered)
			ON said.proto = b.front_proto AND said.forth IS NOT DISTINCT FROM b.front_flags
				AND said.back IS NOT DISTINCT FROM b.tcp_flags
		WHERE sessions.${own} AND sessions.record = b.forth;
		DELETE FROM sessions WHERE ${own} AND record IN (SELECT back FROM pairs)`);
}

const TCP = 6;

/** What the flags of both sides tell; an ICMP error is a flow of its own here, so what came back was an answer. */
function verdictOf([proto, forth, back]: readonly (string | null)[]): string {
	const facts: FlowFacts = {
		proto: protocolNumber(proto!) ?? -1,
		countsErrors: false,
		packetsToClient: 1,
		clientFlags: tcpFlagsBits(forth!),
		serverFlags: tcpFlagsBits(back!)
	};
	const answered = facts.proto === TCP ? answeredOf(facts) : true;
	const [front, behind] = [forth!, back!].map(text);
	return `(${literal(proto!)}, ${front}, ${behind}, ${text(connStateOf(facts))}, ${answered ?? 'NULL'}::BOOLEAN)`;
}

function text(value: string | null): string {
	return `${literal(value)}::VARCHAR`;
}
