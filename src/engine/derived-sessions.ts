import type { Connection } from './engine.ts';

/**
 * Derives `sessions` from the packets of captures, where no other source tells of sessions in the time of the
 * capture: a session log of a sensor knows more, and both together would count everything twice. A derived
 * row stands at its first packet. Works them all out anew.
 *
 * A session is the packets of one Community ID with no silence longer than five minutes (TCP) or one minute
 * (others) between them; a TCP flow that was closed and is opened again more than five seconds later is a new
 * one. `conn_state` has Zeek's words (base/protocols/conn): the originator is who sent the first packet, or to
 * whom it went where that is a SYN-ACK. Bytes are payload, each repeated TCP segment once.
 */
export async function deriveSessions(connection: Connection): Promise<void> {
	await connection.query(
		`DELETE FROM sessions WHERE source_id IN (SELECT DISTINCT source_id FROM packets)`
	);
	// To plan the rest takes a tenth of a second, and most captures come with the log of a sensor.
	const { rows } = await connection.query(`SELECT count(*) FROM (${captures})`);
	if (Number(rows[0]![0]) === 0) return;
	await connection.query(`INSERT INTO sessions BY NAME ${derived}`);
}

const captures = `SELECT source_id FROM packets GROUP BY source_id
	HAVING NOT EXISTS (SELECT 1 FROM sessions AS s WHERE s.ts <= max(packets.ts) AND coalesce(s.end_ts, s.ts) >= min(packets.ts))`;

/** Bits that are not packets of a flow (ARP, fragments behind the first) have no Community ID. */
const own = `FROM packets WHERE community_id IS NOT NULL AND ts IS NOT NULL AND source_id IN (FROM captures)`;

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

/** Sums of either side: a_ of the lower one, b_ of the other. */
const sums = `SELECT flow, number, min(record) AS record, any_value(tcp) AS tcp, min(ts) AS ts, max(ts) AS end_ts,
		arg_min(side <> (syn AND ack), record) AS from_a,
		count(*) FILTER (WHERE side) AS a_packets, count(*) FILTER (WHERE NOT side) AS b_packets,
		coalesce(sum(payload) FILTER (WHERE side AND NOT tcp), 0) AS a_bytes,
		coalesce(sum(payload) FILTER (WHERE NOT side AND NOT tcp), 0) AS b_bytes,
		bool_or(side AND NOT rst) AS a_speaks, bool_or(NOT side AND NOT rst) AS b_speaks,
		bool_or(side AND syn AND NOT ack) AS a_asks, bool_or(NOT side AND syn AND NOT ack) AS b_asks,
		bool_or(side AND syn AND ack) AS a_accepts, bool_or(NOT side AND syn AND ack) AS b_accepts,
		bool_or(side AND fin) AS a_closes, bool_or(NOT side AND fin) AS b_closes,
		min(record) FILTER (WHERE side AND rst) AS a_resets, min(record) FILTER (WHERE NOT side AND rst) AS b_resets
	FROM cut GROUP BY flow, number`;

/** Each repeated segment once. */
const segments = `SELECT flow, number, sum(payload) FILTER (WHERE side) AS a_bytes, sum(payload) FILTER (WHERE NOT side) AS b_bytes
	FROM (SELECT DISTINCT flow, number, side, seq, payload FROM cut WHERE tcp AND payload > 0) GROUP BY flow, number`;

/** What one side did, for the originator's and the other's: whose is which tells the first packet. */
const sideOf = (what: string) => ({
	src: `CASE WHEN from_a THEN a_${what} ELSE b_${what} END`,
	dst: `CASE WHEN from_a THEN b_${what} ELSE a_${what} END`
});

const ends = `SELECT s.flow, s.number, record, tcp, ts, end_ts,
		${sideOf('packets').src} AS src_packets, ${sideOf('packets').dst} AS dst_packets,
		${sideOf('speaks').dst} AS answered, ${sideOf('asks').src} AS asked, ${sideOf('accepts').dst} AS accepted,
		${sideOf('closes').src} AS src_closed, ${sideOf('closes').dst} AS dst_closed,
		${sideOf('resets').src} AS src_reset, ${sideOf('resets').dst} AS dst_reset,
		s.a_bytes + coalesce(g.a_bytes, 0) AS all_a, s.b_bytes + coalesce(g.b_bytes, 0) AS all_b, from_a
	FROM sums AS s LEFT JOIN segments AS g ON s.flow = g.flow AND s.number = g.number`;

/** A reset counts where it came before the other's, and before both had closed. */
const state = `CASE
	WHEN p.proto = 'udp' THEN CASE WHEN dst_packets = 0 THEN 'S0' ELSE 'SF' END
	WHEN NOT tcp THEN 'OTH'
	WHEN asked AND accepted THEN CASE
		WHEN src_closed AND dst_closed THEN 'SF'
		WHEN src_reset IS NOT NULL AND (dst_reset IS NULL OR src_reset < dst_reset) THEN 'RSTO'
		WHEN dst_reset IS NOT NULL THEN 'RSTR'
		WHEN src_closed THEN 'S2' WHEN dst_closed THEN 'S3' ELSE 'S1' END
	WHEN asked THEN CASE
		WHEN dst_reset IS NOT NULL AND (src_reset IS NULL OR dst_reset < src_reset) THEN 'REJ'
		WHEN src_reset IS NOT NULL THEN 'RSTOS0'
		WHEN dst_packets > 0 THEN 'OTH'
		WHEN src_closed THEN 'SH' ELSE 'S0' END
	WHEN accepted THEN CASE
		WHEN dst_reset IS NOT NULL THEN 'RSTRH' WHEN dst_closed THEN 'SHR' ELSE 'OTH' END
	ELSE 'OTH' END`;

/** A first packet that accepts was sent by the one that was asked. */
const turned = `coalesce(contains(tcp_flags, 'SYN') AND contains(tcp_flags, 'ACK'), false)`;

const derived = `WITH captures AS (${captures}), flows AS MATERIALIZED (${flows}), seen AS (${seen}),
		marked AS MATERIALIZED (${marked}), cut AS MATERIALIZED (${cut}), sums AS (${sums}),
		segments AS (${segments}), ends AS (${ends})
	SELECT e.ts, CASE WHEN ${turned} THEN dst_ip ELSE src_ip END AS src_ip,
		CASE WHEN ${turned} THEN dst_port ELSE src_port END AS src_port,
		CASE WHEN ${turned} THEN src_ip ELSE dst_ip END AS dst_ip,
		CASE WHEN ${turned} THEN src_port ELSE dst_port END AS dst_port,
		p.proto, f.community_id, f.source_id, e.record, byte_offset, byte_length, e.end_ts,
		date_diff('microsecond', e.ts, e.end_ts) / 1000000 AS duration, ${state} AS conn_state,
		(CASE WHEN from_a THEN all_a ELSE all_b END)::BIGINT AS src_bytes,
		(CASE WHEN from_a THEN all_b ELSE all_a END)::BIGINT AS dst_bytes, src_packets, dst_packets,
		CASE WHEN starts_with(p.proto, 'icmp') THEN NULL ELSE answered END AS answered
	FROM ends AS e JOIN flows AS f ON e.flow = f.flow
		JOIN packets AS p ON p.source_id = f.source_id AND p.record = e.record
	ORDER BY f.source_id, e.record`;
