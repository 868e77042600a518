import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNativeEngine } from './node.ts';
import { inProgram, lockdown } from './settings.ts';

const before = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'lookdeeper-engine-'));
const marked = 'what stands in the file';

beforeAll(() => {
	process.chdir(folder);
	for (const place of ['.', '.tmp', 'inner']) {
		mkdirSync(place, { recursive: true });
		writeFileSync(join(place, 'mine.csv'), `a\n${marked}\n`);
	}
});
afterAll(() => {
	process.chdir(before);
	rmSync(folder, { recursive: true });
});

/** All that a statement gives, or the words of its failure. */
async function said(...statements: string[]): Promise<string> {
	const engine = await openNativeEngine();
	const connection = await engine.connect();
	const given: string[] = [];
	for (const sql of statements)
		given.push(
			await connection.query(sql).then(
				({ rows }) => rows.flat().join(' '),
				(error) => `failed: ${error}`
			)
		);
	await connection.close();
	await engine.close();
	return given.join('\n');
}

/** Statements in a process of their own, which may come to any end. */
function tryAside(statements: readonly string[]): void {
	const program = `
		const { DuckDBInstance } = await import(${JSON.stringify(import.meta.resolve('@duckdb/node-api'))});
		const connection = await (await DuckDBInstance.create(':memory:')).connect();
		for (const sql of ${JSON.stringify([...inProgram, ...lockdown])}) await connection.run(sql);
		console.log('begun');
		for (const sql of ${JSON.stringify(statements)}) await connection.run(sql).catch(() => undefined);`;
	const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
		encoding: 'utf8',
		cwd: folder
	});
	expect(stdout).toBe('begun\n');
}

function everyFile(): string[] {
	const names = readdirSync(folder, { recursive: true, withFileTypes: true });
	return names
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => `${name}: ${readFileSync(join(parentPath, name), 'utf8')}`);
}

const places = [
	'mine.csv',
	'.tmp/mine.csv',
	'inner/mine.csv',
	join(folder, '.tmp/mine.csv'),
	'/etc/hostname'
];
const globs = ['*', '.tmp/*', join(tmpdir(), '*'), join(homedir(), '*'), '/etc/*', '**'];

describe('the engine of the command line, without the guard', () => {
	it.each(places)('reads no file: %s', async (place) => {
		const reads = [
			'read_text',
			'read_blob',
			'read_csv',
			'read_json',
			'parquet_scan',
			'read_duckdb',
			'sniff_csv'
		];
		const statements = [
			...reads.map((name) => `FROM ${name}('${place}')`),
			`FROM '${place}'`,
			`FROM "${place}"`,
			`CREATE TABLE t (a VARCHAR); COPY t FROM '${place}'`,
			`ATTACH '${place}' AS other (READ_ONLY)`
		];
		const words = await said(...statements);
		expect(words).not.toContain(marked);
		expect(words.split('\n').filter((line) => line.startsWith('failed: '))).toHaveLength(
			statements.length
		);
	});

	it.each(globs)('lists no folder: %s', async (glob) => {
		for (const name of ['glob', 'read_text', 'read_blob'])
			expect(await said(`FROM ${name}('${glob}')`)).toMatch(
				/^failed: .*disabled by configuration/s
			);
	});

	it.each(['out', '.tmp/out', join(tmpdir(), 'lookdeeper-engine-out')])(
		'writes nothing: %s',
		(place) => {
			const were = [everyFile(), readdirSync(tmpdir()).includes('lookdeeper-engine-out')];
			tryAside([
				`COPY (SELECT 1) TO '${place}'`,
				`COPY (SELECT 1 AS a) TO '${place}' (PARTITION_BY a)`,
				`ATTACH '${place}' AS other`,
				`EXPORT DATABASE '${place}'`,
				'CREATE PERSISTENT SECRET s (TYPE http)',
				`SET profiling_output = '${place}'`,
				"PRAGMA enable_profiling = 'json'",
				`CALL enable_profiling(format = 'json', save_location = '${place}')`,
				'SELECT 42'
			]);
			tryAside([
				`CALL enable_logging(storage = 'file', storage_path = '${place}')`,
				"SELECT write_log('x')"
			]);
			expect([everyFile(), readdirSync(tmpdir()).includes('lookdeeper-engine-out')]).toEqual(were);
		}
	);

	it('has no folder of its own, and none can be given to it', async () => {
		const settings = await said(
			`SELECT name, value FROM duckdb_settings() WHERE name IN ('temp_directory', 'allowed_directories',
				'allowed_paths', 'enable_external_access', 'lock_configuration') ORDER BY name`
		);
		expect(settings).toBe(
			'allowed_directories [] allowed_paths [] enable_external_access false lock_configuration true temp_directory '
		);
		const changes = [
			`temp_directory = '${folder}'`,
			`allowed_directories = ['${folder}']`,
			`allowed_paths = ['${folder}/mine.csv']`,
			'enable_external_access = true',
			'lock_configuration = false',
			"TimeZone = 'Asia/Kolkata'"
		];
		for (const change of changes)
			expect(await said(`SET ${change}`)).toMatch(/^failed: .*(locked|disabled|Cannot)/s);
	});

	it('says times as of UTC, wherever the machine is', async () => {
		expect(await said("SELECT '2007-01-15 03:17:36+02'::TIMESTAMPTZ::VARCHAR")).toBe(
			'2007-01-15 01:17:36+00'
		);
	});
});
