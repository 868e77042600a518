import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#engine/duckdb/engine.ts';
import { loadOwnColumns, loadSource, type Read } from '#engine/store/load-source.ts';
import { readBytes } from '#intake/reading/read-bytes.ts';
import { defaultSettings } from '#intake/record/import-settings.ts';
import { Failure } from '#lib/failure.ts';
import { emptyBench, type Bench } from './support/evidence.ts';
import { memoryBytes } from './support/memory-bytes.ts';
import { readBytes as readSample } from './support/read-bytes.ts';
import { allSamples, optionsOf, samplesOf, type Sample } from './support/samples.ts';

const eve = samplesOf('suricata-eve').find(({ file }) => file === 'eve.json')!;

function reading(sample: Sample, native: boolean): Read {
	const bytes = memoryBytes(sample.bytes, sample.file);
	return (handlers) => readBytes(bytes, { ...defaultSettings, native }, Date.now(), handlers);
}

async function rowsOf(connection: Connection, sql: string) {
	return (await connection.query(sql)).rows;
}

const tables = `SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, 'native_') ORDER BY ALL`;

describe('the own columns of a source', () => {
	let bench: Bench;
	beforeEach(async () => void (bench = await emptyBench()));
	afterEach(() => bench.engine.close());

	it('are read on demand: all records, nested objects as such', async () => {
		const { connection } = bench;
		const { receipt, view } = await loadSource(connection, reading(eve, false), { origin: null });
		expect(view).toEqual({ name: 'eve_json', whole: false });
		await loadOwnColumns(connection, reading(eve, true), view!.name, {});
		const kept = receipt.records - receipt.rejects.length;
		expect(await rowsOf(connection, 'SELECT count(*)::INTEGER FROM eve_json')).toEqual([[kept]]);
		const signatures = await rowsOf(
			connection,
			'SELECT e.alert.signature, a.signature FROM eve_json AS e JOIN alerts AS a USING (source_id, record)'
		);
		expect(signatures.length).toBe(receipt.rows.alerts);
		for (const [own, event] of signatures) expect(own).toBe(event);
	});

	it('leave the event rows as they were', async () => {
		const { connection } = bench;
		const { view } = await loadSource(connection, reading(eve, false), { origin: null });
		const before = await rowsOf(connection, 'SELECT count(*) FROM alerts');
		await loadOwnColumns(connection, reading(eve, true), view!.name, {});
		expect(await rowsOf(connection, 'SELECT count(*) FROM alerts')).toEqual(before);
		expect(await rowsOf(connection, 'SELECT count(*)::INTEGER FROM sources')).toEqual([[1]]);
	});

	it('are not there at all where their reading was cancelled, and what was kept at first is', async () => {
		const { connection } = bench;
		const { view } = await loadSource(connection, reading(eve, false), { origin: null });
		const before = await rowsOf(connection, tables);
		const cut: Read = (handlers) =>
			reading(
				eve,
				true
			)({
				...handlers,
				onBatch: async (batch) => {
					await handlers.onBatch(batch);
					throw new Failure('cancelled', 'the reading was cancelled');
				}
			});
		await expect(loadOwnColumns(connection, cut, view!.name, {})).rejects.toThrow('cancelled');
		expect(await rowsOf(connection, tables)).toEqual(before);
		await loadOwnColumns(connection, reading(eve, true), view!.name, {});
		expect(await rowsOf(connection, tables)).not.toEqual(before);
	});
});

it.each(allSamples())(
	'own columns are promised where $format has any, as in $file',
	async (sample) => {
		const options = optionsOf(sample);
		const read = (native: boolean) =>
			readSample(sample.bytes, { ...options, settings: { ...options.settings, native } });
		const [{ receipt }, all] = [await read(false), await read(true)];
		expect(receipt.own_columns !== 'none').toBe(all.receipt.native_columns.length > 0);
		const events = Object.keys(receipt.rows).some((table) => table !== 'native');
		if (events) expect(receipt.own_columns).not.toBe('kept');
	}
);
