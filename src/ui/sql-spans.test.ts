import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlSpans } from './sql-spans.ts';

test('keywords, strings, numbers and comments are told apart', () => {
	const spans = sqlSpans("SELECT 'a', 12 FROM t -- end").filter(({ tone }) => tone !== null);
	expect(spans.map(({ text, tone }) => [text, tone])).toEqual([
		['SELECT', 'keyword'],
		["'a'", 'string'],
		['12', 'number'],
		['FROM', 'keyword'],
		['-- end', 'comment']
	]);
});

test('the pieces together are the statement, whatever it holds', () => {
	fc.assert(
		fc.property(fc.string(), (sql) => {
			expect(
				sqlSpans(sql)
					.map(({ text }) => text)
					.join('')
			).toBe(sql);
		})
	);
});
