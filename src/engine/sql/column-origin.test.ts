import { expect, it } from 'vitest';
import { originOf } from './column-origin.ts';

function of(sql: string, column: string): string | null {
	return originOf(sql, column)?.sql ?? null;
}

it.each([
	['SELECT src_ip, count(*) AS n FROM sessions GROUP BY ALL', 'src_ip', 'src_ip'],
	['SELECT dst_ip AS src_ip FROM sessions', 'src_ip', 'dst_ip'],
	['SELECT * FROM sessions', 'dst_port', 'dst_port'],
	['FROM sessions', 'dst_port', 'dst_port'],
	['SELECT s.* EXCLUDE (proto) FROM sessions AS s', 'src_ip', 'src_ip'],
	[
		"SELECT time_bucket(INTERVAL '1 minute', ts) AS minute, count(*) FROM web GROUP BY minute",
		'minute',
		"(time_bucket(INTERVAL '1 minute', ts))"
	],
	['SELECT lower(w.host) || w.path AS at FROM web w', 'at', '(lower(host) || path)'],
	[
		'SELECT CASE WHEN dst_port < 1024 THEN 1 END low FROM sessions',
		'low',
		'(CASE WHEN dst_port < 1024 THEN 1 END)'
	],
	['WITH a AS (SELECT src_ip AS who FROM sessions) SELECT who FROM a', 'who', 'src_ip'],
	['WITH sessions AS (SELECT * FROM sessions) SELECT src_ip FROM sessions', 'src_ip', 'src_ip'],
	['SELECT src_ip FROM (SELECT * FROM (SELECT src_ip FROM dns))', 'src_ip', 'src_ip'],
	['SELECT a.src_ip, b.dst_ip AS to_ip FROM alerts a JOIN sessions b ON true', 'to_ip', 'dst_ip'],
	['SELECT ts, 1 FROM web UNION ALL SELECT ts, 2 FROM dns', 'ts', 'ts'],
	['SELECT src_ip a FROM web UNION ALL BY NAME SELECT src_ip a FROM dns', 'a', 'src_ip'],
	['SELECT DISTINCT ts::DATE AS day FROM web', 'day', '(ts::DATE)']
])('%s: %s is of %s', (sql, column, expected) => {
	expect(of(sql, column)).toBe(expected);
});

it.each([
	['SELECT src_ip, count(*) AS n FROM sessions GROUP BY ALL', 'n'],
	['SELECT max(ts) AS ts FROM sessions', 'ts'],
	['SELECT row_number() OVER () AS dst_port FROM sessions', 'dst_port'],
	['SELECT (SELECT src_ip FROM web LIMIT 1) AS src_ip FROM sessions', 'src_ip'],
	['SELECT src_ip FROM web UNION ALL SELECT dst_ip FROM dns', 'src_ip'],
	['SELECT src_ip, dst_ip FROM web UNION SELECT dst_ip, src_ip FROM dns', 'src_ip'],
	['SELECT * REPLACE (lower(src_ip) AS src_ip) FROM sessions', 'src_ip'],
	['SELECT *, dst_ip AS src_ip FROM sessions', 'src_ip'],
	['SELECT src_ip FROM sessions s(ts, src_ip)', 'src_ip'],
	['WITH a(src_ip) AS (SELECT dst_ip FROM sessions) SELECT src_ip FROM a', 'src_ip'],
	['SELECT src_ip FROM sessions, (SELECT count(*) AS src_ip FROM web)', 'src_ip'],
	['SELECT src_ip FROM eve_json', 'src_ip'],
	['SELECT getvariable(src_ip) AS src_ip FROM web', 'src_ip'],
	['SELECT alert.src_ip FROM web', 'src_ip'],
	["SELECT DISTINCT ON (dst_ip) upper('x') src_ip FROM web", 'src_ip'],
	['WITH RECURSIVE a AS (SELECT src_ip FROM a) SELECT src_ip FROM a', 'src_ip'],
	['SELECT * FROM (PIVOT sessions ON proto USING count(*))', 'src_ip']
])('%s: of what %s is, nothing is said', (sql, column) => {
	expect(of(sql, column)).toBeNull();
});
