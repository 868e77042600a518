import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropLaidAside, layAside, putBack } from '#engine/store/laid-aside.ts';
import { tablesOfSources } from '#engine/store/load.ts';
import { loadSource } from '#engine/store/load-source.ts';
import { readBytes } from '#intake/reading/read-bytes.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { emptyBench, type Bench } from './support/evidence.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { samplesOf } from './support/samples.ts';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(() => bench.engine.close());

async function loaded() {
	const { connection } = bench;
	const sample = samplesOf('suricata-eve').find(({ file }) => file === 'eve.json')!;
	const bytes = memoryBytes(sample.bytes, sample.file);
	return loadSource(
		connection,
		(handlers) => readBytes(bytes, { ...defaultSettings, native: true }, Date.now(), handlers),
		{ origin: null }
	);
}

/** Everything that there is of a source, and what there is beside. */
async function all(): Promise<unknown[]> {
	const tables = tablesOfSources.map(async (table) => {
		const { rows } = await bench.connection.query(`SELECT * FROM ${table} ORDER BY ALL`);
		return [table, rows];
	});
	const { rows } = await bench.connection.query(
		`SELECT table_name FROM duckdb_tables() UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL`
	);
	return [...(await Promise.all(tables)), rows];
}

test('a source that is laid aside is out of every table, and put back it is what it was, with its own columns', async () => {
	const empty = await all();
	const { receipt, view } = await loaded();
	const before = await all();
	const own = await bench.connection.query(`SELECT * FROM ${view!.name} ORDER BY ALL`);
	const laid = await layAside(bench.connection, receipt.source_id, view!.name);
	expect((await all()).slice(0, -1)).toEqual(empty.slice(0, -1));
	await putBack(bench.connection, laid);
	expect(await all()).toEqual(before);
	expect(await bench.connection.query(`SELECT * FROM ${view!.name} ORDER BY ALL`)).toEqual(own);
});

test('what was laid aside at an earlier visit is given up, and nothing else', async () => {
	const { receipt, view } = await loaded();
	const empty = await all().then((found) => found.at(-1));
	await layAside(bench.connection, receipt.source_id, view!.name);
	await dropLaidAside(bench.connection);
	const left = (await all()).at(-1) as string[][];
	expect(left.flat().filter((name) => name.startsWith('laid_aside'))).toEqual([]);
	expect(left.length).toBeLessThan((empty as string[][]).length);
});
