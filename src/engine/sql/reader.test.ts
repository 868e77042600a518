import { describe, expect, it } from 'vitest';
import { readsOf } from './reader.ts';
import { relationsAt, tablesAt } from './scope-at.ts';

const cases: [sql: string, tables: string[]][] = [
	['SELECT 1', []],
	['SELECT * FROM firewall', ['firewall']],
	['SELECT * FROM firewall AS f JOIN web USING (ts)', ['firewall', 'web']],
	['SELECT * FROM "odd name"', ['odd name']],
	['SELECT * FROM main.firewall', ['firewall']],
	['WITH x AS (SELECT * FROM dns) SELECT * FROM x, tls', ['dns', 'tls']],
	['WITH x(a) AS MATERIALIZED (SELECT 1), y AS (SELECT * FROM x) SELECT * FROM y', []],
	['SELECT extract(year FROM ts) FROM web', ['web']],
	['SELECT (SELECT count(*) FROM host h WHERE h.ip = a.ip), b FROM alerts a', ['host', 'alerts']],
	['SELECT * FROM a WHERE x IN (1, 2) AND y IN (SELECT z FROM b, c)', ['a', 'b', 'c']],
	['SELECT * FROM range(10) r, a', ['a']],
	['SELECT * FROM a, LATERAL (SELECT * FROM b) c', ['a', 'b']],
	["SELECT 'from nowhere' -- FROM comment\nFROM a /* JOIN b */", ['a']],
	['SELECT * FROM (SELECT * FROM a) JOIN b ON true', ['a', 'b']],
	['FROM a SELECT b', ['a']],
	['SELECT x, y FROM a GROUP BY x, y ORDER BY x, y', ['a']]
];

describe('what a statement reads', () => {
	it.each(cases)('%s', (sql, tables) => {
		expect(readsOf(sql).tables).toEqual(tables);
	});

	it('names the variables that it asks for, each once', () => {
		const sql = "SELECT * FROM a WHERE x > getvariable('low') AND y > GETVARIABLE('low')";
		expect(readsOf(sql).variables).toEqual(['low']);
	});
});

describe('what is read where a name stands', () => {
	const here = (sql: string) => sql.indexOf('HERE');

	it.each<[sql: string, relations: [table: string | null, called: string | null][]]>([
		['SELECT HERE FROM web', [['web', 'web']]],
		['SELECT HERE FROM main.web AS w WHERE x', [['web', 'w']]],
		[
			'SELECT HERE FROM web w, dns WHERE x',
			[
				['web', 'w'],
				['dns', 'dns']
			]
		],
		[
			'SELECT 1 FROM web JOIN dns d ON HERE GROUP BY x',
			[
				['web', 'web'],
				['dns', 'd']
			]
		],
		['SELECT HERE FROM (SELECT a FROM web) AS s', [[null, 's']]],
		['SELECT HERE FROM (SELECT a FROM web)', [[null, null]]],
		[
			'SELECT HERE FROM range(3) AS r(i), LATERAL (SELECT 1) l',
			[
				[null, 'r'],
				[null, 'l']
			]
		],
		['SELECT (SELECT HERE FROM dns) FROM web', [['dns', 'dns']]],
		['SELECT max(abs(HERE)) FROM web', [['web', 'web']]],
		['SELECT count(*) FILTER (WHERE HERE = 1) FROM web', [['web', 'web']]],
		[
			'SELECT 1 FROM web JOIN (dns) ON (a AND (HERE = 1))',
			[
				['web', 'web'],
				['dns', 'dns']
			]
		],
		['SELECT HERE', []]
	])('%s', (sql, relations) => {
		const found = relationsAt(sql, here(sql));
		expect(found.map(({ table, called }) => [table, called])).toEqual(relations);
	});

	it('names each table once', () => {
		const sql = 'SELECT HERE FROM web AS a JOIN web AS b ON true';
		expect(tablesAt(sql, here(sql))).toEqual(['web']);
	});
});
