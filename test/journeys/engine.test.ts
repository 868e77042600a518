import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedFunctions } from '#engine/guard/allowed-functions.ts';
import { boundedRows } from '#engine/sql/bounded-rows.ts';
import { answerColumns } from '#investigation/answer-columns.ts';
import { isSaid } from '../support/said-value.ts';
import { caseSql, valueCases } from '../support/value-cases.ts';
import { wasmInNode } from '../support/wasm-in-node.ts';
import { EnginePage } from './support/engine-page.ts';

let page: EnginePage;
beforeAll(async () => {
	page = await EnginePage.open();
});
afterAll(() => page.close());

/** A value as the page gave it, before it was made fit to be handed over. */
function given(value: unknown): unknown {
	return typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value;
}

describe.each([
	['as a stream', false],
	['in one go', true]
])('the engine in a browser, asked %s,', (_, brief) => {
	it('gives the values of every type as DuckDB’s own text has them', async () => {
		const wrong: unknown[] = [];
		for (const type of Object.keys(valueCases)) {
			const { columns, rows, failure } = await page.ask(caseSql(type), brief);
			if (failure !== null || rows.length !== valueCases[type]!.length + 1)
				wrong.push([type, failure, rows.length]);
			for (const [value, text] of rows)
				if (!isSaid(given(value), text, columns[0]!.split(' ')[1]!))
					wrong.push([type, value, text]);
		}
		expect(wrong).toEqual([]);
	});

	it('keeps order, names and digits beside columns that are asked as text', async () => {
		const told = await page.ask(
			`SELECT INTERVAL (i) DAY AS n, i AS n, 0.10::DECIMAL(38, 2) AS d FROM range(9000) r(i) ORDER BY i DESC`,
			brief
		);
		expect(told.columns).toEqual(['n text', 'n number', 'd number']);
		expect(told.rows[0]).toEqual(['8999 days', '8999n', '0.10']);
		expect(told.rows.map(([, n]) => Number(String(n).slice(0, -1)))).toEqual(
			[...Array(9000).keys()].reverse()
		);
	});
});

it('the functions in a browser are those that the list was held against', async () => {
	const sql = `SELECT DISTINCT function_name FROM duckdb_functions() ORDER BY 1`;
	const { rows } = await page.ask(sql);
	const here = rows.map(([name]) => String(name));
	const there = (await wasmInNode()).query(sql).toArray();
	expect(here).toEqual(there.map((row) => (row as { function_name: string }).function_name));
	expect(here.filter((name) => allowedFunctions.has(name)).length).toBeGreaterThan(400);
});

it('a result that would burden the page fails by name, and the engine answers on', async () => {
	const { failure } = await page.ask(`SELECT repeat('x', 1000) AS x FROM range(10000000)`);
	expect(failure).toMatch(/^the result is too large: more than \d+ MB/);
	const value = boundedRows(`SELECT repeat('x', 100000000) AS x, 1 AS y`);
	expect((await page.ask(value)).failure).toMatch(/^a row is too large: 1000000\d\d bytes/);
	const sentence = `SELECT ${answerColumns} FROM (SELECT 1 AS outcome, repeat('x', 100000000) AS because) AS result`;
	expect((await page.ask(sentence)).failure).toContain('because is too long for a sentence');
	expect((await page.ask('SELECT 42 AS x')).rows).toEqual([[42]]);
});
