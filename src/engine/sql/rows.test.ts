import { describe, expect, it } from 'vitest';
import { rowsBehind } from './rows.ts';

const cases: [sql: string, rows: string | null][] = [
	['SELECT count(*) FROM web WHERE status = 200', 'SELECT * FROM web WHERE status = 200'],
	[
		'WITH hits AS (SELECT * FROM web ORDER BY ts) SELECT max(ts) FROM hits GROUP BY host ORDER BY 1',
		'WITH hits AS (SELECT * FROM web ORDER BY ts) SELECT * FROM hits'
	],
	['SELECT (SELECT count(*) FROM dns), 1 FROM web;', 'SELECT * FROM web'],
	[
		'SELECT count(*) FILTER (WHERE a) FROM a JOIN b USING (c) LIMIT 1',
		'SELECT * FROM a JOIN b USING (c)'
	],
	['SELECT 1', null],
	['SELECT a FROM b UNION SELECT c FROM d', null],
	['SELECT (SELECT count(*) FROM dns) AS n', null],
	[
		'SELECT count(*) FROM (SELECT DISTINCT host FROM web)',
		'SELECT * FROM (SELECT DISTINCT host FROM web)'
	],
	['SELECT count(*) FROM web, unnest(web.tags) AS t', 'SELECT * FROM web, unnest(web.tags) AS t'],
	[
		'SELECT count(*) FROM web, LATERAL (SELECT 1) AS one',
		'SELECT * FROM web, LATERAL (SELECT 1) AS one'
	],
	[
		'SELECT count(*) FROM web WHERE n IN (SELECT range FROM range(9))',
		'SELECT * FROM web WHERE n IN (SELECT range FROM range(9))'
	]
];

/** Their rows are of no source. */
const made = [
	'SELECT sum(a.range) FROM range(3000000) AS a, range(30000) AS b',
	'SELECT count(*) FROM generate_series(1, 9) WHERE EXISTS (SELECT 1 FROM web)',
	'SELECT count(*) FROM web, range(9)',
	'SELECT count(*) FROM web CROSS JOIN range(9)',
	'SELECT count(*) FROM (SELECT * FROM range(9)) JOIN web ON true',
	'WITH many AS (SELECT * FROM range(9)) SELECT count(*) FROM many JOIN web ON true',
	'WITH one AS (SELECT 1) SELECT count(*) FROM one',
	'SELECT count(*) FROM (VALUES (1), (2)) AS two',
	'SELECT count(*) FROM unnest([1, 2])'
];

describe('the rows that a statement rests on', () => {
	it.each(cases)('%s', (sql, rows) => {
		expect(rowsBehind(sql)).toBe(rows);
	});

	it.each(made)('are none where a function makes them, or none is stored: %s', (sql) => {
		expect(rowsBehind(sql)).toBe(null);
	});
});
