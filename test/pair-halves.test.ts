import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { rowObjects } from '#engine/duckdb/engine.ts';
import { removeSource } from '#engine/store/load.ts';
import { refreshDerived } from '#engine/derived/refresh-derived.ts';
import { emptied, emptyBench, loadText, type Bench } from './support/evidence.ts';

const header =
	'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,flags,packets,bytes,flowID';
const [client, server] = ['192.0.2.10', '198.51.100.20'];

let bench: Bench;
beforeAll(async () => void (bench = await emptyBench()));
afterEach(() => emptied(bench));
afterAll(() => bench.engine.close());

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

/** A row in which nfdump has merged two flows: what the one in front sent, and what the other. */
interface Merged extends Half {
	back?: number;
	bytes?: number;
}

async function loadMerged(...rows: Merged[]) {
	const lines = rows.map(({ from, to, ...row }) => {
		const [[sa, sp], [da, dp]] = [from.split('#'), to.split('#')];
		const { proto = 'TCP', flags = '...AP.SF', packets = 1, back = 1, bytes = 100 } = row;
		const counts = [packets, packets * bytes, back, back * bytes];
		return `2007-01-15 03:${row.at},0.010,${sa},${da},${sp},${dp},${proto},${flags},${counts.join(',')}`;
	});
	const text = ['ts,td,sa,da,sp,dp,pr,flg,ipkt,ibyt,opkt,obyt', ...lines].join('\n');
	const receipt = await loadText(bench.connection, 'merged.csv', `${text}\n`);
	return { receipt, sessions: await sessions() };
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

	it('that began at one moment are told apart by the port of a service', async () => {
		const { sessions } = await load({ at: '17:00.000', ...back }, { at: '17:00.000', ...there });
		expect(sessions.map(({ src_ip, undirected }) => [src_ip, undirected])).toEqual([
			[client, null]
		]);
	});

	it.each([
		['......S.', '...A.R..'],
		['.....RS.', '...A..S.'],
		['......S.', '...AP.S.'],
		['.......F', '...A.R..']
	])(
		'that began at one moment are told apart by the flags %s and %s, whatever the ports',
		async (forth, reply) => {
			const asks = { at: '17:00.000', from: `${client}#443`, to: `${server}#50100`, flags: forth };
			const replies = { at: '17:00.000', from: asks.to, to: asks.from, flags: reply };
			for (const halves of [
				[asks, replies],
				[replies, asks]
			]) {
				const { sessions } = await load(...halves);
				expect(sessions.filter(({ src_ip }) => src_ip !== client)).toEqual([]);
				expect(sessions.at(-1)!.undirected).toBeNull();
			}
		}
	);

	it('that began at one moment are told apart by the port that recurs against many others', async () => {
		const service = `${server}#40000`;
		const clients = ['50001', '50002', '3306', '39999'].map((port) => `${client}#${port}`);
		const { sessions } = await load(
			...clients.flatMap((from, i) => [
				{ at: `17:0${i}.000`, from: service, to: from },
				{ at: `17:0${i}.000`, from, to: service }
			])
		);
		const known = sessions.filter(({ undirected }) => undirected === null);
		// To 3306 a service speaks by its name: two signs that contradict one another tell nothing.
		expect(known.map((row) => [row.src_port, row.dst_port])).toEqual([
			[50_001, 40_000],
			[50_002, 40_000],
			[39_999, 40_000]
		]);
	});

	it('of active FTP come from the port 20 of the server', async () => {
		const data = { from: `${server}#20`, to: `${client}#50100` };
		const { sessions } = await load(
			{ at: '17:00.000', from: data.to, to: data.from },
			{ at: '17:00.000', ...data }
		);
		expect(sessions.map(({ src_ip }) => src_ip)).toEqual([server]);
	});

	it('of which nothing tells which began stand at the first record, marked, without an answer, and counted', async () => {
		const [one, other] = [`${server}#50000`, `${client}#50001`];
		const { sessions, receipt } = await load(
			{ at: '18:00.000', from: one, to: other },
			{ at: '18:00.000', from: other, to: one }
		);
		expect(sessions).toEqual([
			expect.objectContaining({
				src_ip: server,
				record: 1n,
				reply_record: 2n,
				undirected: true,
				answered: null,
				conn_state: 'SF'
			})
		]);
		expect(receipt.notes).toContain(
			'of 1 session nothing tells which side began: undirected is true, and answered is left empty'
		);
	});

	it('of a connection that was seen from the middle are not told apart by which came first', async () => {
		const [one, other] = [`${server}#50000`, `${client}#50001`];
		const flags = '...AP...';
		const { sessions } = await load(
			{ at: '18:00.000', from: one, to: other, flags },
			{ at: '18:00.500', from: other, to: one, flags }
		);
		expect(sessions.map((row) => [row.undirected, row.answered, row.conn_state])).toEqual([
			[true, null, 'OTH']
		]);
	});

	it.each([
		['......S.', 'TCP', 50_000, null],
		['...AP.SF', 'TCP', 443, null],
		['...AP.SF', 'TCP', 50_000, true],
		['...A.R..', 'TCP', 443, true],
		['........', 'UDP', 50_000, null]
	])(
		'of which the other is not there: with the flags %s of %s to port %s undirected is %s',
		async (flags, proto, port, undirected) => {
			const { sessions } = await load({
				at: '17:00.000',
				proto,
				from: `${client}#50100`,
				to: `${server}#${port}`,
				flags
			});
			expect(sessions.map((row) => [row.src_ip, row.undirected, row.answered])).toEqual([
				[client, undirected, null]
			]);
		}
	);

	it('of which only that from the port of a service is there may be the reply', async () => {
		const half = { at: '17:00.000', proto: 'UDP', from: `${server}#53`, to: `${client}#50100` };
		const { sessions } = await load({ ...half, flags: '........' });
		expect(sessions.map((row) => [row.src_ip, row.undirected])).toEqual([[server, true]]);
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
		await refreshDerived(connection, ['sessions']);
		expect((await sessions()).map(({ one_way }) => one_way)).toEqual([true, true]);
		await removeSource(connection, receipt.source_id, null);
		await refreshDerived(connection, ['sessions']);
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

describe('two flows that nfdump has merged into one row', () => {
	const [high, higher] = [`${client}#20001`, `${server}#20002`];

	it('are turned where the reset that refused stands in front', async () => {
		const { sessions } = await loadMerged({
			at: '17:00', from: higher, to: high, flags: '...A.R..', packets: 2, back: 3, bytes: 44
		}); // prettier-ignore
		expect(sessions).toEqual([
			expect.objectContaining({
				src_ip: client,
				src_port: 20_001,
				dst_ip: server,
				src_packets: 3n,
				dst_packets: 2n,
				src_bytes: 132n,
				dst_bytes: 88n,
				conn_state: 'REJ',
				answered: false,
				undirected: null,
				one_way: false,
				tcp_flags: null
			})
		]);
	});

	it('go from the side that sent nothing but SYN', async () => {
		const { sessions } = await loadMerged({
			at: '17:00',
			from: high,
			to: higher,
			flags: '......S.'
		});
		expect(
			sessions.map((row) => [row.src_ip, row.undirected, row.answered, row.tcp_flags])
		).toEqual([[client, null, null, 'SYN']]);
	});

	it('are undirected where -B may have turned them, so that the flags may be of either, and no port tells', async () => {
		const turned = { from: `${server}#52420`, to: `${client}#29762`, bytes: 44 };
		const { sessions } = await loadMerged(
			{ at: '17:00', ...turned, flags: '......S.' },
			{ at: '17:01', ...turned, flags: '...A.R..' }
		);
		expect(sessions.map((row) => [row.undirected, row.answered, row.tcp_flags])).toEqual([
			[true, null, null],
			[true, null, null]
		]);
	});

	it('were answered where one that was in front was accepted, and the port tells which began', async () => {
		const { sessions } = await loadMerged(
			{ at: '17:00', from: `${server}#443`, to: `${client}#50100`, flags: '...AP.SF' },
			{ at: '17:01', from: `${client}#50101`, to: `${server}#443`, flags: '...A..S.' },
			{ at: '17:02', from: `${client}#50102`, to: `${server}#443`, flags: '...A.RS.' }
		);
		expect(sessions.map((row) => [row.src_ip, row.answered])).toEqual([
			[client, true],
			[client, true],
			[client, null]
		]);
	});

	it('of UDP between two ports that tell nothing are undirected, with the state that both sides make', async () => {
		const { sessions } = await loadMerged({
			at: '17:00', proto: 'UDP', from: high, to: higher, flags: '........'
		}); // prettier-ignore
		expect(sessions.map((row) => [row.undirected, row.answered, row.conn_state])).toEqual([
			[true, null, 'SF']
		]);
	});

	it('are one flow where the one in front is empty: -B puts the service behind', async () => {
		const { sessions } = await loadMerged({
			at: '17:00', proto: 'UDP', from: `${server}#51820`, to: `${client}#32617`,
			flags: '........', packets: 0, back: 2
		}); // prettier-ignore
		expect(
			sessions.map((row) => [row.src_ip, row.src_packets, row.dst_packets, row.one_way])
		).toEqual([[client, 2n, null, true]]);
		expect(sessions[0]!.answered).toBeNull();
	});
});
