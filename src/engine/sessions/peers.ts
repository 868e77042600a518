/**
 * A query of how many other ends each end of some sessions was seen to speak with: `proto`, `ip`, `port`,
 * `peers`. An end is an address with a port.
 * @param sessions a query or relation with `proto`, `src_ip`, `src_port`, `dst_ip`, `dst_port`
 * @param asked a query of the ends that are wanted: `proto`, `ip`, `port`
 */
export function peersOf(sessions: string, asked: string): string {
	const end = (own: string, other: string) => `SELECT s.proto, ${own}_ip AS ip, ${own}_port AS port,
			hash(${other}_ip, ${other}_port) AS peer
		FROM (${sessions}) AS s SEMI JOIN asked
			ON asked.proto = s.proto AND asked.ip = ${own}_ip AND asked.port = ${own}_port`;
	return `WITH asked AS (SELECT DISTINCT proto, ip, port FROM (${asked}))
		SELECT proto, ip, port, count(DISTINCT peer) AS peers
		FROM (${end('src', 'dst')} UNION ALL ${end('dst', 'src')}) GROUP BY ALL`;
}

/** The ends of sessions that are in the database. */
export function spokenIn(own: string): string {
	return `SELECT proto, src_ip, src_port, dst_ip, dst_port FROM sessions WHERE ${own}`;
}

/** Both ends of what a relation of sides tells of, to be asked for. */
export function endsOf(sides: string): string {
	return `SELECT proto, a_ip AS ip, a_port AS port FROM ${sides} UNION ALL SELECT proto, b_ip, b_port FROM ${sides}`;
}
