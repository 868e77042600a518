import { countText } from '#lib/format-number.ts';
import type { Connection } from '../duckdb/engine.ts';
import { literal } from '../sql/sql.ts';

/**
 * Whether the sessions of one source, as rows with `src_packets` and `dst_packets`, are such as a sensor tells that
 * sees one way alone: none has packets of both sides, and some follow an answer that was not seen, or are of the
 * responder. An aggregate.
 * @param followsAnswer which rows have packets of the originator that follow what was not seen
 */
export function seesOneWay(followsAnswer: string): string {
	return `(NOT bool_or(coalesce(src_packets > 0 AND dst_packets > 0, false))
		AND bool_or(coalesce((${followsAnswer} AND dst_packets = 0) OR (src_packets = 0 AND dst_packets > 0), false)))`;
}

/** Readers leave it empty where the packets of the originator alone tell of a handshake. */
const followsAnswer = `proto = 'tcp' AND src_packets > 0 AND answered IS NULL AND undirected IS NULL`;

/**
 * Leaves `answered` empty where it is false in a source whose sensor saw one way alone: of no session of such a sensor
 * can be told that nobody answered. Depends on this source alone.
 * @returns of how many sessions
 */
export async function doubtUnanswered(connection: Connection, sourceId: string): Promise<number> {
	const own = `source_id = ${literal(sourceId)}`;
	const doubted = `${own} AND answered = false AND (SELECT ${seesOneWay(followsAnswer)} FROM sessions WHERE ${own})`;
	const { rows } = await connection.query(`SELECT count(*) FROM sessions WHERE ${doubted}`);
	const count = Number(rows[0]![0]);
	if (count > 0) await connection.query(`UPDATE sessions SET answered = NULL WHERE ${doubted}`);
	return count;
}

/** The sentence for the receipt. */
export function doubtNote(sessions: number): string {
	return `none of its sessions has packets of both sides, and packets of some follow an answer: it saw one way, and answered is left empty for ${countText(sessions, 'session')} without an answer`;
}
