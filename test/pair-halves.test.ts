import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowObjects } from '#engine/engine.ts';
import { removeSource } from '#engine/load.ts';
import { settle } from '#engine/settle.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

const header =
	'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,flags,packets,bytes,flowID';
const [client, server] = ['192.0.2.10', '198.51.100.20'];

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

/** A flow of one direction, by the second of its minute at which it begins. */
interface Half {
	at: string;
	from: string;
	to: string;
	seconds?: string;
	proto?: string;
	flags?: string;
	packets?: number;
}

function line(half: Half): string {
	const { at, seconds = '0.010', proto = 'TCP', flags = '...AP.SF', packets = 1 } = half;
	const [from, to] = [half.from, half.to].map((end) => end.replace('#', ','));
	return `2007-01-15 03:${at},${seconds},${proto},${from},${to},${flags},${packets},${packets * 100},7`;
}

async function load(...halves: Half[]) {
	const text = [header, ...halves.map(line)].join('\n');
	const receipt = await loadText(bench.connection, 'flows.csv', `${text}\n`);
	return { receipt, sessions: await sessions() };
}

async function sessions() {
	return rowObjects(await bench.connection.query('FROM sessions ORDER BY record'));
}

const there = { from: `${client}#50100`, to: `${server}#443` };
const back = { from: `${server}#443`, to: `${client}#50100` };

describe('the two halves of a session', () => {
	it('become one row at the record of the originator, with what came back', async () => {
		const { sessions } = await load(
			{ at: '17:00.000', seconds: '2.000', ...there, packets: 12, flags: '...AP.SF' },
			{ at: '17:00.020', seconds: '3.000', ...back, packets: 9, flags: '...AP.SF' }
		);
		expect(sessions).toHaveLength(1);
		expect(sessions[0]).toMatchObject({
			record: 1n,
			reply_record: 2n,
			one_way: false,
			src_ip: client,
			dst_port: 443,
			src_packets: 12n,
			src_bytes: 1200n,
			dst_packets: 9n,
			dst_bytes: 900n,
			duration: 3.02,
			conn_state: 'SF',
			answered: true
		});
	});

	it('are told apart by when they began, not by the order of the file', async () => {
		const { sessions } = await load(
			{ at: '17:00.020', ...back, packets: 9 },
			{ at: '17:00.000', ...there, packets: 12 }
		);
		expect(
			sessions.map(({ record, reply_record, src_ip }) => [record, reply_record, src_ip])
		).toEqual([[2n, 1n, client]]);
	});

	it('that began at one moment are told apart by the port below 1024, else by the order', async () => {
		const { sessions: known } = await load(
			{ at: '17:00.000', ...back },
			{ at: '17:00.000', ...there }
		);
		expect(known.map(({ src_ip }) => src_ip)).toEqual([client]);
		const [one, other] = [`${server}#50000`, `${client}#50001`];
		const high = [
			{ at: '18:00.000', from: one, to: other },
			{ at: '18:00.000', from: other, to: one }
		];
		const { sessions } = await load(...high);
		expect(sessions.filter(({ dst_port }) => dst_port === 50_001)).toHaveLength(1);
		expect(sessions).toHaveLength(2);
	});

	it.each([
		['......S.', '...A.R..', 'REJ', false],
		['......S.', '...A..S.', null, true],
		['...AP.SF', '...AP.SF', 'SF', true],
		['...A....', '...A.R..', 'OTH', null],
		['........', '........', null, null]
	])(
		'of TCP with the flags %s and %s have the state %s, and answered is %s',
		async (forth, reply, state, answered) => {
			const { sessions } = await load(
				{ at: '17:00.000', ...there, flags: forth },
				{ at: '17:00.020', ...back, flags: reply }
			);
			expect(sessions.map((row) => [row.conn_state, row.answered])).toEqual([[state, answered]]);
		}
	);

	it('of UDP and of an ICMP echo are an answer', async () => {
		const [name, resolver] = [`${client}#53000`, `${server}#53`];
		const { sessions } = await load(
			{ at: '17:00.000', proto: 'UDP', from: name, to: resolver, flags: '........' },
			{ at: '17:00.010', proto: 'UDP', from: resolver, to: name, flags: '........' },
			{
				at: '17:01.000',
				proto: 'ICMP',
				from: `${server}#0`,
				to: `${client}#0.0`,
				flags: '........'
			},
			{
				at: '17:01.000',
				proto: 'ICMP',
				from: `${client}#0`,
				to: `${server}#8.0`,
				flags: '........'
			}
		);
		expect(sessions.map((row) => [row.proto, row.src_ip, row.src_port, row.answered])).toEqual([
			['udp', client, 53_000, true],
			['icmp', client, 8, true]
		]);
	});

	it('are each used once, and what has no other half stays as it is', async () => {
		const { sessions } = await load(
			{ at: '17:00.000', ...there },
			{ at: '17:00.020', ...back },
			{ at: '17:00.500', ...there },
			{ at: '17:10.000', from: `${client}#50101`, to: `${server}#443` }
		);
		expect(sessions.map((row) => [row.record, row.reply_record, row.one_way])).toEqual([
			[1n, 2n, false],
			[3n, null, true],
			[4n, null, true]
		]);
		expect(sessions.slice(1).map((row) => [row.dst_bytes, row.answered])).toEqual([
			[null, null],
			[null, null]
		]);
	});

	it('that lie more than a minute apart are of two conversations', async () => {
		const { sessions } = await load({ at: '17:00.000', ...there }, { at: '18:00.011', ...back });
		expect(sessions.map(({ one_way }) => one_way)).toEqual([true, true]);
		const { sessions: near } = await load(
			{ at: '27:00.000', ...there },
			{ at: '28:00.000', ...back }
		);
		expect(near.filter(({ reply_record }) => reply_record !== null)).toHaveLength(1);
	});

	it('of one long session that is reported in pieces keep its originator, though a piece is lost', async () => {
		const { sessions } = await load(
			{ at: '10:00.000', seconds: '59.900', ...there },
			{ at: '10:00.020', seconds: '59.900', ...back },
			{ at: '11:00.000', seconds: '59.900', ...there },
			{ at: '12:00.000', seconds: '59.900', ...back },
			{ at: '12:00.020', seconds: '59.900', ...there }
		);
		expect(sessions.map((row) => [row.record, row.reply_record, row.src_ip])).toEqual([
			[1n, 2n, client],
			[3n, null, client],
			[5n, 4n, client]
		]);
	});

	it('are found where two requests go out before two replies', async () => {
		const { sessions } = await load(
			{ at: '17:00.000', ...there },
			{ at: '17:00.100', ...there },
			{ at: '17:00.200', ...back },
			{ at: '17:00.300', ...back }
		);
		expect(sessions.map(({ src_ip, one_way }) => [src_ip, one_way])).toEqual([
			[client, false],
			[client, false]
		]);
	});

	it('of a machine with itself are a pair, and a flow to its own port is none', async () => {
		const { sessions } = await load(
			{ at: '17:00.000', from: '127.0.0.1#40000', to: '127.0.0.1#25' },
			{ at: '17:00.010', from: '127.0.0.1#25', to: '127.0.0.1#40000' },
			{ at: '17:00.000', proto: 'UDP', from: '127.0.0.1#123', to: '127.0.0.1#123' },
			{ at: '17:00.010', proto: 'UDP', from: '127.0.0.1#123', to: '127.0.0.1#123' }
		);
		expect(sessions.map((row) => row.one_way)).toEqual([false, true, true]);
	});

	it('leave the account of the records as it was read, and the receipt says what was paired', async () => {
		const { receipt } = await load({ at: '17:00.000', ...there }, { at: '17:00.020', ...back });
		expect([receipt.records, receipt.rows]).toEqual([2, { sessions: 2 }]);
		expect(receipt.notes).toContain(
			"2 records of one direction were paired into 1 session, each at its originator's record"
		);
	});

	it('are not sought in another source, nor again when one comes or goes', async () => {
		const { connection } = bench;
		const { receipt } = await load({ at: '17:00.000', ...there });
		await load({ at: '17:00.020', ...back });
		await settle(connection, ['sessions']);
		expect((await sessions()).map(({ one_way }) => one_way)).toEqual([true, true]);
		await removeSource(connection, receipt.source_id, null);
		await settle(connection, ['sessions']);
		expect((await sessions()).map(({ src_ip }) => src_ip)).toEqual([server]);
	});

	it('are not sought among sessions of both directions', async () => {
		const flow = (from: string, to: string, id: number) =>
			JSON.stringify({
				timestamp: '2007-01-15T03:17:02.000000+0000',
				flow_id: id,
				event_type: 'flow',
				src_ip: from,
				src_port: from === client ? 50_100 : 443,
				dest_ip: to,
				dest_port: to === client ? 50_100 : 443,
				proto: 'TCP',
				flow: { pkts_toserver: 1, pkts_toclient: 1, start: '2007-01-15T03:17:00.000000+0000' }
			});
		const text = `${flow(client, server, 1)}\n${flow(server, client, 2)}\n`;
		await loadText(bench.connection, 'eve.json', text);
		expect((await sessions()).map(({ reply_record }) => reply_record)).toEqual([null, null]);
	});
});
