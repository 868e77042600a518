import { describe, expect, it } from 'vitest';
import { filledIn } from './filled-in.ts';

const values = new Map([
	['src_ip', `'192.0.2.1'`],
	['dst_port', `CAST('80' AS INTEGER)`]
]);

describe('a statement about an alert', () => {
	it.each([
		['SELECT 1 FROM web WHERE ip = alert.src_ip', `SELECT 1 FROM web WHERE ip = '192.0.2.1'`],
		['SELECT f(ip, alert.src_ip, 2) FROM web', `SELECT f(ip, '192.0.2.1', 2) FROM web`],
		['SELECT f((alert.src_ip)) FROM web', `SELECT f(('192.0.2.1')) FROM web`],
		['SELECT alert.src_ip AS a FROM web', `SELECT '192.0.2.1' AS a FROM web`],
		[`SELECT alert.src_ip || 'x' FROM web`, `SELECT '192.0.2.1' || 'x' FROM web`],
		['SELECT x, alert.src_ip IS NULL FROM web', `SELECT x, '192.0.2.1' IS NULL FROM web`],
		['SELECT alert.src_ip IN (ip) AND x FROM web', `SELECT '192.0.2.1' IN (ip) AND x FROM web`],
		[
			'SELECT x FROM web GROUP BY x, ALERT."dst_port"',
			`SELECT x FROM web GROUP BY x, CAST('80' AS INTEGER)`
		],
		[
			`SELECT 'alert.src_ip' /* alert */ FROM web -- alert.src_ip`,
			`SELECT 'alert.src_ip' /* alert */ FROM web -- alert.src_ip`
		],
		['SELECT count(*) FROM alerts', 'SELECT count(*) FROM alerts']
	])('has its values in %s', (sql, filled) => expect(filledIn(sql, values)).toBe(filled));

	it.each([
		['with a column that alerts do not have', 'SELECT 1 WHERE alert.nothing = 1'],
		['of the alert as a whole', 'SELECT to_json(alert)'],
		['with all of its columns', 'SELECT alert.* FROM web'],
		['with another relation of that name', 'SELECT alert.src_ip = 1 FROM alerts AS alert'],
		['with a longer name', 'SELECT main.alert.src_ip = 1'],
		['with a method', 'SELECT alert.src_ip.upper() = 1'],
		['that selects a column by its name', 'SELECT x, alert.src_ip FROM web'],
		['that reads the own columns of a source', 'SELECT count(*) FROM eve_json WHERE alert.sid = 1'],
		['that selects nothing but a column', 'SELECT DISTINCT alert.src_ip FROM web'],
		['that selects a column within', 'SELECT 1 FROM (SELECT alert.src_ip)'],
		['that selects a column in parentheses', 'SELECT x, ((alert.src_ip)) FROM web'],
		['that selects a column, and a condition follows', 'SELECT alert.src_ip WHERE true'],
		['that selects a column, and another select follows', 'SELECT alert.src_ip UNION ALL SELECT 1']
	])('is left as it is %s', (_, sql) => expect(filledIn(sql, values)).toBeNull());
});
