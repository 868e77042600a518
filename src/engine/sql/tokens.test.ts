import { describe, expect, it } from 'vitest';
import { tokensOf } from './tokens.ts';

const cases: [sql: string, texts: string[]][] = [
	['SELECT a.b', ['SELECT', 'a', '.', 'b']],
	[`"a""b" 'it''s'`, ['a"b', `'it''s'`]],
	['a$b$ , c, $b$', ['a$b$', ',', 'c', ',', '$b$']],
	['$$ ) ; $$ x', ['$$ ) ; $$', 'x']],
	['$q$ $$ $q$ x', ['$q$ $$ $q$', 'x']],
	[`e'a\\'b' x`, [`e'a\\'b'`, 'x']],
	[`'a\\' x`, [`'a\\'`, 'x']],
	['1 -- one\r, 2 -- two\n, 3', ['1', ',', '2', ',', '3']],
	['1 /* a /* b */ c */ + 2', ['1', '+', '2']],
	['1 */* a */ 2', ['1', '*', '2']],
	['a\t\r\n\f b', ['a', 'b']],
	['a\u00a0b\u2028$$, c$$', ['a', '\u00a0', 'b', '\u2028', '$$, c$$']],
	['größe::decimal(9, 2)', ['größe', '::', 'decimal', '(', '9', ',', '2', ')']],
	['1.5e-3 1_000 0xFf .5 x[1:2]', ['1.5e-3', '1_000', '0xFf', '.5', 'x', '[', '1', ':', '2', ']']]
];

describe('the tokens of a statement', () => {
	it.each(cases)('are those that DuckDB cuts: %j', (sql, texts) => {
		expect(tokensOf(sql).map(({ text }) => text)).toEqual(texts);
	});

	it('are the same again, however many others were read meanwhile', () => {
		const first = tokensOf('SELECT a FROM t');
		for (let i = 0; i < 1000; i++) tokensOf(`SELECT ${i}`);
		expect(tokensOf('SELECT a FROM t')).toEqual(first);
	});
});
