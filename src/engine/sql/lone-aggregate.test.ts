import { expect, it } from 'vitest';
import { isLoneAggregate } from './lone-aggregate.ts';
import { tokensOf } from './tokens.ts';

const aggregates = new Set(['count', 'max', 'avg']);
const isLone = (sql: string) => isLoneAggregate(tokensOf(sql), aggregates);

it.each([
	'SELECT count(*) FROM web WHERE status = 200',
	'select Count(*) > 3 FROM web',
	'SELECT round(avg(bytes)), 1 FROM web',
	'SELECT max(ts) FILTER (WHERE status = 200) FROM web',
	'WITH w AS (SELECT * FROM web GROUP BY ALL) SELECT count(*) FROM w',
	'SELECT (SELECT 1), count(*)'
])('a row that is always there is known: %s', (sql) => expect(isLone(sql)).toBe(true));

it.each([
	'SELECT count(*) FROM web HAVING count(*) > 3',
	'SELECT src_ip, count(*) FROM web GROUP BY src_ip',
	'SELECT count(*) OVER () FROM web',
	'SELECT count(*) FILTER (WHERE true) OVER (PARTITION BY src_ip) FROM web',
	'SELECT ts FROM web WHERE ts = (SELECT max(ts) FROM web)',
	'SELECT (SELECT max(ts) FROM dns), ts FROM web',
	'SELECT count FROM web',
	'SELECT count(*) FROM web UNION ALL SELECT 1',
	'FROM web'
])('rows that may be none are no such: %s', (sql) => expect(isLone(sql)).toBe(false));
