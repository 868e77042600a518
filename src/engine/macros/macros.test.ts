import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection, Engine } from '../duckdb/engine.ts';
import { openNativeEngine } from '../duckdb/node.ts';
import { schemaStatements } from '../store/schema.ts';

let engine: Engine;
let connection: Connection;
beforeAll(async () => {
	engine = await openNativeEngine();
	connection = await engine.connect();
	for (const statement of schemaStatements()) await connection.query(statement);
});
afterAll(() => engine.close());

const said = async (sql: string) => (await connection.query(`SELECT ${sql}`)).rows[0]![0];

describe('rules are those of a firewall', () => {
	it.each([
		["'fw-1', NULL, 'FW-1'", true],
		["'fw-1 outside in', NULL, 'fw-1'", true],
		["'fw-1', '192.0.2.1,192.0.2.2', '192.0.2.2'", true],
		["'fw-1', '192.0.2.1', 'fw-2'", false],
		["'fw-10', '192.0.2.1', 'fw-1'", false],
		["'fw-1', NULL, 'fw-2'", null],
		["'fw-1', NULL, NULL", null]
	])('%s: %s', async (of, expected) => {
		expect(await said(`is_policy_of(${of})`)).toBe(expected);
	});
});

describe('a text tells of a service that began', () => {
	it.each([
		["'New listening port: tcp 4899'", true],
		["'Service x was installed.'", true],
		["'The service x stopped'", false],
		['NULL', null]
	])('%s: %s', async (of, expected) => {
		expect(await said(`new_service(${of})`)).toBe(expected);
	});
});

describe('why steps are unknown', () => {
	const of = (...rows: string[]) =>
		said(`unanswered(outcome, lowered, because, position)
			FROM (VALUES ${rows.join()}) AS steps(outcome, lowered, because, position)`);

	it('is told once, in the order of the steps', async () => {
		expect(
			await of(
				"('unknown', ['no log', 'no rules'], 'x', 2)",
				"('unknown', NULL, 'no session', 1)",
				"('clear', NULL, 'y', 3)",
				"('unknown', ['no log', 'no logs of it'], 'z', 4)"
			)
		).toBe('no session; no log; no rules; no logs of it');
	});
	it('is null where none is', async () => {
		expect(await of("('clear', NULL::VARCHAR[], 'y', 3)")).toBe(null);
	});
});
