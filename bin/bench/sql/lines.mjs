import { linesOf } from './text.mjs';

/**
 * Cuts each line by one pattern whose groups are named. `records` holds the texts, with where each line stands in
 * the file; those of a line that the pattern does not fit are empty. Where a line begins is summed up behind the
 * cutting, for a sum that runs is worked out by one thread.
 */
function cut(path, pattern, names) {
	const list = names.map((name) => `'${name}'`).join(', ');
	return [
		`CREATE TABLE raw AS SELECT byte_length, unnest(parts) FROM (SELECT strlen(line) AS byte_length,
			regexp_extract(line, '${pattern}', [${list}]) AS parts FROM ${linesOf(path)})`,
		`CREATE VIEW records AS SELECT *, row_number() OVER () AS record,
			sum(byte_length + 1) OVER (ROWS UNBOUNDED PRECEDING) - byte_length - 1 AS byte_offset FROM raw`
	];
}

/** The columns that say where a row comes from. */
function placeIn(sourceId) {
	return `'${sourceId}' AS source_id, record, byte_offset::BIGINT AS byte_offset,
		byte_length::INTEGER AS byte_length`;
}

/** What a server has escaped taken back, and null for the dash that stands for nothing. */
function sent(column) {
	return `nullif(CASE WHEN contains(${column}, '\\')
		THEN regexp_replace(${column}, '\\\\(["\\\\])', '\\1', 'g') ELSE ${column} END, '-')`;
}

const firewallNames = [
	'time', 'device', 'prefix', 'in', 'out', 'mac', 'src', 'dst', 'len', 'tos', 'prec', 'ttl', 'id',
	'proto', 'spt', 'dpt', 'rest'
]; // prettier-ignore
const firewallPattern = [
	'^(\\w+ +\\d+ [\\d:]+) (\\S+) kernel: \\[[ \\d.]+\\] (.*?) ?IN=(\\S*) OUT=(\\S*) MAC=(\\S*) SRC=(\\S+) DST=(\\S+)',
	' LEN=(\\d+) TOS=(\\S+) PREC=(\\S+) TTL=(\\d+) ID=(\\d+) (?:DF )?PROTO=(\\S+) SPT=(\\d+) DPT=(\\d+)(.*)$'
].join(''); // prettier-ignore

/**
 * Lines of netfilter, cut by a regular expression.
 * @param id as for `zeekSql`
 */
export function firewallSql(path, id, sourceId) {
	return [
		...cut(path, firewallPattern, firewallNames),
		`CREATE TABLE firewall AS SELECT strptime('2024 ' || "time", '%Y %b %d %H:%M:%S') AS ts, src AS src_ip,
			spt::INTEGER AS src_port, dst AS dst_ip, dpt::INTEGER AS dst_port, lower(proto) AS proto, device,
			"in" AS interface, CASE WHEN "out" = '' THEN 'in' ELSE 'forward' END AS direction,
			CASE WHEN prefix LIKE '%BLOCK%' THEN 'deny' WHEN prefix LIKE '%DROP%' THEN 'drop'
				WHEN prefix LIKE '%ALLOW%' THEN 'allow' END AS action, prefix AS rule,
			CASE WHEN rest LIKE '% SYN %' THEN 'SYN' END AS tcp_flags, len::BIGINT AS bytes, ${placeIn(sourceId)}
			${id('src, spt::INTEGER, dst, dpt::INTEGER, lower(proto)')}
		FROM records WHERE src <> ''`,
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
/** A line may be cut within its last fields, and is a record all the same. */
const webPattern = [
	'^(\\S+) (\\S+) (\\S+) \\[([^]]+)\\] "(\\S+) (\\S+)[^"]*" (\\d+) (\\S+)',
	'(?: "((?:[^"\\\\]|\\\\.)*)")?(?: "((?:[^"\\\\]|\\\\.)*)")?'
].join('');

/** Lines of the combined format, cut by a regular expression; they have no second endpoint, and so no Community ID. */
export function webSql(path, id, sourceId) {
	return [
		...cut(path, webPattern, webNames),
		`CREATE TABLE web AS SELECT strptime("time", '%d/%b/%Y:%H:%M:%S %z')::TIMESTAMP AS ts, client AS src_ip,
			method, ${sent('url')} AS url, split_part(${sent('url')}, '?', 1) AS path,
			nullif(split_part(${sent('url')}, '?', 2), '') AS query, status::INTEGER AS status,
			TRY_CAST(nullif(bytes, '-') AS BIGINT) AS bytes, nullif(${sent('agent')}, '') AS user_agent,
			nullif(${sent('referer')}, '') AS referer, ${sent('"user"')} AS "user", ${placeIn(sourceId)}
		FROM records WHERE client <> ''`,
		'SELECT count(*) FROM web'
	];
}
