import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { prepare } from './prepare.ts';

let engine: Engine;
let connection: Connection;
beforeEach(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
});
afterEach(async () => engine.close());

async function rowsOf(sql: string): Promise<number> {
	return (await connection.query(sql)).rows.length;
}

it('a new database gets the event tables, wherever it is', async () => {
	expect(await prepare(connection, 'memory')).toBe(true);
	expect(await rowsOf('FROM alerts')).toBe(0);
});

it('a database on disk keeps the rows of an earlier visit', async () => {
	expect(await prepare(connection, 'disk')).toBe(true);
	await connection.query(`INSERT INTO sources (source_id) VALUES ('abc')`);
	expect(await prepare(connection, 'disk')).toBe(true);
	expect(await rowsOf('FROM sources')).toBe(1);
});

it('a database that another edition of the program made is not used', async () => {
	await prepare(connection, 'disk');
	await connection.query(`COMMENT ON TABLE sources IS 'another'`);
	expect(await prepare(connection, 'disk')).toBe(false);
	await connection.query('COMMENT ON TABLE sources IS NULL');
	expect(await prepare(connection, 'disk')).toBe(false);
});
