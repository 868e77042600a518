// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#engine/duckdb/engine.ts';
import { openNativeEngine } from '#engine/duckdb/node.ts';
import { pageOfRows } from '#engine/sql/bounded-rows.ts';
import { fileFormats } from '#ui/download/file-format.ts';
import type { LoadRows } from '#ui/paged-rows.svelte.ts';
import { RowDownload } from '#ui/download/row-download.svelte.ts';

/** Every type that rows have, at its edges, with an absent value in each column. */
const kinds: Readonly<Record<string, readonly string[]>> = {
	BOOLEAN: ['true', 'false'],
	TINYINT: ['-128', '127'],
	UINTEGER: ['0', '4294967295'],
	BIGINT: ['-9223372036854775808', '9223372036854775807', '9007199254740993'],
	UBIGINT: ['18446744073709551615'],
	HUGEINT: ['-99999999999999999999999999999999999999', '12345678901234567890'],
	DOUBLE: ["'nan'", "'inf'", "'-inf'", '0.1', '-0.0', '1e300'],
	FLOAT: ['0.1', '16777217'],
	'DECIMAL(18,3)': ['-0.001', '123456789012345.678', '0'],
	'DECIMAL(38,10)': ['1234567890123456789012345678.0123456789'],
	TIMESTAMP: ["'1969-12-31 23:59:59.999999'", "'2026-01-02 03:04:05.000006'"],
	DATE: ["'1969-12-31'", "'2026-02-28'"],
	VARCHAR: ["''", '\'a,"b"\'', "'ü \\u{202E}'", "'line' || chr(10) || 'line'", "'NULL'"],
	'INTEGER[]': ['[1, NULL, 3]', '[]'],
	'STRUCT(a INTEGER, b VARCHAR)': ["{'a': 1, 'b': 'x, y'}", "{'a': NULL, 'b': 'it''s'}"],
	'VARCHAR[]': ["['a', 'b, c', '']"],
	INTERVAL: ["INTERVAL '1 month 2 days 3 seconds'"],
	UUID: ["'8f7e6d5c-4b3a-4291-8f7e-6d5c4b3a2910'"]
};

const folder = mkdtempSync(join(tmpdir(), 'rows-'));
let ours: Connection;
let close: () => Promise<void>;
let other: Awaited<ReturnType<DuckDBInstance['connect']>>;

beforeAll(async () => {
	const engine = await openNativeEngine();
	ours = await engine.connect();
	close = () => engine.close();
	other = await (await DuckDBInstance.create()).connect();
});

afterAll(async () => {
	await close();
	other.closeSync();
	rmSync(folder, { recursive: true });
});

function statementOf(type: string, values: readonly string[]): string {
	const rows = [...values, 'NULL'].map((value, n) => `SELECT ${n} AS n, (${value})::${type} AS v`);
	return `SELECT * FROM (${rows.join(' UNION ALL ')}) ORDER BY n`;
}

/** The file that a download of a statement gives, in a format. */
async function taken(sql: string, name: string): Promise<string> {
	const load: LoadRows = ({ offset, limit, around }) =>
		ours.query(pageOfRows(sql, { offset, limit, ...(around && { around }) }));
	const format = fileFormats.find((one) => one.name === name)!;
	const download = new RowDownload(load);
	const blob = await download.take(format, (rows) => rows);
	expect(download.failure).toBeNull();
	const path = join(folder, `rows${format.ending}`);
	writeFileSync(path, Buffer.from(await blob!.arrayBuffer()));
	return path;
}

/** Rows of which what is read again differs from what was written. */
async function differing(type: string, sql: string, read: string): Promise<unknown[]> {
	const reader = await other.runAndReadAll(`
		SELECT w.n, w.v::VARCHAR AS written, r.v::VARCHAR AS back
		FROM (${sql}) AS w FULL JOIN ${read} AS r ON w.n::BIGINT = r.n::BIGINT
		WHERE w.v IS DISTINCT FROM r.v::${type}`);
	return reader.getRowsJson();
}

describe.each(Object.entries(kinds))(
	'what is written of %s is read again by DuckDB as it was',
	(type, values) => {
		const sql = statementOf(type, values);

		it('from Parquet', async () => {
			const path = await taken(sql, 'parquet');
			expect(await differing(type, sql, `read_parquet('${path}')`)).toEqual([]);
		});

		it('from CSV, where no value is one that a spreadsheet would run', async () => {
			const path = await taken(sql, 'csv');
			const read = `read_csv('${path}', all_varchar = true, header = true, nullstr = '', allow_quoted_nulls = false)`;
			expect(await differing(type, sql, read)).toEqual([]);
		});

		it('from NDJSON', async () => {
			const path = await taken(sql, 'lines');
			const read = `(SELECT (json->>'n')::INTEGER AS n, json->>'v' AS v FROM read_ndjson_objects('${path}'))`;
			expect(await differing(type, sql, read)).toEqual([]);
		});
	}
);

it('Parquet keeps types: numbers, moments, days and truths are no text', async () => {
	const sql = `SELECT 1::HUGEINT AS h, 1.5::DECIMAL(18,3) AS d, TIMESTAMP '2026-01-02' AS t, DATE '2026-01-02' AS day, true AS b, 1::BIGINT AS i, [1] AS l`;
	const path = await taken(sql, 'parquet');
	const reader = await other.runAndReadAll(`DESCRIBE FROM read_parquet('${path}')`);
	expect(reader.getRows().map(([, type]) => type)).toEqual([
		'DECIMAL(38,0)',
		'DECIMAL(18,3)',
		'TIMESTAMP',
		'DATE',
		'BOOLEAN',
		'BIGINT',
		'VARCHAR'
	]);
});

it('more rows than are asked for at once are all in the file, in their order', async () => {
	const sql = 'SELECT i AS n, i * 2 AS v FROM range(25000) AS r(i) ORDER BY i';
	const path = await taken(sql, 'parquet');
	const reader = await other.runAndReadAll(
		`SELECT count(*)::INTEGER, sum(n)::INTEGER, bool_and(v = 2 * n) FROM read_parquet('${path}')`
	);
	expect(reader.getRows()).toEqual([[25_000, 312_487_500, true]]);
});

it('a value that Parquet cannot hold is named, and no file comes of it', async () => {
	const load: LoadRows = ({ offset, limit, around }) =>
		ours.query(
			pageOfRows("SELECT 'infinity'::TIMESTAMP AS t", { offset, limit, ...(around && { around }) })
		);
	const download = new RowDownload(load);
	const format = fileFormats.find(({ name }) => name === 'parquet')!;
	expect(await download.take(format, (rows) => rows)).toBeNull();
	expect(download.failure).toContain('take CSV or JSON: infinity');
});
