import { rowObjects, type Connection } from '#engine/duckdb/engine.ts';
import type { TimeRange } from '#lib/time-range.ts';
import type { CoveragePiece } from './result.ts';

/** Speakers of one table that are told apart, beside those that the listed alerts are about. */
const TOLD_APART = 200;

/**
 * What the sources can speak for. Of a table with very many speakers the busiest are told apart, and whom an alert
 * of the list is about; the stretches of all others are one speaker's.
 * @param listed how many alerts the list has, from the first
 */
export async function coveragePieces(
	connection: Connection,
	listed: number
): Promise<CoveragePiece[]> {
	const result = await connection.query(
		`WITH busy AS (
			SELECT table_name, speaker FROM coverage GROUP BY table_name, speaker
			QUALIFY row_number() OVER (PARTITION BY table_name ORDER BY sum(records) DESC, speaker) <= ${TOLD_APART}
				OR speaker IN (SELECT dst_ip FROM (FROM alerts ORDER BY ts NULLS LAST, alert_id LIMIT ${listed}))
		), rest AS (
			SELECT c.* FROM coverage AS c ANTI JOIN busy AS b
				ON c.table_name = b.table_name AND c.speaker IS NOT DISTINCT FROM b.speaker
		), begun AS (
			SELECT *, coalesce(from_ts > max(to_ts) OVER (PARTITION BY table_name ORDER BY from_ts, to_ts
				ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS begins FROM rest
		), stretches AS (
			SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY table_name ORDER BY from_ts, to_ts
				ROWS UNBOUNDED PRECEDING) AS stretch FROM begun
		)
		SELECT table_name AS "table", speaker, 0 AS others, from_ts AS "from", to_ts AS "to", records::INTEGER AS records,
			epoch(bound) / 60 AS bound, origin
		FROM coverage AS c SEMI JOIN busy AS b
			ON c.table_name = b.table_name AND c.speaker IS NOT DISTINCT FROM b.speaker
		UNION ALL
		SELECT table_name, NULL, (SELECT count(DISTINCT speaker) FROM rest AS r WHERE r.table_name = s.table_name)::INTEGER,
			min(from_ts), max(to_ts), sum(records)::INTEGER, epoch(max(bound)) / 60, min(origin)
		FROM stretches AS s GROUP BY table_name, stretch
		ORDER BY "table", others, speaker, "from"`
	);
	const pieces = rowObjects(result) as unknown as CoveragePiece[];
	return withoutLost(pieces, await lostTimes(connection));
}

/** A time of which a source says itself that records are missing. */
interface LostTime extends TimeRange {
	table: string;
	speaker: string | null;
}

async function lostTimes(connection: Connection): Promise<LostTime[]> {
	const result = await connection.query(
		`SELECT DISTINCT table_name AS "table", speaker, from_ts AS "from", to_ts AS "to"
		FROM uncovered WHERE lost IS NOT NULL AND isfinite(from_ts) AND isfinite(to_ts) ORDER BY "table", speaker, "from"`
	);
	return rowObjects(result) as unknown as LostTime[];
}

/** The pieces of speakers told apart, with what is lost of their time cut out; each record counts once. */
function withoutLost(pieces: readonly CoveragePiece[], lost: readonly LostTime[]): CoveragePiece[] {
	return pieces.flatMap((piece) => {
		const own = lost.filter(
			({ table, speaker }) => table === piece.table && speaker === piece.speaker
		);
		return piece.others > 0 ? [piece] : own.reduce(cut, [piece]);
	});
}

function cut(pieces: CoveragePiece[], lost: TimeRange): CoveragePiece[] {
	return pieces.flatMap((piece) => {
		const { from, to } = piece;
		if (from === null || to === null || lost.to <= from || lost.from >= to) return [piece];
		const before = lost.from > from ? [{ ...piece, to: lost.from }] : [];
		const records = before.length > 0 ? 0 : piece.records;
		const behind = lost.to < to ? [{ ...piece, from: lost.to, records }] : [];
		return [...before, ...behind];
	});
}
