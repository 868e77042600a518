import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeSource } from '#engine/store/load.ts';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { pcap } from './captures/files.ts';
import { packetsOf, type Conversation } from './flows/conversations.ts';
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

const conversation: Conversation = {
	proto: 'tcp',
	client: '192.0.2.7',
	clientPort: 40_001,
	server: '198.51.100.9',
	serverPort: 4899,
	kind: 'accepted',
	at: 0,
	pace: 0.01
};

/** What the client of a drawn conversation sent, as an Ethernet frame of IPv4 has it. */
const sentBy = (drawn: Conversation) =>
	packetsOf(drawn).filter(({ bytes }) => bytes.slice(26, 30).join('.') === drawn.client);

async function answersOf(packets: ReturnType<typeof packetsOf>): Promise<unknown[]> {
	const captured = packets.map(({ at, bytes }) => {
		const micros = Math.round(at * 1e6);
		return {
			seconds: 1_700_000_000 + Math.floor(micros / 1e6),
			fraction: micros % 1e6,
			bytes
		};
	});
	await loadText(bench.connection, 'way.pcap', pcap({ order: 'little', linkType: 1 }, captured));
	return (await sessions()).map(({ answered }) => answered);
}

const later = (at: number) => packetsOf({ ...conversation, clientPort: 40_002, at });

describe('a session of packets', () => {
	it('whose handshake only the originator’s own packets tell of is not known to be unanswered', async () =>
		expect(await answersOf([...sentBy(conversation), ...later(9)])).toEqual([null, true]));

	it('whose request got nothing while the capture went on for a second was not answered', async () =>
		expect(await answersOf([sentBy(conversation)[0]!, ...later(1)])).toEqual([false, true]));

	it('whose request stands within a second of the end of the capture may have been answered behind it', async () =>
		expect(await answersOf([sentBy(conversation)[0]!, ...later(0.5)])).toEqual([null, true]));

	it('speaks for the times of the packets of its capture and for no silence between them', async () => {
		await answersOf([...sentBy(conversation), ...later(150)]);
		const { rows } = await bench.connection.query(`SELECT table_name, from_ts, to_ts, bound, reach
			FROM coverage WHERE table_name IN ('packets', 'sessions') ORDER BY ALL`);
		const [packets, derived] = ['packets', 'sessions'].map((name) =>
			rows.filter(([table]) => table === name).map((row) => row.slice(1))
		);
		expect(derived).toHaveLength(2);
		expect(derived).toEqual(packets);
	});
});
