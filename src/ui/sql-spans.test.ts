import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { sqlSpans } from './sql-spans.ts';

test('keywords, strings, numbers and comments are told apart', () => {
	const spans = sqlSpans("SELECT 'a', 12 FROM t -- end").filter(({ tone }) => tone !== null);
	expect(spans.map(({ text, tone }) => [text, tone])).toEqual([
		['SELECT', 'keyword'],
		["'a'", 'string'],
		['12', 'number'],
		['FROM', 'keyword'],
		[' -- end', 'comment']
	]);
});

test('a name is a name, also one that the language has a word for, and what it reserves is its word', async () => {
	const toned = (sql: string) => sqlSpans(sql).filter(({ tone }) => tone !== null);
	expect(toned('type, "select", t.year, name')).toEqual([]);
	const engine = await openNativeEngine();
	const { rows } = await (
		await engine.connect()
	).query(
		`SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')`
	);
	for (const [word] of rows) expect(toned(String(word)).map(({ text }) => text)).toEqual([word]);
	await engine.close();
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
