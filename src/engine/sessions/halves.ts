import { icmpRequests, icmpSolicitations } from '#lib/icmp.ts';
import { endsOf, peersOf, spokenIn } from './peers.ts';
import { datagramBegan, isIcmp, judgedSql, opens, tcpBegan } from './who-began.ts';

/** A half that begins later than this after the other, and after its end, is of another conversation. */
export const CLOSE = "INTERVAL '1 minute'";

export const overIcmp = "starts_with(proto, 'icmp')";
const has = (flag: string) => `contains(tcp_flags, '${flag}')`;
/** Of the flags of a flow of one direction; null where none is told. */
export const opensTcp = opens(has('SYN'), has('ACK'), has('RST'));
export const resetsTcp = `(${has('RST')} AND NOT ${has('SYN')})`;

/**
 * A query of the halves of flows that were seen in both directions, by conversation: `side` is true for one of the
 * two senders, always the same.
 * @param own which rows of `sessions` are meant
 */
export function halvesSql(own: string): string {
	return `WITH own AS (SELECT record, community_id, ts, greatest(coalesce(end_ts, ts), ts) AS until,
			src_ip || CASE WHEN ${overIcmp} OR src_port IS NULL THEN '' ELSE ' ' || src_port END AS sender
		FROM sessions WHERE ${own} AND one_way AND community_id IS NOT NULL AND ts IS NOT NULL),
	both_ways AS (SELECT own.*, sender = lower AS side FROM own JOIN (
		SELECT community_id, min(sender) AS lower FROM own GROUP BY community_id HAVING min(sender) <> max(sender))
		USING (community_id)),
	cut AS (SELECT *, coalesce(ts - ${CLOSE} > max(until) OVER (PARTITION BY community_id ORDER BY ts, record
			ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), false) AS begins FROM both_ways)
	SELECT record, community_id, side, ts, until, count(*) FILTER (WHERE begins) OVER (
		PARTITION BY community_id ORDER BY ts, record ROWS UNBOUNDED PRECEDING) AS conversation FROM cut`;
}

/** What is known of one side of a conversation, from all of its halves. */
function sideSql(name: string, filter: string): string {
	return `min(ts) FILTER (${filter}) AS ${name}_ts, any_value(src_ip) FILTER (${filter}) AS ${name}_ip,
		any_value(src_port) FILTER (${filter}) AS ${name}_port,
		coalesce(bool_or(tcp_flags IS NOT NULL) FILTER (${filter}), false) AS ${name}_told,
		coalesce(bool_or(${has('SYN')}) FILTER (${filter}), false) AS ${name}_syn,
		bool_or(${opensTcp}) FILTER (${filter}) AS ${name}_opens,
		bool_or(${isIcmp('src_port', icmpRequests, icmpSolicitations)}) FILTER (${filter}) AS ${name}_asks`;
}

/**
 * A query of who began the conversation that each half on side `true` belongs to: `began` is whether that side did,
 * null where nothing tells. Reads the table `halves`.
 */
export function sidesSql(own: string): string {
	return `WITH sides AS (SELECT community_id, conversation, any_value(proto) AS proto,
			${sideSql('a', 'WHERE side')}, ${sideSql('b', 'WHERE NOT side')}
		FROM (SELECT halves.community_id, conversation, side, halves.ts, proto, src_ip, src_port, tcp_flags
			FROM halves JOIN (FROM sessions WHERE ${own}) AS s USING (record))
		GROUP BY community_id, conversation),
	timed AS (SELECT *, nullif(a_ts, b_ts) < b_ts AS by_time FROM sides),
	${judgedSql('timed', peersOf(spokenIn(own), endsOf('sides')))}
	SELECT record, CASE WHEN ${overIcmp} THEN CASE WHEN a_asks <> b_asks THEN a_asks ELSE by_time END
		WHEN proto = 'tcp' THEN ${tcpBegan} ELSE ${datagramBegan} END AS began
	FROM judged JOIN halves USING (community_id, conversation) WHERE side`;
}
