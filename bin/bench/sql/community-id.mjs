/** The four bytes of an IPv4 address in hexadecimal digits; null for any other. */
const hexOf = (address) => `CASE WHEN contains(${address}, ':') THEN NULL ELSE
	format('{:02x}{:02x}{:02x}{:02x}', ${[1, 2, 3, 4]
		.map((part) => `split_part(${address}, '.', ${part})::INTEGER`)
		.join(', ')}) END`;

/**
 * Community ID version 1 of flows of TCP and UDP over IPv4, which is nearly all of what the inputs hold; null for
 * any other. DuckDB knows SHA-1 and base64, and so can come to the same column as the page.
 */
export const communityIdMacros = [
	`CREATE MACRO id_of(low, high, low_port, high_port, proto) AS '1:' || to_base64(unhex(sha1(unhex(
		'0000' || low || high || CASE proto WHEN 'tcp' THEN '0600' WHEN 'udp' THEN '1100' END ||
		format('{:04x}{:04x}', low_port, high_port)))))`,
	`CREATE MACRO id_of_hex(a, a_port, b, b_port, proto) AS CASE WHEN (a, a_port) < (b, b_port)
		THEN id_of(a, b, a_port, b_port, proto) ELSE id_of(b, a, b_port, a_port, proto) END`,
	`CREATE MACRO community_id(a, a_port, b, b_port, proto) AS
		id_of_hex(${hexOf('a')}, a_port, ${hexOf('b')}, b_port, proto)`
];
