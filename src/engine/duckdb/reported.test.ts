import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#lib/failure.ts';
import { wasmInNode } from '#test/support/wasm-in-node.ts';
import type { Engine } from './engine.ts';
import { openNativeEngine } from './node.ts';
import { reportedOf } from './reported.ts';

let engine: Engine;

beforeAll(async () => {
	engine = await openNativeEngine();
});

afterAll(() => engine.close());

/** What either engine says against a statement. */
const engines: Record<string, (sql: string) => Promise<unknown>> = {
	native: async (sql) => (await engine.connect()).query(sql).catch((error: unknown) => error),
	'in the page': async (sql) => {
		const connection = await wasmInNode();
		try {
			return connection.query(sql);
		} catch (error) {
			return new Failure('query failed', (error as Error).message, { place: sql });
		}
	}
};

describe.each(Object.entries(engines))('the place of an error, %s', (_, errorOf) => {
	it.each([
		['SELECT 1 = = 2', '= 2'],
		["SELECT 'éé' AS x, 1 = = 2", '= 2'],
		["SELECT '漢字漢字' AS x, 1 = = 2", '= 2'],
		["SELECT '😀😀é𝄞' AS x, 1 = = 2", '= 2'],
		["SELECT 'é',\n\t'漢字',\n\t1 = = 2", '= 2'],
		["SELECT '漢字😀𝄞é' AS x, nope FROM range(3)", 'nope'],
		["SELECT 1,\n'漢字' || nope(1)", 'nope(']
	])('is where it stands, whatever letters stand before it: %s', async (sql, at) => {
		expect(reportedOf(await errorOf(sql)).at).toBe(sql.indexOf(at));
	});
});
