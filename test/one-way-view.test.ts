import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pcap } from './captures/files.ts';
import {
	packetsOf,
	type Conversation,
	type DrawnPacket,
	type Kind
} from './flows/conversations.ts';
import { emptyBench, loadText, type Bench } from './support/evidence.ts';

let bench: Bench;
beforeEach(async () => void (bench = await emptyBench()));
afterEach(async () => bench.engine.close());

const client = '192.0.2.7';

function drawn(kind: Kind, at: number): DrawnPacket[] {
	const conversation: Conversation = {
		proto: 'tcp', client, clientPort: 40_000 + at, server: '198.51.100.9', serverPort: 4899,
		kind, at, pace: 0.01
	}; // prettier-ignore
	return packetsOf(conversation);
}

/** What the client sent, of frames of Ethernet and IPv4. */
const forth = ({ bytes }: DrawnPacket) => bytes.slice(26, 30).join('.') === client;
const back = (packet: DrawnPacket) => !forth(packet);

async function read(name: string, content: string | Uint8Array) {
	const { notes } = await loadText(bench.connection, name, content);
	const { rows } = await bench.connection.query(
		'SELECT conn_state, answered FROM sessions ORDER BY ts'
	);
	return { sessions: rows, notes: notes.filter((note) => note.includes('one way')) };
}

async function captured(packets: readonly DrawnPacket[]) {
	const frames = packets.map(({ at, bytes }) => ({
		seconds: 1_700_000_000 + Math.floor(at),
		fraction: Math.round((at % 1) * 1e6),
		bytes
	}));
	return (await read('way.pcap', pcap({ order: 'little', linkType: 1 }, frames))).sessions;
}

const probe = drawn('probed without a handshake', 1);
const halfOpen = drawn('left half-open', 4);
const end = drawn('accepted', 9);

describe('of a sensor that sees one way alone', () => {
	it('a scan whose originator resets what nobody saw is not said to be unanswered', async () =>
		expect(await captured([...probe.filter(forth), ...end])).toEqual([
			['RSTOS0', null],
			['SF', true]
		]));

	it('no session of a capture is said to be unanswered where others follow an answer', async () =>
		expect(await captured([...probe, ...halfOpen, ...end].filter(forth))).toEqual([
			['RSTOS0', null],
			['S0', null],
			['SH', null]
		]));

	it('a reset of the responder alone tells nothing of what went before', async () =>
		expect(await captured(drawn('refused', 2).filter(back))).toEqual([['OTH', null]]));

	it('a request without an answer is one where packets of both sides are seen', async () =>
		expect(await captured([...halfOpen.filter(forth), ...end])).toEqual([
			['S0', false],
			['SF', true]
		]));
});

const fields =
	'ts id.orig_h id.orig_p id.resp_h id.resp_p proto conn_state history orig_pkts resp_pkts';

/** A conn.log of these states, histories and packets of either side. */
function connLog(...lines: string[]): string {
	const rows = lines.map((line, i) => {
		const words = `17000000${10 + i}.0 ${client} ${40_000 + i} 198.51.100.9 4899 tcp ${line}`;
		return words.split(' ').join('\t');
	});
	return ['#separator \\x09', '#path\tconn', `#fields\t${fields.replaceAll(' ', '\t')}`, ...rows, ''].join('\n'); // prettier-ignore
}

describe('a log of sessions', () => {
	it('of such a sensor leaves every answer empty and says so', async () =>
		expect(await read('conn.log', connLog('S0 S 1 0', 'OTH SADF 5 0', 'S0 S 3 0'))).toEqual({
			sessions: [
				['S0', null],
				['OTH', null],
				['S0', null]
			],
			notes: [
				'none of its sessions has packets of both sides, and packets of some follow an answer: it saw one way, and answered is left empty for 2 sessions without an answer'
			]
		}));

	it('of one that sees both sides, or of scans alone, says what was not answered', async () => {
		const { sessions, notes } = await read('conn.log', connLog('S0 S 1 0', 'OTH SADF 5 0', 'REJ Sr 1 1')); // prettier-ignore
		expect([sessions.map(([, answered]) => answered), notes]).toEqual([[false, null, false], []]);
		const scans = await read('scans.log', connLog('S0 S 1 0', 'S0 S 1 0'));
		expect(scans.notes).toEqual([]);
	});
});

it('where Argus saw the SYN-ACK alone, its arrow does not say who began', async () => {
	const head = 'StartTime,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,SrcPkts,DstPkts,State';
	const line = (state: string) =>
		`1700000001.01,tcp,198.51.100.9,4899,   ->,${client},40001,1,0,${state}`;
	await loadText(bench.connection, 'ra.csv', [head, line('ACC'), line('SA_'), ''].join('\n'));
	const { rows } = await bench.connection.query(
		'SELECT dst_port, answered, undirected FROM sessions'
	);
	expect(rows).toEqual([
		[40_001, null, true],
		[40_001, null, true]
	]);
});
