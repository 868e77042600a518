// @vitest-environment node
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { nestedOf } from './nested-text.ts';

let connection: Connection;
let close: () => Promise<void>;
beforeAll(async () => {
	const engine = await openNativeEngine();
	connection = await engine.connect();
	close = () => engine.close();
});
afterAll(() => close());

async function read(sql: string): Promise<unknown> {
	const { rows } = await connection.query(`SELECT ${sql}`);
	return nestedOf(String(rows[0]![0]));
}

it.each([
	['[1, NULL, 3]', ['1', null, '3']],
	['[]::INTEGER[]', []],
	["['a', 'b, c', '', 'it''s', 'NULL', NULL]", ['a', 'b, c', '', "it's", 'NULL', null]],
	[
		"{'a': 1, 'b': 'x: y', 'c': NULL}",
		new Map([
			['a', '1'],
			['b', 'x: y'],
			['c', null]
		])
	],
	[
		"MAP {'k=1': [1, 2], 'l': NULL}",
		new Map<string, unknown>([
			['k=1', ['1', '2']],
			['l', null]
		])
	],
	["[{'a': [TIMESTAMP '2024-01-01 10:00:00']}]", [new Map([['a', ['2024-01-01 10:00:00']]])]]
])('what DuckDB writes of %s is read as what it is', async (sql, expected) => {
	expect(await read(sql)).toEqual(expected);
});

it('any texts in a list and in a struct come back as they were', async () => {
	const part = fc.string({ unit: fc.constantFrom(...`a :,='"[]{}()\\N`), maxLength: 6 });
	const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
	await fc.assert(
		fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 3 }), async (parts) => {
			expect(await read(`[${parts.map(literal).join(', ')}]`)).toEqual(parts);
			expect(await read(`[{'k': ${literal(parts[0]!)}}]`)).toEqual([new Map([['k', parts[0]]])]);
		}),
		{ numRuns: 150 }
	);
});

it.each(['', 'x', '[', '[1', '[1] and more', '{a}', '[error] no such file', '{"a": 1}'])(
	'a text that is no such value is left as it is: %s',
	(text) => expect(nestedOf(text)).toBeNull()
);
