import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { followFlow, type Conversation } from '#datasets/packets/stream/follow.ts';
import { CaptureFile } from '#intake/reading/capture-file.ts';
import { bytesOf, concatenated, hexPairs } from '#lib/bytes.ts';
import { ethernet, ETHER_IP4, flags, ip4, tcp, udp } from '../captures/build.ts';
import { pcap } from '../captures/files.ts';
import { missing } from '../support/corpus.ts';
import { memoryBytes } from '../support/memory-bytes.ts';
import { packetsIn } from '../support/packets-in.ts';
import { readBytes } from '../support/read-bytes.ts';

const reason = missing([], ['tshark']);
const folder = mkdtempSync(join(tmpdir(), 'streams-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { syn, ack, fin, psh } = flags;
const ends = [['192.0.2.1', 4000], ['198.51.100.2', 80]] as const; // prettier-ignore

/** Which way, sequence and acknowledgement numbers behind the first ones, text. */
type Line = readonly [way: 0 | 1, seq: number, ack: number, text: string, flags?: number];

/** A conversation whose first numbers are `first` and 5000, as frames. */
function frames(first: number, lines: readonly Line[]): Uint8Array[] {
	const bases = [first, 5000];
	return lines.map(([way, seq, acked, text, set = psh | ack]) => {
		const [[src, from], [dst, to]] = way === 0 ? [ends[0], ends[1]] : [ends[1], ends[0]];
		const own = (bases[way]! + seq) % 2 ** 32;
		const other = set === syn ? 0 : (bases[1 - way]! + acked) % 2 ** 32;
		const segment = tcp({
			src: from,
			dst: to,
			seq: own,
			ack: other,
			flags: set,
			window: 65_535,
			payload: bytesOf(text)
		});
		return ethernet(ETHER_IP4, ip4({ src, dst, proto: 6, payload: segment }));
	});
}

const begun: Line[] = [[0, 0, 0, '', syn], [1, 0, 1, '', syn | ack], [0, 1, 1, '', ack]]; // prettier-ignore
const answer: Line = [1, 1, 16, 'answer'];
const ended: Line[] = [[0, 16, 7, '', fin | ack], [1, 7, 17, '', fin | ack], [0, 17, 8, '', ack]]; // prettier-ignore
const cases: Record<string, Uint8Array[]> = {
	plain: frames(100, [...begun, [0, 1, 1, 'first '], [0, 7, 1, 'second...'], answer, ...ended]),
	retransmission: frames(100, [...begun, [0, 1, 1, 'first '], [0, 1, 1, 'first '], [0, 7, 1, 'second...'], [0, 4, 1, 'st second...'], answer, ...ended]),
	'out of order': frames(100, [...begun, [0, 7, 1, 'second...'], [0, 1, 1, 'first '], answer, ...ended]),
	gap: frames(100, [...begun, [0, 1, 1, 'first '], [0, 12, 1, 'd...'], answer, ...ended]),
	wrap: frames(2 ** 32 - 5, [...begun, [0, 1, 1, 'first '], [0, 7, 1, 'second...'], answer, ...ended])
}; // prettier-ignore

const other = ethernet(
	ETHER_IP4,
	ip4({ src: '192.0.2.9', dst: '192.0.2.8', proto: 17, payload: udp(53, 53, bytesOf('x')) })
);

function written(name: string, frames: readonly Uint8Array[]): { path: string; bytes: Uint8Array } {
	const packets = frames.map((bytes, i) => ({
		seconds: 1_700_000_000,
		fraction: i * 1001 + 7,
		bytes
	}));
	const bytes = pcap({ order: 'little', linkType: 1, nanoseconds: true }, packets);
	const path = join(folder, `${name}.pcap`);
	writeFileSync(path, bytes);
	return { path, bytes };
}

/** The bytes of each way, in hexadecimal; what is missing as tshark says it, with a NUL behind it. */
function byTshark(path: string): [string, string] {
	const { stdout } = spawnSync('tshark', ['-n', '-r', path, '-q', '-z', 'follow,tcp,raw,0'], {
		encoding: 'utf8'
	});
	const lines = stdout.split('\n').filter((line) => /^\t?[0-9a-f]+$/.test(line));
	const of = (isBack: boolean) =>
		lines
			.filter((line) => line.startsWith('\t') === isBack)
			.join('')
			.replaceAll('\t', '');
	return [of(false), of(true)];
}

function byUs(bytes: Uint8Array): Conversation {
	const packets = packetsIn(bytes).map((packet, i) => ({
		record: i + 1,
		packet: { ...packet!, ts: 0n, start: 0, end: packet!.bytes.length }
	}));
	return followFlow(packets).connections[0]!;
}

function wayOf({ segments }: Conversation, way: 0 | 1): string {
	const pieces = segments
		.filter((segment) => segment.way === way)
		.map(({ bytes, length }) => bytes ?? bytesOf(`[${length} bytes missing in capture file]\0`));
	return hexPairs(
		concatenated(
			[...pieces, new Uint8Array()],
			pieces.reduce((sum, { length }) => sum + length, 0)
		)
	).join('');
}

describe.skipIf(reason !== null)('a stream is the one that tshark follows', () => {
	it.each(Object.entries(cases))('%s', (name, given) => {
		const { path, bytes } = written(name, given);
		const connection = byUs(bytes);
		expect([wayOf(connection, 0), wayOf(connection, 1)]).toEqual(byTshark(path));
	});

	it.each(Object.entries(cases))(
		'a flow that is saved has its packets for tshark too: %s',
		async (name, given) => {
			const { bytes, path } = written(
				name,
				given.flatMap((frame) => [other, frame])
			);
			const { rows } = await readBytes(bytes);
			const places = rows
				.filter(({ proto }) => proto === 'tcp')
				.map((row) => ({
					record: Number(row.record),
					offset: Number(row.byte_offset),
					length: Number(row.byte_length)
				}));
			const part = await new CaptureFile(memoryBytes(bytes), null, 'pcap').part(places);
			const saved = join(folder, 'saved.pcap');
			writeFileSync(
				saved,
				concatenated(
					part,
					part.reduce((sum, { length }) => sum + length, 0)
				)
			);
			const shown = (file: string) =>
				spawnSync(
					'tshark',
					[
						'-n',
						'-r',
						file,
						'-Y',
						'tcp',
						'-T',
						'fields',
						'-e',
						'frame.time_epoch',
						'-e',
						'frame.len',
						'-e',
						'tcp.seq_raw',
						'-e',
						'tcp.payload'
					],
					{ encoding: 'utf8' }
				).stdout;
			expect(shown(saved)).toBe(shown(path));
			expect(shown(saved).split('\n')).toHaveLength(given.length + 1);
		}
	);
});
