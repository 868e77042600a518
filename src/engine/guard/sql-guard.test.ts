import { describe, expect, it } from 'vitest';
import { checkSelect } from './sql-guard.ts';

describe('SQL from a recipe', () => {
	it.each([
		'SELECT 1',
		'select 1;',
		'WITH a AS (SELECT 1) SELECT * FROM a; ;',
		'FROM web',
		"SELECT ';' || ')' -- ) ; comment",
		'(SELECT 1) UNION (SELECT 2)',
		'SELECT $$ ) ; $$',
		`SELECT '\u00a0' AS "a\u2028b" -- \u00a0`,
		'SELECT upper(user), "Lower"(x), a.trim().len() FROM auth AS current_date',
		'SELECT list_transform(l, x -> x + 1), [abs(x) for x in l], COLUMNS(*)::VARCHAR FROM t',
		'SELECT count(*) FILTER (WHERE a) OVER (PARTITION BY b) FROM (SELECT 1) t(a), range(3) r(i)',
		'WITH RECURSIVE n(i) AS MATERIALIZED (SELECT 1), m(j) AS (VALUES (1)) FROM n JOIN m o(k) ON true',
		"SELECT CAST(a AS DECIMAL(9, 2)), b::STRUCT(x VARCHAR(3)), DATE '2007-01-15', a IN (1), EXISTS (FROM t)",
		"SELECT extract(year FROM ts), trim(BOTH 'x' FROM a), substring(a FROM 2) FROM web",
		'SELECT in_cidr(ip, net), policy_action(a, b, c, d, e) FROM t',
		'SELECT DISTINCT ON (a) upper(b) FROM t GROUP BY ROLLUP (a), GROUPING SETS ((a), (b))',
		'PIVOT t ON a IN (1, 2) USING sum(b) GROUP BY c',
		'SELECT * EXCLUDE (a) REPLACE (upper(b) AS b) FROM t WHERE b NOT IN (SELECT c FROM u)'
	])('may be: %s', (sql) => expect(() => checkSelect(sql)).not.toThrow());

	it('has no blank outside quotes that a lexer may take for a letter, whichever of Unicode it is', () => {
		const blanks = Array.from({ length: 0x30000 }, (_, code) => String.fromCodePoint(code)).filter(
			(sign) => /[\s\p{Z}\p{Cf}]/u.test(sign) && !/[ \t\n\f\r]/.test(sign)
		);
		expect(blanks.length).toBeGreaterThan(80);
		for (const blank of blanks)
			expect(() => checkSelect(`SELECT a${blank}b FROM t`)).toThrow('no sign of SQL: U+');
	});

	it.each([
		['SELECT 1; DROP TABLE alerts', 'only one statement'],
		['SELECT 1) AS x; DELETE FROM alerts; SELECT (2', 'only one statement'],
		['SELECT 1) UNION ALL (SELECT 2', 'was not opened'],
		['SELECT (1', 'is not closed'],
		['DELETE FROM alerts', 'only a query'],
		["COPY alerts TO 'x'", 'only a query'],
		['SET VARIABLE x = 1', 'only a query'],
		['', 'no statement'],
		['-- nothing', 'no statement'],
		[
			'SELECT 1, random()',
			'the function random may not be used here: its value is another at every run (at character 11)'
		],
		[
			'SELECT now()',
			'is that of the clock, and an answer must be the same at every run (at character 8)'
		],
		['SELECT current_timestamp', 'the function current_timestamp may not be used'],
		['SELECT "CURRENT_DATE" + 1', 'the function CURRENT_DATE may not be used'],
		[
			'SELECT "setseed" (0.5)',
			'the function setseed may not be used here: it changes how the database works, or what is in it (at character 8)'
		],
		[
			"SELECT json_extract(x, '$.a') FROM t",
			'the function json_extract may not be used here: only one of the two editions of the database has it'
		],
		['SELECT lenght(x) FROM t', 'no function lenght; the nearest name is length (at character 8)'],
		['SELECT LIST_AGREGATE(x) FROM t', 'no function LIST_AGREGATE'],
		['SELECT x.uper() FROM t', 'no function uper; the nearest name is upper (at character 10)'],
		['SELECT incidr(a, b) FROM t', 'no function incidr; the nearest name is in_cidr'],
		['SELECT frobnicate_all(x) FROM t', 'no function frobnicate_all (at character 8)'],
		['SELECT main . /* so */ write_log(x)', 'the function write_log'],
		["SELECT 'x'.write_log()", 'the function write_log'],
		['SELECT list_transform(l, x -> setseed(x)) FROM t', 'the function setseed'],
		['SELECT DISTINCT ON (a) setseed(b) FROM t', 'the function setseed'],
		['SELECT 1 -- comment\r, setseed(0.5)', 'the function setseed'],
		["SELECT a$b$, setseed(0.5), '$b$' FROM t", 'the function setseed'],
		['SELECT a: setseed(0.5)', 'the function setseed'],
		['FROM t, LATERAL setseed(b)', 'the function setseed'],
		['FROM enable_logging()', 'the function enable_logging'],
		['SELECT 1 FROM t, glob(a) AS materialized(b)', 'the function glob'],
		["FROM (read_csv('x') JOIN t ON true)", 'the function read_csv'],
		["SELECT list_aggr(l, 'max') FROM t", 'it calls a function by its name'],
		["FROM query('DROP TABLE alerts')", 'it reads a table by its name'],
		["FROM '/etc/hostname'", "no file may be read here: '/etc/hostname' (at character 6)"],
		['SELECT 1 FROM a JOIN $$x$$ ON true', 'no file may be read here'],
		["SUMMARIZE 'x.csv'", 'no file may be read here'],
		["SELECT * FROM c: '/etc/hostname'", 'no file may be read here'],
		["SELECT * FROM ('/etc/hostname' JOIN web ON true)", 'no file may be read here'],
		['SELECT * FROM (SHOW ALL TABLES)', 'only a query may stand here, not: SHOW'],
		['SELECT setting FROM pg_settings', 'pg_settings may not be read here (at character 21)'],
		['SELECT 1 FROM t TABLESAMPLE 10%', 'a sample may not be taken here'],
		['SELECT 1 FROM t USING SAMPLE 3', 'a sample may not be taken here'],
		['SELECT 1 \0 FROM t', 'no sign of SQL: U+0000, a control character (at character 10)'],
		['SELECT\u00a01', 'no sign of SQL: U+00A0, a blank that is no plain space'],
		['\u2028SELECT 1', 'no sign of SQL: U+2028, a blank that is no plain space'],
		['SELECT a\u200b FROM t', 'no sign of SQL: U+200B, a control character'],
		['SELECT a \\ b', 'no sign of SQL: "\\\\"'],
		['CALL enable_logging()', 'only a query'],
		['PRAGMA version', 'only a query']
	])('may not be: %s', (sql, message) => expect(() => checkSelect(sql)).toThrow(message));
});
