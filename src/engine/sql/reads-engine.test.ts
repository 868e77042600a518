import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { readsOf } from './reader.ts';
import { identifier } from './sql.ts';

/** Statements, and what each reads. */
const cases: [sql: string, tables: string[]][] = [
	['WITH web AS (SELECT * FROM web) SELECT * FROM web', ['web']],
	['WITH RECURSIVE web AS (SELECT * FROM web) SELECT * FROM web', ['web']],
	[
		'WITH RECURSIVE web AS (SELECT k FROM dns UNION ALL SELECT k + 1 FROM web WHERE k < 3) SELECT * FROM web',
		['dns']
	],
	[
		'WITH RECURSIVE web AS (SELECT k FROM web UNION ALL SELECT k + 1 FROM web WHERE k < 3) SELECT * FROM web',
		['web']
	],
	['WITH x AS (SELECT * FROM y), y AS (SELECT * FROM dns) SELECT * FROM x, y', ['y', 'dns']],
	[
		'WITH RECURSIVE x AS (SELECT * FROM y), y AS (SELECT * FROM dns) SELECT * FROM x, y',
		['y', 'dns']
	],
	['WITH x AS (SELECT * FROM dns) SELECT * FROM main.x AS m, x', ['dns', 'x']],
	['WITH x AS (WITH y AS (SELECT * FROM dns) SELECT * FROM y) SELECT * FROM x, y', ['dns', 'y']],
	['SELECT (WITH x AS (SELECT 1 AS k) SELECT max(k) FROM x) FROM x', ['x']],
	['SELECT * FROM (WITH x AS (SELECT * FROM dns) SELECT * FROM x) JOIN x USING (k)', ['dns', 'x']],
	['(WITH x AS (SELECT * FROM dns) SELECT k FROM x) UNION ALL (SELECT k FROM x)', ['dns', 'x']],
	['(WITH x AS (SELECT * FROM dns) SELECT k FROM x) UNION ALL SELECT k FROM x', ['dns', 'x']],
	['WITH x AS (SELECT k FROM dns) SELECT k FROM x UNION ALL SELECT k FROM x', ['dns']],
	[
		'WITH x AS (SELECT k FROM dns) SELECT (WITH x AS (SELECT k FROM x) SELECT max(k) FROM x)',
		['dns']
	],
	['WITH "X" AS (SELECT 1 AS k) SELECT * FROM x', []],
	['WITH "odd,name" AS (SELECT 1 AS k) SELECT * FROM "odd,name"', []],
	['PIVOT web ON name USING sum(v) GROUP BY k', ['web']],
	["PIVOT (SELECT * FROM web) ON name IN ('a') USING sum(v)", ['web']],
	["FROM web PIVOT (sum(v) FOR name IN ('a', 'b') GROUP BY k)", ['web']],
	["SELECT * FROM (PIVOT web ON name IN ('a') USING sum(v))", ['web']],
	[
		"WITH p AS (PIVOT web ON name IN ('a') USING sum(v) GROUP BY k) SELECT * FROM p JOIN dns USING (k)",
		['web', 'dns']
	],
	['UNPIVOT web ON k, v INTO NAME n VALUE x', ['web']],
	['FROM web UNPIVOT (x FOR n IN (k, v))', ['web']],
	['UNPIVOT (SELECT k, v FROM web) ON COLUMNS(*) INTO NAME n VALUE x', ['web']],
	['DESCRIBE web', ['web']],
	['DESCRIBE SELECT * FROM web', ['web']],
	['SUMMARIZE web', ['web']],
	['SUMMARIZE SELECT k FROM web JOIN dns USING (k)', ['web', 'dns']],
	['SELECT * FROM (DESCRIBE web)', ['web']],
	['SELECT * FROM (SUMMARIZE web)', ['web']],
	['SELECT column_name FROM (DESCRIBE SELECT * FROM web) d', ['web']],
	['TABLE web', ['web']],
	['SELECT * FROM (TABLE web)', ['web']],
	['DESCRIBE TABLE web', ['web']],
	['SHOW web', ['web']],
	['SUMMARIZE TABLE web', ['web']],
	[
		'SELECT * FROM web SEMI JOIN dns USING (k) ANTI JOIN tls ON web.k = tls.k',
		['web', 'dns', 'tls']
	],
	['SELECT * FROM web ASOF LEFT JOIN dns ON web.k = dns.k AND web.ts >= dns.ts', ['web', 'dns']],
	['SELECT * FROM web ASOF JOIN dns USING (k, ts)', ['web', 'dns']],
	['SELECT * FROM web POSITIONAL JOIN dns', ['web', 'dns']],
	['SELECT * FROM web NATURAL JOIN dns CROSS JOIN tls', ['web', 'dns', 'tls']],
	['SELECT * FROM (web JOIN dns USING (k)) JOIN tls USING (k)', ['web', 'dns', 'tls']],
	['SELECT * FROM (web CROSS JOIN (dns JOIN tls USING (k)))', ['web', 'dns', 'tls']],
	['SELECT * FROM (web w LEFT JOIN dns d ON w.k = d.k), tls', ['web', 'dns', 'tls']],
	['SELECT * FROM range(3) r(i), generate_series(1, 2) g, web', ['web']],
	['SELECT * FROM web, unnest(l) AS u(x)', ['web']],
	['SELECT * FROM web, unnest(web.l) WITH ORDINALITY AS u(x, n)', ['web']],
	['SELECT * FROM web w, LATERAL (SELECT w.k + dns.k FROM dns) d', ['web', 'dns']],
	[
		'SELECT * FROM web w JOIN LATERAL (SELECT max(v) FROM dns WHERE dns.k = w.k) d ON true',
		['web', 'dns']
	],
	['SELECT list_transform(l, lambda x: x + 1) FROM web', ['web']],
	['SELECT [x + 1 FOR x IN l IF x > 1] FROM web', ['web']],
	['SELECT [x FOR x, i IN l IF i > 1] AS y, k FROM web', ['web']],
	[`SELECT 1 /* FROM a /* FROM b */ FROM c */ FROM web -- , dns\n, tls`, ['web', 'tls']],
	['SELECT $$ FROM dns $$, $q$ JOIN $$ tls $q$ FROM web', ['web']],
	["SELECT 'SELECT * FROM dns', '--' FROM web", ['web']],
	["SELECT E'it\\'s FROM dns' FROM web", ['web']],
	['SELECT "from", "join" FROM (SELECT k AS "from", v AS "join" FROM web)', ['web']],
	['SELECT * FROM "from"', ['from']],
	['SELECT * FROM "my ""table"""', ['my "table"']],
	['SELECT * FROM memory.main.web', ['web']],
	['SELECT * FROM "main"."web"', ['web']],
	['SELECT main.web.k FROM main.web', ['web']],
	['SELECT web.s.y.z, s.x FROM web', ['web']],
	['SELECT s.x FROM web AS s', ['web']],
	['SELECT dns.x FROM (SELECT s AS dns FROM web)', ['web']],
	['SELECT dns.k FROM web AS dns', ['web']],
	[
		'SELECT (SELECT count(*) FROM dns WHERE dns.k = web.k AND EXISTS (FROM tls WHERE tls.k = web.k)) FROM web',
		['dns', 'tls', 'web']
	],
	['FROM web', ['web']],
	['FROM web SELECT k WHERE v > 1', ['web']],
	['FROM web, dns SELECT web.k', ['web', 'dns']],
	['FROM (FROM web SELECT k) SELECT *', ['web']],
	['SELECT * FROM (FROM web)', ['web']],
	['SELECT k IN (FROM dns SELECT k) FROM web', ['dns', 'web']],
	['WITH x AS (FROM dns) FROM x', ['dns']],
	['SELECT k, sum(v) FROM web GROUP BY ALL ORDER BY ALL', ['web']],
	["SELECT COLUMNS(* EXCLUDE (k)), COLUMNS('k.*') FROM web", ['web']],
	['SELECT * EXCLUDE (k, v) REPLACE (upper(name) AS name) FROM web', ['web']],
	['SELECT * RENAME (k AS dns) FROM web', ['web']],
	["SELECT * FROM (VALUES (1, 'a'), (2, 'FROM dns')) AS v(k, name)", []],
	['VALUES (1), ((SELECT max(k) FROM web))', ['web']],
	['SELECT * FROM (VALUES (1)) v(k), web', ['web']],
	['SELECT k FROM web UNION ALL BY NAME SELECT v FROM dns', ['web', 'dns']],
	[
		'SELECT k FROM web UNION BY NAME (SELECT k FROM dns EXCEPT SELECT k FROM tls)',
		['web', 'dns', 'tls']
	],
	['SELECT k FROM web QUALIFY row_number() OVER (PARTITION BY name ORDER BY ts) = 1', ['web']],
	['SELECT sum(v) OVER dns FROM web WINDOW dns AS (PARTITION BY k ORDER BY ts)', ['web']],
	[
		'SELECT sum(v) OVER dns, count(*) OVER tls FROM web WINDOW dns AS (PARTITION BY k), tls AS (ORDER BY ts), z AS (ORDER BY k)',
		['web']
	],
	[
		'WITH z AS (SELECT 1 AS k) SELECT sum(v) OVER dns FROM web WINDOW z AS (PARTITION BY k), dns AS (ORDER BY ts)',
		['web']
	],
	['SELECT extract(year FROM (SELECT max(ts) FROM dns)) FROM web', ['dns', 'web']],
	['SELECT extract(year FROM (ts)), (ts) FROM web', ['web']],
	['SELECT k IS DISTINCT FROM v, k IS NOT DISTINCT FROM v FROM web', ['web']],
	['SELECT * FROM web WHERE k IS DISTINCT FROM v AND (k IS NOT DISTINCT FROM (v))', ['web']],
	['SELECT * FROM web JOIN dns ON web.k IS NOT DISTINCT FROM dns.k, tls', ['web', 'dns', 'tls']],
	['SELECT (k IS DISTINCT FROM v) FROM web', ['web']],
	['SELECT k FROM web WHERE (SELECT k IS DISTINCT FROM v FROM dns LIMIT 1)', ['dns', 'web']],
	['SELECT CASE WHEN k IS DISTINCT FROM v THEN 1 END, (v) FROM web', ['web']],
	['SELECT count(*) FILTER (WHERE k IN (SELECT k FROM dns)) FROM web', ['dns', 'web']],
	['SELECT {from_k: k, join_k: v} FROM web', ['web']],
	["SELECT {'from': k}, MAP {'join': v} FROM web", ['web']],
	['SELECT ARRAY(SELECT k FROM dns) FROM web', ['dns', 'web']],
	['SELECT first(web.k ORDER BY web.v) FROM web, dns', ['web', 'dns']],
	['SELECT k AS from_k FROM web GROUP BY GROUPING SETS ((k), ())', ['web']],
	['SELECT k FROM web ORDER BY k, v', ['web']],
	['SELECT k FROM web LIMIT (SELECT max(k) FROM dns)', ['web', 'dns']],
	['SELECT k FROM web ORDER BY (SELECT max(k) FROM dns)', ['web', 'dns']],
	['SELECT * FROM web TABLESAMPLE 10%, dns', ['web', 'dns']],
	['SELECT * FROM web USING SAMPLE 3', ['web']],
	['SELECT a.k, (SELECT 1), b.v FROM web a, dns b', ['web', 'dns']],
	['SELECT web FROM web', ['web']],
	['SELECT dns FROM web dns', ['web']],
	['SELECT dns FROM web AS a(dns, tls)', ['web']],
	['SELECT a: k, b: v FROM c: web', ['web']],
	['SELECT * FROM w: web JOIN d: dns ON w.k = d.k', ['web', 'dns']],
	[
		'SELECT k FROM web INTERSECT (SELECT k FROM dns UNION SELECT k FROM tls)',
		['web', 'dns', 'tls']
	],
	[
		'WITH x AS (SELECT k FROM dns UNION ALL (WITH x AS (SELECT k FROM tls) SELECT k FROM x)) SELECT * FROM x',
		['dns', 'tls']
	],
	[
		'WITH a AS (SELECT * FROM dns), b AS (WITH a AS (SELECT * FROM tls) SELECT * FROM a) SELECT * FROM a, b',
		['dns', 'tls']
	],
	['WITH a AS MATERIALIZED (SELECT * FROM dns), b AS NOT MATERIALIZED (FROM a) FROM b', ['dns']],
	[
		'WITH RECURSIVE x(k) USING KEY (k) AS (SELECT k FROM dns UNION SELECT k + 1 FROM x WHERE k < 3) FROM x',
		['dns']
	],
	[
		'SELECT * FROM web WHERE ts BETWEEN (SELECT min(ts) FROM dns) AND (SELECT max(ts) FROM tls)',
		['web', 'dns', 'tls']
	],
	['SELECT x.k FROM (SELECT * FROM web) x, (SELECT * FROM dns) y', ['web', 'dns']],
	["SELECT k FROM web WHERE name SIMILAR TO 'FROM dns' AND name LIKE 'JOIN tls'", ['web']],
	['SELECT TRY_CAST(name AS DECIMAL(9, 2)), (k, v) FROM web', ['web']],
	['SELECT count(*) FROM web a, web b', ['web']],
	[
		'SELECT web.k FROM web LEFT OUTER JOIN dns USING (k) FULL JOIN tls USING (k)',
		['web', 'dns', 'tls']
	],
	['SELECT k, FROM web,', ['web']],
	['SELECT left(web.name, 2) FROM web', ['web']],
	['SELECT * FROM Web', ['Web']],
	['WITH t AS (SELECT * FROM web), u AS (SELECT * FROM T) SELECT * FROM U', ['web']],
	['SELECT unnest(l) FROM web', ['web']],
	['SELECT u.x FROM web, (SELECT unnest(l) AS x) u', ['web']],
	['(SELECT k FROM web) EXCEPT (FROM dns SELECT k) ORDER BY k', ['web', 'dns']],
	['(FROM web)', ['web']],
	['((SELECT k FROM web))', ['web']],
	['SELECT * FROM ((SELECT k FROM web) UNION (SELECT k FROM dns)) x', ['web', 'dns']],
	['SELECT max(k) FROM web HAVING max(k) > (FROM dns SELECT max(k))', ['web', 'dns']],
	['WITH web AS (SELECT 1 AS k UNION ALL SELECT k FROM web) FROM web', ['web']],
	['WITH a AS (SELECT 1 AS k), web AS (SELECT * FROM a, web) FROM web', ['web']],
	[
		'WITH RECURSIVE a AS (SELECT * FROM web), web AS (SELECT 1 AS k UNION ALL SELECT k+1 FROM web WHERE k<3) FROM a',
		['web']
	],
	[
		'WITH a AS (SELECT * FROM dns) SELECT * FROM web WHERE k IN (WITH b AS (SELECT k FROM a) SELECT k FROM b)',
		['dns', 'web']
	],
	['SELECT k FROM web UNION ALL SELECT k FROM x', ['web', 'x']],
	['SELECT * FROM web JOIN (WITH x AS (FROM dns) FROM x) USING (k)', ['web', 'dns']],
	[
		'WITH RECURSIVE x AS (SELECT 1 AS k UNION SELECT k FROM x EXCEPT SELECT k FROM dns) FROM x',
		['x', 'dns']
	],
	[
		'WITH RECURSIVE x AS (SELECT k FROM dns EXCEPT SELECT 2 UNION SELECT k + 1 FROM x WHERE k < 3) FROM x',
		['dns']
	],
	[
		'WITH RECURSIVE x AS (SELECT 1 AS k UNION SELECT k + 1 FROM x WHERE k < 3 UNION SELECT k + 2 FROM x WHERE k < 3) FROM x',
		['x']
	],
	[
		'WITH RECURSIVE x AS ((SELECT k FROM dns UNION SELECT k + 1 FROM x WHERE k < 3)) FROM x',
		['dns']
	],
	[
		'WITH RECURSIVE x AS (SELECT 1 AS k UNION BY NAME SELECT k + 1 AS k FROM x WHERE k < 3) FROM x',
		['x']
	],
	[
		'WITH RECURSIVE x AS (SELECT 1 AS k UNION ALL (WITH y AS (FROM x WHERE k < 3) SELECT y.k + 1 FROM y JOIN dns USING (k))) FROM x',
		['dns']
	],
	[
		'WITH RECURSIVE x(k, n) USING KEY (k) AS (SELECT k, v FROM dns UNION SELECT k, n + 1 FROM recurring.x WHERE n < 3) FROM x',
		['dns']
	],
	['SELECT trim(FROM name) FROM web', ['web']],
	['FROM ONLY web', ['web']],
	['SELECT * FROM VALUES (1), (2) AS web(k)', []],
	['FROM web JOIN dns ON web.k IN [1, web.v], tls', ['web', 'dns', 'tls']],
	['SELECT k AS from, v AS where, k AS join FROM web', ['web']],
	["SELECT {'k': 1, 'v': (FROM dns SELECT max(k))}", ['dns']],
	['FROM web SELECT k UNION FROM dns SELECT k', ['web', 'dns']],
	['SELECT k FROM web UNION SELECT k FROM (TABLE dns)', ['web', 'dns']],
	['DESCRIBE (FROM web)', ['web']],
	[
		"SELECT extract(year FROM ts), substring(name FROM 2 FOR 3), trim(BOTH 'x' FROM name), position('a' IN name) FROM web",
		['web']
	],
	[
		"PIVOT (SELECT w.k, d.name FROM web w JOIN dns d USING (k)) ON name IN ('a') USING count(*)",
		['web', 'dns']
	]
];

const columns =
	'k INTEGER, v INTEGER, ts TIMESTAMP, name VARCHAR, s STRUCT(x INTEGER, y STRUCT(z INTEGER)), l INTEGER[]';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
});

afterAll(() => engine.close());

/** Whether the engine can run a statement where there are these tables and no others. */
async function runs(sql: string, tables: readonly string[]): Promise<boolean> {
	await connection.query('BEGIN');
	try {
		for (const table of tables)
			await connection.query(`CREATE TABLE ${identifier(table)} (${columns})`);
		await connection.query(sql);
		return true;
	} catch {
		return false;
	} finally {
		await connection.query('ROLLBACK');
	}
}

describe('what a statement reads is what the engine needs, no table more and none less', () => {
	it.each(cases)('%s', async (sql, tables) => {
		expect(readsOf(sql).tables.toSorted()).toEqual(tables.toSorted());
		expect(await runs(sql, tables)).toBe(true);
		for (const table of tables) {
			const others = tables.filter((other) => other !== table);
			expect(await runs(sql, others), `without ${table}`).toBe(false);
		}
	});
});

it('a common table that nobody reads is read all the same: DuckDB of the browser binds it', () => {
	expect(readsOf('WITH x AS (SELECT * FROM dns) SELECT 1 FROM web').tables).toEqual(['dns', 'web']);
});
