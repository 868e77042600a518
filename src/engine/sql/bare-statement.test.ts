import { expect, it } from 'vitest';
import { bareStatement } from './bare-statement.ts';

it.each([
	['SELECT 1', 'SELECT 1'],
	['SELECT 1 ;\n ; ', 'SELECT 1'],
	['SELECT 1; -- so far; no further', 'SELECT 1'],
	["SELECT ';' AS x -- one;\n", "SELECT ';' AS x -- one;"],
	['', '']
])('what ends a statement is left out, and what is said behind it: %j', (sql, bare) => {
	expect(bareStatement(sql)).toBe(bare);
});

it('no statement that stands behind another is left out, so that it is refused', () => {
	expect(bareStatement('SELECT 1; DROP TABLE alerts;')).toBe('SELECT 1; DROP TABLE alerts');
});
