import { DuckDBInstance } from '@duckdb/node-api';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { eventTables, type EventTableName } from '#tables/event-tables.ts';
import { inputFile } from '../bin/bench/generate/index.mjs';
import { makeTables } from '../bin/bench/native.mjs';
import { readBytes } from './support/read-bytes.ts';

type Row = Record<string, unknown>;

const ROWS = 3_000;

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'lookdeeper-peers-'));
	vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
});

/** The rows of every table that the native program makes of a file. */
async function peersRows(name: string, path: string): Promise<Map<EventTableName, Row[]>> {
	const instance = await DuckDBInstance.create(':memory:');
	const connection = await instance.connect();
	await connection.run(`SET TimeZone = 'UTC'`);
	await makeTables(connection, name, path);
	const rowsOf = async (query: string): Promise<Row[]> =>
		(await connection.runAndReadAll(query)).getRowObjectsJson();
	const made = await rowsOf(`SELECT table_name FROM duckdb_tables() WHERE table_name <> 'raw'`);
	const tables = new Map<EventTableName, Row[]>();
	for (const { table_name: table } of made)
		tables.set(table as EventTableName, await rowsOf(`FROM ${String(table)}`));
	connection.closeSync();
	instance.closeSync();
	return tables;
}

/** A value as both write it: the one gives a time a zone and the other digits that are zero, and big integers are texts. */
function written(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	const text = String(value);
	const time = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d+))?Z?$/.exec(text);
	return time === null ? text : `${time[1]} ${time[2]}.${(time[3] ?? '').padEnd(6, '0')}`;
}

describe('what the bench measures against does the same job', () => {
	it.each([
		['web', ['web'], [], 0],
		['firewall', ['firewall'], [], 0],
		// DuckDB's readers of CSV and JSON do not tell where a record stood.
		['zeek', ['sessions'], ['record'], 0],
		// The one of JSON loses the record behind one that is cut.
		['eve', ['alerts', 'sessions', 'web', 'dns', 'tls', 'files'], ['record'], 1]
	])('%s: the rows of %j, with every value but those of %j', async (name, names, untold, lost) => {
		const path = await inputFile(name, ROWS);
		const { rows } = await readBytes(readFileSync(path), { settings: { year: 2024 } });
		const tables = await peersRows(name, path);
		expect([...tables.keys()].sort()).toEqual([...names].sort());
		let missing = 0;
		for (const [table, theirs] of tables) {
			const known = new Set(eventTables[table].columns.map((column) => column.name));
			const columns = Object.keys(theirs[0]!).filter((column) => !untold.includes(column));
			expect(columns.filter((column) => !known.has(column))).toEqual([]);
			const ours = rows.filter((row) => row.table === table);
			missing += ours.length - theirs.length;
			let at = 0;
			for (const row of theirs) {
				while (at < ours.length && !agree(columns, row, ours[at]!)) at++;
				expect(ours[at++], `${table}: ${JSON.stringify(row)}`).toBeDefined();
			}
		}
		expect(missing).toBe(lost);
	});
});

/** It knows the Community ID of TCP and UDP over IPv4 alone. */
function agree(columns: readonly string[], theirs: Row, ours: Row): boolean {
	return columns.every((column) => {
		const told = written(theirs[column]);
		return told === written(ours[column]) || (column === 'community_id' && told === null);
	});
}
