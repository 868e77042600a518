import { performance } from 'node:perf_hooks';
import { DuckDBInstance } from '@duckdb/node-api';
import { fillingSql, statements } from '../own/cells.mjs';

const TURNS = 3;

/**
 * Milliseconds of all cells of a recipe over so many sessions: `page` as an investigation of it takes in the browser,
 * and `native` the sum of the same statements in native DuckDB on one thread. The best of some turns each.
 */
export async function measureCells(browser, url, rows) {
	const page = await (await browser.newContext()).newPage();
	page.setDefaultTimeout(600_000);
	await page.goto(url);
	await page.waitForFunction(() => globalThis.isReady);
	const { schema, failed, times } = await page.evaluate(
		([many, turns]) => globalThis.bench.cells(many, turns),
		[rows, TURNS]
	);
	await page.context().close();
	if (failed.length > 0) throw new Error(`cells have failed: ${failed[0]}`);
	return { page: Math.min(...times), native: await natively(schema, rows) };
}

async function natively(schema, rows) {
	const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
	const connection = await instance.connect();
	for (const statement of [...schema, ...fillingSql(rows)]) await connection.run(statement);
	const sums = [];
	for (let turn = 0; turn < TURNS; turn++) {
		const began = performance.now();
		for (const sql of statements)
			await connection.runAndReadAll(
				`SELECT result.* FROM (SELECT * FROM alerts) AS alert CROSS JOIN LATERAL (\n${sql}\n) AS result`
			);
		sums.push(performance.now() - began);
	}
	connection.closeSync();
	instance.closeSync();
	return Math.min(...sums);
}
