import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeSource } from '#engine/store/load.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { refreshDerived } from '#engine/store/refresh-derived.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';
import { incidentsFolder } from './support/incident-files.ts';

const source = (name: string) =>
	new Uint8Array(readFileSync(join(incidentsFolder, 'block-listed-source/sources', name)));

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

async function sessions() {
	const all = await bench.connection.query(
		`SELECT src_ip, dst_port, conn_state, src_packets, dst_packets, answered, record, source_id
		FROM sessions ORDER BY ts`
	);
	return rowObjects(all);
}

describe('a capture', () => {
	it('alone gives the sessions of its packets, each at its first packet', async () => {
		const { source_id } = await loadText(bench.connection, 'flow.pcap', source('flow.pcap'));
		const flow = (await sessions()).find(({ src_ip }) => src_ip === '203.113.188.203');
		expect(flow).toMatchObject({
			dst_port: 4899,
			conn_state: 'REJ',
			src_packets: 2n,
			dst_packets: 2n,
			answered: false,
			source_id
		});
		const { rows } = await bench.connection.query(
			"SELECT min(record) FROM packets WHERE src_ip = '203.113.188.203'"
		);
		expect(flow!.record).toBe(rows[0]![0]);
	});

	it('gives none beside a log of sessions of the same time, in whatever order they come', async () => {
		const { connection } = bench;
		await loadText(connection, 'flow.pcap', source('flow.pcap'));
		const log = await loadText(connection, 'conn.log', source('conn.log'));
		expect(await sessions()).toHaveLength(log.rows.sessions!);
		await removeSource(connection, log.source_id, null);
		await refreshDerived(connection, ['sessions']);
		expect(new Set((await sessions()).map(({ src_ip }) => src_ip))).toContain('203.113.188.203');
		await loadText(connection, 'conn-again.log', source('conn.log'));
		expect(await sessions()).toHaveLength(log.rows.sessions!);
	});
});
