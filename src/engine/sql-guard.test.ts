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
		'SELECT $$ ) ; $$'
	])('may be: %s', (sql) => expect(() => checkSelect(sql)).not.toThrow());

	it.each([
		['SELECT 1; DROP TABLE alerts', 'only one statement'],
		['SELECT 1) AS x; DELETE FROM alerts; SELECT (2', 'only one statement'],
		['SELECT 1) UNION ALL (SELECT 2', 'was not opened'],
		['SELECT (1', 'is not closed'],
		['DELETE FROM alerts', 'only a query'],
		["COPY alerts TO 'x'", 'only a query'],
		['SET VARIABLE x = 1', 'only a query'],
		['', 'no statement'],
		['-- nothing', 'no statement']
	])('may not be: %s', (sql, message) => expect(() => checkSelect(sql)).toThrow(message));
});
