import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RowObject } from '#tables/row-objects.ts';
import { isoOf } from '#lib/time.ts';
import { protocolName, protocolNumber } from '#lib/protocols.ts';
import { tcpFlagsText } from '#lib/tcp-flags.ts';
import { corpusFolder, filesIn, missing } from '../support/corpus.ts';
import { readBytes } from '../support/read-bytes.ts';
import { formatsFolder } from '../support/samples.ts';
import { addressOf, framesOf, layersOf, type Field, type Frame } from '../support/tshark.ts';

const reason = missing(['zeek/pcaps', 'community-id/pcaps'], ['tshark']);
/** Where headers lie or garbage follows, tshark keeps less; what is expected there stands beside them. */
const withoutTwin = new Set(['cut.pcap', 'garbage.pcap']);
const captures = [
	join(corpusFolder, 'zeek/pcaps'),
	join(corpusFolder, 'community-id/pcaps'),
	join(formatsFolder, 'pcap/samples'),
	join(formatsFolder, 'pcapng/samples')
].flatMap((folder) => filesIn(folder, isCapture));

function isCapture(name: string): boolean {
	return /\.pcap(ng)?(\.gz)?$/.test(name) && !withoutTwin.has(name);
}

describe.skipIf(reason !== null)('packets are what tshark finds in', () => {
	it.each(captures.map((path) => [basename(path), path]))('%s', async (_, path) => {
		const { frames, damaged } = framesOf(path);
		const { rows, receipt } = await readBytes(new Uint8Array(readFileSync(path)));
		const found = damaged ? rows.slice(0, frames.length) : rows;
		expect(found).not.toHaveLength(0);
		expect(found.map((row) => row.record)).toEqual(frames.map(numberOf));
		expect(found.map(packetOf)).toEqual(frames.map(expectedOf));
		expect(receipt.rejects.length > 0).toBe(damaged);
	});
});

function numberOf(frame: Frame): number {
	return Number(frame['frame.number']);
}

/** The columns that tshark can confirm. */
const confirmed = [
	'ts',
	'length',
	'proto',
	'src_ip',
	'dst_ip',
	'ttl',
	'ip_id',
	'src_port',
	'dst_port',
	'tcp_flags',
	'seq',
	'ack',
	'tcp_window',
	'payload_length'
];

function packetOf(row: RowObject): RowObject {
	return Object.fromEntries(confirmed.map((name) => [name, row[name] ?? null]));
}

function expectedOf(frame: Frame): RowObject {
	const layers = layersOf(frame);
	return {
		ts: timeOf(frame['frame.time_epoch']),
		length: Number(frame['frame.len']),
		...networkOf(frame, layers),
		...nothing,
		...transports[transportOf(layers)]?.(frame)
	};
}

/** tshark writes nanoseconds; a time that a packet does not have is its 0. */
function timeOf(seconds: string): string | null {
	const [whole, fraction] = seconds.split('.');
	if (Number(seconds) === 0) return null;
	return isoOf(BigInt(whole!) * 1_000_000n + BigInt(fraction!.slice(0, 6)));
}

function networkOf(frame: Frame, layers: string[]): RowObject {
	const four = layers[0] === 'ip';
	const pick = (field4: Field, field6: Field) => (four ? frame[field4] : frame[field6]);
	if (layers.length === 0)
		return { proto: null, src_ip: null, dst_ip: null, ttl: null, ip_id: null };
	return {
		proto: protocolName(four ? Number(frame['ip.proto']) : protocolOf6(frame, layers)),
		src_ip: addressOf(pick('ip.src', 'ipv6.src')),
		dst_ip: addressOf(pick('ip.dst', 'ipv6.dst')),
		ttl: numberIn(pick('ip.ttl', 'ipv6.hlim')),
		ip_id: four ? numberIn(frame['ip.id']) : null
	};
}

function protocolOf6(frame: Frame, layers: string[]): number {
	return protocolNumber(transportOf(layers)) ?? Number(frame['ipv6.fraghdr.nxt']);
}

const nothing: RowObject = {
	src_port: null,
	dst_port: null,
	tcp_flags: null,
	seq: null,
	ack: null,
	tcp_window: null,
	payload_length: null
};

const extensions = /^(ipv6\.(hopopts|routing.*|fraghdr|dstopts)|ah)$/;

/** The layer right behind the outer IP header: what stands further in is inside a tunnel, or is quoted. */
function transportOf(layers: string[]): string {
	return layers.slice(1).find((layer) => !extensions.test(layer)) ?? '';
}

const transports: Record<string, (frame: Frame) => RowObject> = {
	tcp(frame) {
		const flags = Number(frame['tcp.flags']);
		return {
			src_port: numberIn(frame['tcp.srcport']),
			dst_port: numberIn(frame['tcp.dstport']),
			tcp_flags: frame['tcp.flags'] === '' ? null : tcpFlagsText(flags) || null,
			seq: numberIn(frame['tcp.seq_raw']),
			ack: (flags & 0x10) === 0 ? null : numberIn(frame['tcp.ack_raw']),
			tcp_window: numberIn(frame['tcp.window_size_value']),
			payload_length: numberIn(frame['tcp.len'])
		};
	},
	udp: (frame) => ({
		src_port: numberIn(frame['udp.srcport']),
		dst_port: numberIn(frame['udp.dstport']),
		payload_length: numberIn(frame['udp.length'], -8)
	}),
	sctp: (frame) => ({
		src_port: numberIn(frame['sctp.srcport']),
		dst_port: numberIn(frame['sctp.dstport']),
		payload_length: expect.any(Number) as unknown as number
	}),
	icmp: (frame) => icmpOf(frame['icmp.type'], frame['icmp.code']),
	icmpv6: (frame) => icmpOf(frame['icmpv6.type'], frame['icmpv6.code'])
};

function icmpOf(type: string, code: string): RowObject {
	return {
		src_port: numberIn(type),
		dst_port: numberIn(code),
		payload_length: expect.any(Number) as unknown as number
	};
}

/** Decimal or hexadecimal, as tshark writes it; null for nothing. */
function numberIn(text: string, plus = 0): number | null {
	return text === '' ? null : Number(text) + plus;
}
