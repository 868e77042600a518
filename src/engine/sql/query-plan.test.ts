import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { wasmInNode } from '#test/support/wasm-in-node.ts';
import { planSql, readPlan } from './query-plan.ts';

const tables = `CREATE TABLE web AS SELECT i AS k, i % 7 AS status FROM range(5000) t(i);
	CREATE TABLE dns AS SELECT i * 2 AS k FROM range(100) t(i)`;
const sql =
	'SELECT status, count(*) AS n FROM web JOIN dns USING (k) WHERE status > 2 GROUP BY status ORDER BY n';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	for (const statement of tables.split(';')) await connection.query(statement);
});

afterAll(() => engine.close());

/** What either engine says of how it ran the statement. */
const engines: Record<string, () => Promise<string>> = {
	native: async () => String((await connection.query(planSql(sql))).rows[0]![1]),
	'in the page': async () => {
		const wasm = await wasmInNode();
		for (const statement of tables.split(';')) wasm.query(statement);
		return String(wasm.query(planSql(sql)).get(0)?.toJSON().explain_value);
	}
};

describe('how a statement was run is read from what the engine says', () => {
	it.each(Object.entries(engines))('%s', async (_, ask) => {
		const plan = readPlan(await ask())!;
		const scan = plan.steps.find(({ table }) => /web$/.test(table ?? ''))!;
		expect(scan.operator).toMatch(/SCAN/);
		expect(scan.rows).toBeGreaterThan(0);
		const join = plan.steps.find(({ operator }) => operator === 'HASH_JOIN')!;
		expect(join.by.map(({ words }) => words)).toContain('k = k');
		expect(join.depth).toBeLessThan(scan.depth);
		expect(plan.steps.some(({ operator }) => operator === 'EXPLAIN_ANALYZE')).toBe(false);
		expect(plan.steps.every(({ seconds }) => seconds !== null && seconds >= 0)).toBe(true);
		expect(plan.steps[0]!.depth).toBe(0);
	});

	it('and what is no plan is none', () => {
		expect(readPlan('no plan')).toBe(null);
		expect(readPlan('[]')).toBe(null);
	});
});
