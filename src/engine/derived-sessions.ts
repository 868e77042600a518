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
		`DELETE FROM sessions WHERE source_id IN (SELECT DISTINCT source_id FROM packets);
		INSERT INTO sessions BY NAME ${derived}`
	);
}

const has = (flag: string) => `list_contains(flags, '${flag}')`;

const captures = `SELECT source_id FROM packets GROUP BY source_id
	HAVING NOT EXISTS (SELECT 1 FROM sessions AS s WHERE s.ts <= max(packets.ts) AND coalesce(s.end_ts, s.ts) >= min(packets.ts))`;

/** Bits that are not packets of a flow (ARP, fragments behind the first) have no Community ID. */
const seen = `SELECT *, coalesce(string_split(tcp_flags, ','), []) AS flags FROM packets
	WHERE community_id IS NOT NULL AND ts IS NOT NULL AND source_id IN (FROM captures)`;

const cut = `SELECT *, count(*) FILTER (WHERE begins) OVER flow AS number FROM (
		SELECT *, coalesce(ts - lag(ts) OVER flow > CASE proto WHEN 'tcp' THEN INTERVAL '5 minutes' ELSE INTERVAL '1 minute' END
			OR (${has('SYN')} AND NOT ${has('ACK')} AND ts - lag(ts) OVER flow > INTERVAL '5 seconds'
				AND list_has_any(lag(flags) OVER flow, ['RST', 'FIN'])), false) AS begins
		FROM seen WINDOW flow AS (PARTITION BY source_id, community_id ORDER BY record))
	WINDOW flow AS (PARTITION BY source_id, community_id ORDER BY record)`;

const turned = `${has('SYN')} AND ${has('ACK')}`;

const heads = `SELECT source_id, community_id, number, min(record) AS record, any_value(proto) AS proto,
		min(ts) AS ts, max(ts) AS end_ts,
		arg_min(byte_offset, record) AS byte_offset, arg_min(byte_length, record) AS byte_length,
		arg_min(CASE WHEN ${turned} THEN dst_ip ELSE src_ip END, record) AS src_ip,
		arg_min(CASE WHEN ${turned} THEN src_ip ELSE dst_ip END, record) AS dst_ip,
		arg_min(CASE WHEN ${turned} THEN dst_port ELSE src_port END, record) AS src_port,
		arg_min(CASE WHEN ${turned} THEN src_port ELSE dst_port END, record) AS dst_port
	FROM cut GROUP BY source_id, community_id, number`;

const sides = `SELECT c.source_id, c.community_id, c.number, c.record, c.flags, c.seq, c.payload_length, c.proto,
		c.src_ip = h.src_ip AND (c.proto <> 'tcp' AND c.proto <> 'udp' OR c.src_port IS NOT DISTINCT FROM h.src_port) AS forth,
		c.proto = 'tcp' AND count(*) OVER (PARTITION BY c.source_id, c.community_id, c.number, c.src_ip, c.src_port, c.seq, c.payload_length
			ORDER BY c.record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 0 AS again
	FROM cut AS c JOIN heads AS h USING (source_id, community_id, number)`;

const sums = `SELECT source_id, community_id, number,
		count(*) FILTER (WHERE forth) AS src_packets, count(*) FILTER (WHERE NOT forth) AS dst_packets,
		coalesce(sum(payload_length) FILTER (WHERE forth AND NOT again), 0)::BIGINT AS src_bytes,
		coalesce(sum(payload_length) FILTER (WHERE NOT forth AND NOT again), 0)::BIGINT AS dst_bytes,
		coalesce(bool_or(NOT forth AND NOT ${has('RST')}), false) AS answered,
		coalesce(bool_or(forth AND ${has('SYN')} AND NOT ${has('ACK')}), false) AS asked,
		coalesce(bool_or(NOT forth AND ${has('SYN')} AND ${has('ACK')}), false) AS accepted,
		coalesce(bool_or(forth AND ${has('FIN')}), false) AS src_closed,
		coalesce(bool_or(NOT forth AND ${has('FIN')}), false) AS dst_closed,
		min(record) FILTER (WHERE forth AND ${has('RST')}) AS src_reset,
		min(record) FILTER (WHERE NOT forth AND ${has('RST')}) AS dst_reset
	FROM sides GROUP BY source_id, community_id, number`;

/** A reset counts where it came before the other's, and before both had closed. */
const state = `CASE
	WHEN proto = 'udp' THEN CASE WHEN dst_packets = 0 THEN 'S0' ELSE 'SF' END
	WHEN proto <> 'tcp' THEN 'OTH'
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

const derived = `WITH captures AS (${captures}), seen AS (${seen}), cut AS (${cut}), heads AS (${heads}),
		sides AS (${sides}), sums AS (${sums})
	SELECT h.ts, h.src_ip, h.src_port, h.dst_ip, h.dst_port, h.proto, community_id, source_id, h.record,
		h.byte_offset, h.byte_length, h.end_ts, date_diff('microsecond', h.ts, h.end_ts) / 1000000 AS duration,
		${state} AS conn_state, s.src_bytes, s.dst_bytes, s.src_packets, s.dst_packets,
		CASE WHEN starts_with(h.proto, 'icmp') THEN NULL ELSE s.answered END AS answered
	FROM heads AS h JOIN sums AS s USING (source_id, community_id, number)
	ORDER BY source_id, record`;
