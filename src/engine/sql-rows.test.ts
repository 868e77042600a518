import { describe, expect, it } from 'vitest';
import { rowsBehind } from './sql-rows.ts';

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
	['SELECT (SELECT count(*) FROM dns) AS n', null]
];

describe('the rows that a statement rests on', () => {
	it.each(cases)('%s', (sql, rows) => {
		expect(rowsBehind(sql)).toBe(rows);
	});
});
