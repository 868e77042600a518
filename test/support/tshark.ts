import { spawnSync } from 'node:child_process';
import { canonicalAddress } from '#lib/address.ts';

const fields = [
	'frame.number',
	'frame.time_epoch',
	'frame.len',
	'frame.cap_len',
	'frame.protocols',
	'ip.src',
	'ip.dst',
	'ip.ttl',
	'ip.id',
	'ip.proto',
	'ipv6.src',
	'ipv6.dst',
	'ipv6.hlim',
	'ipv6.fraghdr.nxt',
	'tcp.srcport',
	'tcp.dstport',
	'tcp.flags',
	'tcp.seq_raw',
	'tcp.ack_raw',
	'tcp.window_size_value',
	'tcp.len',
	'udp.srcport',
	'udp.dstport',
	'udp.length',
	'sctp.srcport',
	'sctp.dstport',
	'icmp.type',
	'icmp.code',
	'icmpv6.type',
	'icmpv6.code'
] as const;

export type Field = (typeof fields)[number];

/** Frame by frame, the first occurrence of each field: of a tunnel, the outer one. */
export type Frame = Record<Field, string>;

/** Every packet alone: nothing joined from several, no name looked up. */
export const alone = [
	'ip.defragment:FALSE',
	'ipv6.defragment:FALSE',
	'tcp.desegment_tcp_streams:FALSE',
	'tcp.analyze_sequence_numbers:FALSE'
];

/** What tshark finds in a capture; `damaged` where it gave up before the end. */
export function framesOf(path: string): { frames: Frame[]; damaged: boolean } {
	const options = alone.flatMap((option) => ['-o', option]);
	const wanted = fields.flatMap((field) => ['-e', field]);
	const args = ['-n', ...options, '-r', path, '-T', 'fields', '-E', 'occurrence=f', ...wanted];
	const { stdout, status } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 64 << 20 });
	return { frames: stdout.split('\n').filter(Boolean).map(frameOf), damaged: status !== 0 };
}

function frameOf(line: string): Frame {
	const values = line.split('\t');
	return Object.fromEntries(fields.map((field, i) => [field, values[i] ?? ''])) as Frame;
}

/** The layers of a frame from the outermost IP header on, without what lies below it; none without IP. */
export function layersOf(frame: Frame): string[] {
	const layers = frame['frame.protocols'].split(':');
	const first = layers.findIndex((layer) => layer === 'ip' || layer === 'ipv6');
	return first < 0 ? [] : layers.slice(first);
}

/** An address as event tables write it; null for none. */
export function addressOf(text: string): string | null {
	return text === '' ? null : canonicalAddress(text);
}
