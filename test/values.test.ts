import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine, Result } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { answered } from '#engine/duckdb/wasm-answer.ts';
import { isSaid } from './support/said-value.ts';
import { caseSql, valueCases } from './support/value-cases.ts';
import { wasmAsks } from './support/wasm-in-node.ts';

let engine: Engine;
let connection: Connection;
let page: Awaited<ReturnType<typeof wasmAsks>>;
beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	page = await wasmAsks();
});
afterAll(() => engine.close());

const engines: Record<string, (sql: string) => Promise<Result>> = {
	native: (sql) => connection.query(sql),
	'of the page, asked in one go': async (sql) => answered(sql, page.run),
	'of the page, as a stream': async (sql) => answered(sql, page.send)
};

describe.each(Object.keys(engines))('values in results of the engine %s', (name) => {
	it.each(Object.keys(valueCases))('are those of DuckDB’s own text: %s', async (type) => {
		const { columns, rows } = await engines[name]!(caseSql(type));
		expect(columns.map((column) => column.name)).toEqual(['v', 't', 'n']);
		expect(rows).toHaveLength(valueCases[type]!.length + 1);
		const wrong = rows.filter(([value, text]) => !isSaid(value, text, columns[0]!.type));
		expect(wrong).toEqual([]);
	});

	it('of one query keep their order, their names and their digits beside those that are asked as text', async () => {
		const { columns, rows } = await engines[name]!(
			`SELECT INTERVAL (i) DAY AS "a b", i AS n, sum(i::BIGINT) OVER () + 12345678901234567890 AS n,
				'x' || i AS t FROM range(5000) r(i) ORDER BY i DESC; -- the end`
		);
		expect(columns.map((column) => [column.name, column.type])).toEqual([
			['a b', 'text'],
			['n', 'number'],
			['n', 'number'],
			['t', 'text']
		]);
		expect(rows.map(([, n]) => Number(n))).toEqual([...Array(5000).keys()].reverse());
		expect(rows[0]).toEqual(['4999 days', 4999n, 12345678901247065390n, 'x4999']);
	});

	it('are of every type that the engine has', async () => {
		const { rows } = await engines[name]!(
			`SELECT DISTINCT logical_type FROM duckdb_types() WHERE database_name = 'system' ORDER BY 1`
		);
		// VARIANT and GEOMETRY are no types that a file or a function of a recipe could give in both editions.
		const apart = /^(NULL|INVALID|ANY|VARIANT|GEOMETRY|JSON|TYPE)$|^"NULL"$/;
		const names: Record<string, string> = {
			'TIME WITH TIME ZONE': 'TIMETZ',
			'TIMESTAMP WITH TIME ZONE': 'TIMESTAMPTZ'
		};
		const covered = Object.keys(valueCases).join(' ');
		const absent = rows
			.map(([type]) => String(type))
			.filter(
				(type) =>
					!apart.test(type) &&
					!covered.includes(names[type] ?? type.replace('LIST', '[]').replace('ARRAY', '[3]'))
			);
		expect(absent).toEqual([]);
	});
});

it('a result that would burden a page fails, and says what to do; one that is wanted whole does not', async () => {
	const { send } = page;
	const sql = "SELECT repeat('x', 1000) AS x FROM range(20000)";
	await expect(answered(sql, send, 5_000_000)).rejects.toThrow(
		'the result is too large: more than 5 MB; ask for fewer rows or shorter values'
	);
	expect((await answered(sql, send, Infinity)).rows).toHaveLength(20_000);
	expect((await answered('SELECT 1 AS x', send)).rows).toEqual([[1]]);
});
