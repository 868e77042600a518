import type { Connection } from '../duckdb/engine.ts';
import { icmpReplies } from '#lib/icmp.ts';
import { opensTcp, overIcmp, resetsTcp } from './halves.ts';
import { endsOf, peersOf, spokenIn } from './peers.ts';
import { literal } from '../sql/sql.ts';
import { datagramBegan, isIcmp, judgedSql } from './who-began.ts';

/**
 * Finds out who began the sessions that one record tells of and that their reader left `undirected`, and turns those
 * that the destination began; then marks the halves without another whose sender may be the one that replied. What
 * stays `undirected` keeps no `answered`. Needs the halves of the source to be paired. Depends on this source alone.
 * @returns how many sessions of the source are undirected
 */
export async function tellDirections(connection: Connection, sourceId: string): Promise<number> {
	const own = `source_id = ${literal(sourceId)}`;
	const open = await countOf(connection, `${own} AND (undirected OR one_way)`);
	if (open === 0) return 0;
	await connection.query(`CREATE TEMP TABLE told AS ${toldSql(own)};
		${turn(own)};
		UPDATE sessions SET undirected = NULL FROM told
			WHERE ${own} AND sessions.record = told.record AND NOT one_way AND began IS NOT NULL;
		UPDATE sessions SET undirected = true FROM told
			WHERE ${own} AND sessions.record = told.record AND one_way AND NOT coalesce(began, false);
		UPDATE sessions SET answered = NULL WHERE ${own} AND undirected AND answered IS NOT NULL;
		DROP TABLE told`);
	return countOf(connection, `${own} AND undirected`);
}

async function countOf(connection: Connection, where: string): Promise<number> {
	const { rows } = await connection.query(`SELECT count(*) FROM sessions WHERE ${where}`);
	return Number(rows[0]![0]);
}

/**
 * What the one record says: `a` is its source. A packet that bears SYN alone began; a reset that refused did not.
 * The flags of such a record are those of its source, where they are told.
 */
const openSql = (own: string) => `SELECT record, proto, one_way, conn_state, tcp_flags,
		src_ip AS a_ip, src_port AS a_port, dst_ip AS b_ip, dst_port AS b_port,
		CASE WHEN one_way THEN true END AS by_time
	FROM sessions WHERE ${own} AND (one_way OR (undirected AND reply_record IS NULL))`;

/**
 * Of a half without another, its sender is who sent first. It is never turned: nobody saw the other side. Of a flow
 * of both directions the record tells no order.
 */
const began = `CASE WHEN ${overIcmp} THEN CASE WHEN one_way THEN NOT ${isIcmp('a_port', icmpReplies)} END
	WHEN proto <> 'tcp' THEN ${datagramBegan}
	WHEN ${opensTcp} THEN true
	WHEN ${resetsTcp} AND (one_way OR conn_state = 'REJ') THEN false ELSE by_ports END`;

function toldSql(own: string): string {
	return `WITH open AS (${openSql(own)}), ${judgedSql('open', peersOf(spokenIn(own), endsOf('open')))}
		SELECT record, ${began} AS began FROM judged`;
}

/** Whatever is of the source becomes that of the destination; the flags of the other side are not known. */
function turn(own: string): string {
	const swapped = ['ip', 'port', 'bytes', 'packets'].flatMap((what) => [
		`src_${what} = dst_${what}`,
		`dst_${what} = src_${what}`
	]);
	return `UPDATE sessions SET ${swapped.join(', ')}, tcp_flags = NULL FROM told
		WHERE ${own} AND sessions.record = told.record AND NOT one_way AND began = false`;
}
