import { icmpReplies, icmpRequests } from '#lib/icmp.ts';
import type { Connection } from '../duckdb/engine.ts';
import { seesOneWay } from './one-way-view.ts';
import { endsOf, peersOf } from './peers.ts';
import { datagramBegan, isIcmp, judgedSql, opens, tcpBegan } from './who-began.ts';

/**
 * Derives `sessions` from the packets of captures, where no other source tells of sessions in the time of the
 * capture: a session log of a sensor knows more, and both together would count everything twice. A derived
 * row stands at its first packet. Works them all out anew.
 *
 * A session is the packets of one Community ID with no silence longer than five minutes (TCP) or one minute
 * (others) between them; a TCP flow that was closed and is opened again more than five seconds later is a new
 * one. `conn_state` has Zeek's words (base/protocols/conn). Where nothing tells who began, the sender of the first
 * packet stands as the source, and the session is `undirected`. `answered` is null, not false, where the packets of the
 * originator tell of an answer that was not seen, where the beginning or either way was never seen, and where the capture ends within a
 * second of the first packet: the answer may have come behind its end. Bytes are payload, each repeated TCP segment once.
 */
export async function deriveSessions(connection: Connection): Promise<void> {
	await connection.query(
		`DELETE FROM sessions WHERE source_id IN (SELECT source_id FROM packets UNION SELECT source_id FROM copied_packets)`
	);
	// To plan the rest takes a tenth of a second, and most captures come with the log of a sensor.
	const { rows } = await connection.query(`SELECT count(*) FROM (${captures})`);
	if (Number(rows[0]![0]) === 0) return;
	await connection.query(`INSERT INTO sessions BY NAME ${derived}`);
}

const captures = `SELECT source_id, max(ts) AS capture_end FROM packets GROUP BY source_id
	HAVING NOT EXISTS (SELECT 1 FROM sessions AS s WHERE s.ts <= max(packets.ts) AND coalesce(s.end_ts, s.ts) >= min(packets.ts))`;

/** Bits that are not packets of a flow (ARP, fragments behind the first) have no Community ID. */
const own = `FROM packets WHERE community_id IS NOT NULL AND ts IS NOT NULL AND source_id IN (SELECT source_id FROM captures)`;

/** Numbers for the flows: sorting and grouping by them is a good deal cheaper than by their ids. */
const flows = `SELECT source_id, community_id, row_number() OVER () AS flow
	FROM (SELECT DISTINCT source_id, community_id ${own})`;

const hasPorts = `p.proto IN ('tcp', 'udp')`;

/** Packets of one flow, each with the side that sent it: true for the one whose address and port are the lower. */
const seen = `SELECT flow, record, ts, p.proto = 'tcp' AS tcp, seq, coalesce(payload_length, 0) AS payload,
		coalesce(contains(tcp_flags, 'SYN'), false) AS syn, coalesce(contains(tcp_flags, 'ACK'), false) AS ack,
		coalesce(contains(tcp_flags, 'FIN'), false) AS fin, coalesce(contains(tcp_flags, 'RST'), false) AS rst,
		p.src_ip < p.dst_ip OR (p.src_ip = p.dst_ip AND ${hasPorts} AND p.src_port < p.dst_port) AS side
	FROM packets AS p JOIN flows USING (source_id, community_id) WHERE p.ts IS NOT NULL`;

const marked = `SELECT *, coalesce(ts - lag(ts) OVER own > CASE WHEN tcp THEN INTERVAL '5 minutes' ELSE INTERVAL '1 minute' END
		OR (syn AND NOT ack AND ts - lag(ts) OVER own > INTERVAL '5 seconds' AND lag(rst OR fin) OVER own), false) AS begins
	FROM seen WINDOW own AS (PARTITION BY flow ORDER BY record)`;

/** Most flows are one session; only the packets of the others have to be counted along. */
const cut = `SELECT *, 0 AS number FROM marked WHERE flow NOT IN (SELECT flow FROM marked WHERE begins)
	UNION ALL SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY flow ORDER BY record) AS number
	FROM marked WHERE flow IN (SELECT flow FROM marked WHERE begins)`;

/** A packet that no side sends before it has the SYN of the other. */
const handshaken = 'tcp AND NOT syn AND (ack OR fin OR (payload > 0 AND NOT rst))';

/** Sums of either side: a_ for the lower one, b_ for the other. */
const sums = `SELECT flow, number, min(record) AS record, any_value(tcp) AS tcp, min(ts) AS ts, max(ts) AS end_ts,
		arg_min(side, record) AS first_a, ${sumsOf('a', 'side')}, ${sumsOf('b', 'NOT side')}
	FROM cut GROUP BY flow, number`;

function sumsOf(name: string, side: string): string {
	return `count(*) FILTER (WHERE ${side}) AS ${name}_packets,
		coalesce(sum(payload) FILTER (WHERE ${side} AND NOT tcp), 0) AS ${name}_bytes,
		coalesce(bool_or(NOT rst) FILTER (WHERE ${side}), false) AS ${name}_speaks,
		coalesce(bool_or(${handshaken}) FILTER (WHERE ${side}), false) AS ${name}_handshaken,
		bool_or(${side} AND syn AND NOT ack) AS ${name}_asks, bool_or(${side} AND syn AND ack) AS ${name}_accepts,
		${opens(`bool_or(${side} AND syn)`, `bool_or(${side} AND ack)`, `bool_or(${side} AND rst)`)}
			AND bool_or(${side}) AS ${name}_opens,
		bool_or(${side} AND fin) AS ${name}_closes, min(record) FILTER (WHERE ${side} AND rst) AS ${name}_resets`;
}

const endOf = (
	what: string
) => `CASE WHEN first_a THEN src_${what} ELSE dst_${what} END AS a_${what},
		CASE WHEN first_a THEN dst_${what} ELSE src_${what} END AS b_${what}`;

/** With the ends of the first packet, for the two sides, and what the rules of who began read. */
const placed = `SELECT s.*, f.source_id, f.community_id, p.proto, p.src_port AS first_type, byte_offset, byte_length,
		${endOf('ip')}, ${endOf('port')}, first_a AS by_time,
		tcp AS a_told, tcp AS b_told, false AS a_syn, false AS b_syn
	FROM sums AS s JOIN flows AS f USING (flow)
		JOIN packets AS p ON p.source_id = f.source_id AND p.record = s.record`;

const spoken =
	'SELECT proto, a_ip AS src_ip, a_port AS src_port, b_ip AS dst_ip, b_port AS dst_port FROM placed';
/** Connections whose beginning was not seen. */
const unopened = 'tcp AND NOT (a_asks OR b_asks OR a_accepts OR b_accepts)';

/**
 * Who began: who sent SYN, or whom a SYN-ACK answers, else what the flags and the ports of both tell; of datagrams
 * who sent first, unless that came from the port of a service or answers another.
 */
const began = `CASE
	WHEN starts_with(proto, 'icmp') THEN CASE WHEN NOT ${isIcmp('first_type', icmpReplies)} THEN first_a END
	WHEN NOT tcp THEN ${datagramBegan}
	WHEN a_asks <> b_asks THEN a_asks WHEN a_accepts <> b_accepts THEN b_accepts WHEN a_asks THEN first_a
	ELSE ${tcpBegan} END`;

/** Each repeated segment once. */
const segments = `SELECT flow, number, sum(payload) FILTER (WHERE side) AS a_bytes, sum(payload) FILTER (WHERE NOT side) AS b_bytes
	FROM (SELECT DISTINCT flow, number, side, seq, payload FROM cut WHERE tcp AND payload > 0) GROUP BY flow, number`;

/** What one side did, for the originator's and the other's. */
const sideOf = (what: string) => `CASE WHEN from_a THEN a_${what} ELSE b_${what} END AS src_${what},
		CASE WHEN from_a THEN b_${what} ELSE a_${what} END AS dst_${what}`;

const ends = `SELECT e.* EXCLUDE (a_bytes, b_bytes), e.a_bytes + coalesce(g.a_bytes, 0) AS a_bytes,
		e.b_bytes + coalesce(g.b_bytes, 0) AS b_bytes, coalesce(began, first_a) AS from_a
	FROM (SELECT *, ${began} AS began FROM judged) AS e
		LEFT JOIN segments AS g ON e.flow = g.flow AND e.number = g.number`;

const ofSides = 'ip port bytes packets speaks handshaken asks accepts closes resets'.split(' ');
const sided = `SELECT *, ${ofSides.map(sideOf).join(', ')} FROM ends`;

const views = `SELECT source_id, ${seesOneWay('src_handshaken')} AS sees_one_way FROM sided GROUP BY source_id`;

/** A reset counts where it came before the other's, and before both had closed. */
const state = `CASE
	WHEN proto = 'udp' THEN CASE WHEN dst_packets > 0 THEN 'SF' WHEN began IS NOT NULL THEN 'S0' END
	WHEN NOT tcp THEN 'OTH'
	WHEN src_asks AND dst_accepts THEN CASE
		WHEN src_closes AND dst_closes THEN 'SF'
		WHEN src_resets IS NOT NULL AND (dst_resets IS NULL OR src_resets < dst_resets) THEN 'RSTO'
		WHEN dst_resets IS NOT NULL THEN 'RSTR'
		WHEN src_closes THEN 'S2' WHEN dst_closes THEN 'S3' ELSE 'S1' END
	WHEN src_asks THEN CASE
		WHEN dst_resets IS NOT NULL AND (src_resets IS NULL OR dst_resets < src_resets) THEN 'REJ'
		WHEN src_resets IS NOT NULL THEN 'RSTOS0'
		WHEN dst_packets > 0 THEN 'OTH'
		WHEN src_closes THEN 'SH' ELSE 'S0' END
	WHEN dst_accepts THEN CASE
		WHEN dst_resets IS NOT NULL THEN 'RSTRH' WHEN dst_closes THEN 'SHR' ELSE 'OTH' END
	ELSE 'OTH' END`;

/** How long an answer may take: where the capture goes on for less, none is not known to have stayed away. */
const ANSWER_TIME = `INTERVAL '1 second'`;

/** A packet that asks for no answer got none; and of an answer it must be known whose it was. */
const answered = `CASE WHEN began IS NULL THEN NULL
	WHEN starts_with(proto, 'icmp') AND NOT ${isIcmp('first_type', icmpRequests)} THEN NULL
	WHEN dst_speaks THEN true
	WHEN src_handshaken OR (tcp AND NOT src_asks) THEN NULL
	WHEN sees_one_way OR (dst_packets = 0 AND src_resets IS NOT NULL) THEN NULL
	WHEN dst_packets = 0 AND ts + ${ANSWER_TIME} > capture_end THEN NULL
	ELSE false END`;

const derived = `WITH captures AS (${captures}), flows AS MATERIALIZED (${flows}), seen AS (${seen}),
		marked AS MATERIALIZED (${marked}), cut AS MATERIALIZED (${cut}), sums AS (${sums}),
		segments AS (${segments}), placed AS MATERIALIZED (${placed}),
		${judgedSql('placed', peersOf(spoken, endsOf(`placed WHERE ${unopened}`)))},
		ends AS (${ends}), sided AS MATERIALIZED (${sided}), views AS (${views})
	SELECT ts, src_ip, src_port, dst_ip, dst_port, proto, community_id, source_id, record, byte_offset, byte_length,
		end_ts, date_diff('microsecond', ts, end_ts) / 1000000 AS duration, ${state} AS conn_state,
		src_bytes::BIGINT AS src_bytes, dst_bytes::BIGINT AS dst_bytes, src_packets, dst_packets,
		${answered} AS answered, CASE WHEN began IS NULL THEN true END AS undirected
	FROM sided JOIN captures USING (source_id) JOIN views USING (source_id) ORDER BY source_id, record`;
