import { afterAll, beforeAll, expect, it } from 'vitest';
import { openNativeEngine } from '../duckdb/node.ts';
import type { Engine } from '../duckdb/engine.ts';
import { literal } from '../sql/sql.ts';
import { rotationStem } from './rotation-stem.ts';

let engine: Engine;
beforeAll(async () => void (engine = await openNativeEngine()));
afterAll(() => engine.close());

async function stemsOf(names: readonly string[]): Promise<unknown[]> {
	const connection = await engine.connect();
	const rows = names.map((name) => `SELECT ${rotationStem(literal(name))}`);
	return (await connection.query(rows.join(' UNION ALL '))).rows.flat();
}

it.each([
	['conn.log', ['conn.log.1', 'conn.1.log', 'conn.log.12.gz', 'CONN.log', 'conn.log-20240101.xz']],
	['conn.log', ['conn.00:00:00-01:00:00.log.gz', 'conn.2024-01-01-15-00-00.log']],
	['nfcapd.csv', ['nfcapd.202401010000.csv', 'nfcapd.20240101000500.csv']],
	['ring.pcapng', ['ring_00001_20240101120000.pcapng', 'ring_00002_20240101130000.pcapng']],
	['eve.json', ['eve-2024-01-01-12:30.json', 'eve-2024-01-01T12-30-00Z.json']],
	['site-a/conn.log', ['site-a/conn.2024-01-01.log']]
])('%s is what all files of one rotated log are called: %j', async (stem, names) => {
	expect(await stemsOf(names)).toEqual(names.map(() => stem));
});

it('a number that is a place is none of a rotation', async () => {
	const names = [
		'net1.log',
		'net2.log',
		'10.1.2.3.log',
		'10.1.2.4.log',
		'fw-1.log',
		'sensor_2.csv'
	];
	expect(await stemsOf(names)).toEqual(names);
});
