import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { duckdbKeywords, duckdbTypes } from './keywords.ts';

let engine: Engine;
let connection: Connection;

beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
});

afterAll(() => engine.close());

async function listed(sql: string): Promise<unknown[]> {
	return (await connection.query(sql)).rows.map(([name]) => name).toSorted();
}

describe('the words of the language are those that the engine lists; if not, run npm run keywords', () => {
	it.each(Object.entries(duckdbKeywords))('%s', async (category, words) => {
		expect(words.toSorted()).toEqual(
			await listed(
				`SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = '${category}'`
			)
		);
	});

	it('of all its categories, and its types', async () => {
		expect(Object.keys(duckdbKeywords).toSorted()).toEqual(
			await listed('SELECT DISTINCT keyword_category FROM duckdb_keywords()')
		);
		expect(duckdbTypes.toSorted()).toEqual(
			await listed(
				"SELECT DISTINCT type_name FROM duckdb_types() WHERE type_name = lower(type_name) AND type_name NOT LIKE '% %'"
			)
		);
	});
});
