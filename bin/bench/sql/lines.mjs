import { linesOf } from './text.mjs';

const place = `'0123456789ab' AS source_id, row_number() OVER () AS record`;

/** Cuts each line by one pattern whose groups are named; `raw` holds the texts. */
function cut(path, pattern, names) {
	const list = names.map((name) => `'${name}'`).join(', ');
	return `CREATE TABLE raw AS SELECT unnest(parts) FROM (
		SELECT regexp_extract(line, '${pattern}', [${list}]) AS parts FROM ${linesOf(path)})`;
}

const firewallNames = [
	'time', 'device', 'prefix', 'in', 'out', 'mac', 'src', 'dst', 'len', 'tos', 'prec', 'ttl', 'id',
	'proto', 'spt', 'dpt', 'rest'
]; // prettier-ignore
const firewallPattern = [
	'^(\\w+ +\\d+ [\\d:]+) (\\S+) kernel: \\[[ \\d.]+\\] (.*?) ?IN=(\\S*) OUT=(\\S*) MAC=(\\S*) SRC=(\\S+) DST=(\\S+)',
	' LEN=(\\d+) TOS=(\\S+) PREC=(\\S+) TTL=(\\d+) ID=(\\d+) (?:DF )?PROTO=(\\S+) SPT=(\\d+) DPT=(\\d+) (.*)$'
].join(''); // prettier-ignore

/**
 * Lines of netfilter, cut by a regular expression.
 * @param id as for `zeekSql`
 */
export function firewallSql(path, id) {
	return [
		cut(path, firewallPattern, firewallNames),
		`CREATE TABLE firewall AS SELECT strptime('2024 ' || "time", '%Y %b %d %H:%M:%S') AS ts, src AS src_ip,
			spt::INTEGER AS src_port, dst AS dst_ip, dpt::INTEGER AS dst_port, lower(proto) AS proto, device,
			"in" AS interface, CASE WHEN "out" = '' THEN 'in' ELSE 'forward' END AS direction,
			CASE WHEN prefix LIKE '%BLOCK%' THEN 'deny' WHEN prefix LIKE '%DROP%' THEN 'drop'
				WHEN prefix LIKE '%ALLOW%' THEN 'allow' END AS action, prefix AS rule,
			CASE WHEN rest LIKE '% SYN %' THEN 'SYN' END AS tcp_flags, len::BIGINT AS bytes, ${place}
			${id('src, spt::INTEGER, dst, dpt::INTEGER, lower(proto)')}
		FROM raw WHERE src <> ''`,
		'SELECT count(*) FROM firewall'
	];
}

const webNames = [
	'client',
	'ident',
	'user',
	'time',
	'method',
	'url',
	'status',
	'bytes',
	'referer',
	'agent'
];
const webPattern =
	'^(\\S+) (\\S+) (\\S+) \\[([^]]+)\\] "(\\S+) (\\S+)[^"]*" (\\d+) (\\S+) "([^"]*)" "((?:[^"\\\\]|\\\\.)*)"';

/** Lines of the combined format, cut by a regular expression; they have no second endpoint, and so no Community ID. */
export function webSql(path) {
	return [
		cut(path, webPattern, webNames),
		`CREATE TABLE web AS SELECT strptime("time", '%d/%b/%Y:%H:%M:%S %z')::TIMESTAMP AS ts, client AS src_ip,
			method, url, split_part(url, '?', 1) AS path, nullif(split_part(url, '?', 2), '') AS query,
			status::INTEGER AS status, TRY_CAST(nullif(bytes, '-') AS BIGINT) AS bytes,
			nullif(agent, '-') AS user_agent, nullif(referer, '-') AS referer, nullif("user", '-') AS "user",
			${place} FROM raw WHERE client <> ''`,
		'SELECT count(*) FROM web'
	];
}
