import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Batch } from '#tables/batch.ts';
import type { Connection } from '#engine/duckdb/engine.ts';
import { loadOwnColumns, loadSource, type Read } from '#engine/store/load-source.ts';
import { SourceLoader, viewsOfSources } from '#engine/store/load.ts';
import { readBytes } from '#intake/reading/read-bytes.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { bytesOf } from '#lib/bytes.ts';
import { alertLine } from './support/alert-line.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { memoryBytes } from './support/memory-bytes.ts';

const records = '{"user":"a","n":1}\n{"user":"b","n":2}\n';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

async function batchesOf(text: string): Promise<Batch[]> {
	const batches: Batch[] = [];
	await readBytes(memoryBytes(bytesOf(text)), defaultSettings, Date.UTC(2007, 0, 20), {
		onOpened: () => undefined,
		onBatch: (batch) => void batches.push(batch)
	});
	return batches;
}

async function count(relation: string): Promise<number> {
	const { rows } = await bench.connection.query(`SELECT count(*) FROM ${relation}`);
	return Number(rows[0]![0]);
}

describe('a source that is taken back while it is read', () => {
	it.each([
		['event rows', alertLine, 'alerts'],
		['own columns', records, "duckdb_tables() WHERE starts_with(table_name, 'native_')"]
	])('leaves nothing: what still comes of it stays out (%s)', async (_, text, relation) => {
		const [batch] = await batchesOf(text);
		const loader = await SourceLoader.begin(bench.connection, 'abc', 'first');
		const before = await count(relation);
		await loader.append(batch!);
		const late = loader.append(batch!).catch(() => undefined);
		await loader.rollback();
		await late;
		await expect(loader.append(batch!)).rejects.toMatchObject({ kind: 'cancelled' });
		expect(await count(relation)).toBe(before);
	});
});

describe('a source of which rows go astray on the way', () => {
	it.each([alertLine, records])('is refused, and leaves nothing', async (text) => {
		const { connection } = bench;
		const lossy: Connection = {
			query: (sql, options) => connection.query(sql, options),
			append: (table, batch) => connection.append(table, { ...batch, rows: batch.rows - 1 }),
			close: () => connection.close()
		};
		const read: Read = (handlers) =>
			readBytes(memoryBytes(bytesOf(text)), defaultSettings, Date.UTC(2007, 0, 20), handlers);
		await expect(loadSource(lossy, read, { origin: null })).rejects.toThrow(
			/\d+ rows went to \w+, \d+ arrived/
		);
		expect(await count('sources')).toBe(0);
		expect(await count('alerts')).toBe(0);
	});
});

describe('the sources in a database', () => {
	it('are known with the views that show their own columns', async () => {
		const kept = await loadText(bench.connection, 'users.json', records, { native: true });
		const plain = await loadText(bench.connection, 'alerts.log', alertLine);
		const found = await viewsOfSources(bench.connection);
		expect(found.size).toBe(2);
		const view = found.get(kept.source_id) ?? '';
		expect(await count(`"${view}"`)).toBe(2);
		expect(found.get(plain.source_id)).toBeNull();
	});

	it('have a view once their own columns were read', async () => {
		const receipt = await loadText(bench.connection, 'alerts.log', alertLine);
		expect(receipt.own_columns).toBe('on demand');
		await loadOwnColumns(
			bench.connection,
			(handlers) =>
				readBytes(
					memoryBytes(bytesOf(alertLine), 'alerts.log'),
					{ ...defaultSettings, native: true },
					Date.UTC(2007, 0, 20),
					handlers
				),
			'own_alerts',
			{}
		);
		expect(await viewsOfSources(bench.connection)).toEqual(
			new Map([[receipt.source_id, 'own_alerts']])
		);
	});
});
