import { servicePorts } from '#lib/services.ts';

/**
 * Who began a session, worked out in SQL from what is known of its two sides, `a` and `b`. Each expression is true
 * where a began, false where b did, and null where it does not tell. They read the columns that {@link judgedSql}
 * adds to:
 *
 * - `proto`, `a_ip`, `a_port`, `b_ip`, `b_port`
 * - `by_time`: whether a was the first to send; null where both were, or where that is not known
 * - `a_told`, `b_told`: whether TCP flags of that side are known; `a_syn`, `b_syn`: whether SYN was among them;
 *   `a_opens`, `b_opens`: whether some of them are such as {@link opens}
 */

const known = [...servicePorts].sort((one, other) => one - other).join(', ');

/** From this port, and from no other below 1024, servers begin: active FTP sends its data from there. */
const FTP_DATA = 20;

/** How much a port looks like that of a service: 3 and 2 by its name, 1 by being below 1024. */
function rankOf(port: string): string {
	return `CASE WHEN ${port} = ${FTP_DATA} THEN -1 WHEN ${port} IN (${known}) THEN CASE WHEN ${port} < 1024 THEN 3 ELSE 2 END
		WHEN ${port} < 1024 THEN 1 WHEN ${port} IS NOT NULL THEN 0 END`;
}

/** A service is spoken to from many ends, one of its clients speaks to few: three times as many tell. */
const byPeers = `CASE WHEN ${FTP_DATA} IN (a_port, b_port) THEN NULL
	WHEN b.peers >= 3 * a.peers THEN true WHEN a.peers >= 3 * b.peers THEN false END`;

/**
 * The relation `judged`: a relation of sides with what their ports tell, by name and by how many ends each was seen
 * to speak with. Where a port with a name contradicts what recurs, they tell nothing.
 * @param peers a query as `peersOf` makes it
 */
export function judgedSql(sides: string, peers: string): string {
	return `peers AS (${peers}),
	ranked AS (SELECT s.*, ${rankOf('a_port')} AS a_rank, ${rankOf('b_port')} AS b_rank, ${byPeers} AS by_peers
		FROM ${sides} AS s
			LEFT JOIN peers AS a ON a.proto = s.proto AND a.ip = a_ip AND a.port = a_port
			LEFT JOIN peers AS b ON b.proto = s.proto AND b.ip = b_ip AND b.port = b_port),
	named AS (SELECT *, nullif(a_rank, b_rank) < b_rank AS by_rank,
			greatest(a_rank, b_rank) >= 2 AND least(a_rank, b_rank) = 0 AS is_named FROM ranked),
	judged AS (SELECT *, CASE WHEN is_named AND by_peers <> by_rank THEN NULL
		ELSE coalesce(by_peers, by_rank) END AS by_ports FROM named)`;
}

/** SYN, or FIN and the like, without any ACK: so does nobody send but who begins. A reset alone answers. */
export function opens(syn: string, ack: string, rst: string): string {
	return `(NOT ${ack} AND (${syn} OR NOT ${rst}))`;
}

/**
 * Who began an exchange over UDP and the like: who sent first, unless that came from the port of a service; where
 * both sent at one moment, what the ports tell.
 */
export const datagramBegan = `CASE WHEN by_time IS NULL THEN by_ports
	WHEN is_named AND by_rank <> by_time THEN NULL ELSE by_time END`;

/**
 * Who began a TCP connection, from the flags that each side was seen to set. They are sums: who was accepted has
 * set SYN and ACK as well as who accepted. Of a connection whose beginning was not seen, the first packet tells
 * nothing.
 */
export const tcpBegan = `coalesce(nullif(coalesce(a_opens, false), coalesce(b_opens, false)),
	CASE WHEN a_syn AND b_syn THEN by_time END,
	CASE WHEN a_told OR b_told THEN by_ports ELSE ${datagramBegan} END)`;

/** Whether a message of ICMP of this type is one of those. */
export function isIcmp(type: string, ...those: ReadonlySet<number>[]): string {
	return `coalesce(${type} IN (${those.flatMap((types) => [...types]).join(', ')}), false)`;
}
