import { unreadable } from '#lib/unreadable.ts';
import { uint32In, type ByteOrder } from '#lib/binary.ts';
import { microsOf } from '#lib/time.ts';
import type { CaptureReader, Cutter, Format, Head, Recognition } from '../../format.ts';
import { blockCutter } from '../../records/blocks/blocks.ts';
import { packetRows } from '../../rows/packets/packet-rows.ts';
import { LARGEST_PACKET, type Packet } from '../../rows/packets/packet.ts';

/**
 * The capture files of libpcap: a file header, then packets, each behind a header of its own. All numbers
 * are in the byte order of the machine that wrote them, which the magic number tells.
 *
 * | file header | field | | packet header | field |
 * | --- | --- | --- | --- | --- |
 * | 0 | magic: microseconds or nanoseconds | | 0 | seconds since 1970 |
 * | 4, 6 | version 2.4 | | 4 | micro- or nanoseconds |
 * | 16 | most bytes captured of a packet | | 8 | bytes captured |
 * | 20 | link type in the low 16 bits | | 12 | bytes on the wire |
 *
 * A record is a packet with its header: the bytes of the packet begin 16 bytes into it and end with it.
 */
const FILE_HEADER = 24;
const PACKET_HEADER = 16;

interface Kind {
	order: ByteOrder;
	/** What the fraction of a time must be divided by to be microseconds. */
	perMicro: number;
	name: string;
}

const kinds: Readonly<Record<number, Kind>> = {
	0xa1b2c3d4: { order: 'big', perMicro: 1, name: 'microseconds, big-endian' },
	0xd4c3b2a1: { order: 'little', perMicro: 1, name: 'microseconds, little-endian' },
	0xa1b23c4d: { order: 'big', perMicro: 1000, name: 'nanoseconds, big-endian' },
	0x4d3cb2a1: { order: 'little', perMicro: 1000, name: 'nanoseconds, little-endian' }
};

const format: Format = {
	name: 'pcap',
	title: 'Packet capture (pcap)',
	tables: ['packets'],
	cannotKnow: [
		'packets that the capture dropped or filtered out',
		'what was inside a tunnel: addresses and ports are those of the outer IP header',
		'ports of a fragment that is not the first'
	],
	recognise,
	parts: ({ bytes }) => (bytes.length < FILE_HEADER ? null : { head: FILE_HEADER, cutter }),
	open: (sink) => packetRows(sink, new PcapReader()),
	capture: { isSaidBetween: false, open: () => new PcapReader() }
};

export default format;

function kindOf(bytes: Uint8Array, start: number): Kind | undefined {
	return kinds[uint32In('big', bytes, start)];
}

function recognise({ bytes }: Head): Recognition | null {
	if (bytes.length < 4) return null;
	const kind = kindOf(bytes, 0);
	if (kind === undefined) return null;
	return { confidence: 0.99, because: `the magic number of a pcap file (${kind.name})` };
}

function fileHeaderAt(bytes: Uint8Array, start: number, end: number): number {
	if (end - start >= FILE_HEADER && kindOf(bytes, start) === undefined)
		throw unreadable('the file does not begin as a pcap file does');
	return FILE_HEADER;
}

function cutter({ bytes }: Head): Cutter {
	const { order } = kindOf(bytes, 0)!;
	return blockCutter((chunk, start, end) => packetLength(order, chunk, start, end));
}

/** Bytes of a packet with its header, or of the header as long as it is not all there. */
function packetLength(order: ByteOrder, bytes: Uint8Array, start: number, end: number): number {
	if (end - start < PACKET_HEADER) return PACKET_HEADER;
	const captured = uint32In(order, bytes, start + 8);
	if (captured > LARGEST_PACKET)
		throw unreadable(`a packet has no more than ${LARGEST_PACKET} bytes: ${captured}`);
	return PACKET_HEADER + captured;
}

class PcapReader implements CaptureReader {
	/** Null until the file header was read. */
	#kind: Kind | null = null;
	#linkType = 0;

	measure(bytes: Uint8Array, start: number, end: number): number {
		if (this.#kind === null) return fileHeaderAt(bytes, start, end);
		return packetLength(this.#kind.order, bytes, start, end);
	}

	isRecord(bytes: Uint8Array, start: number): boolean {
		if (this.#kind !== null) return true;
		this.#kind = kindOf(bytes, start)!;
		this.#linkType = uint32In(this.#kind.order, bytes, start + 20) & 0xffff;
		return false;
	}

	packet(bytes: Uint8Array, start: number, end: number): Packet {
		const { order, perMicro } = this.#kind!;
		const seconds = uint32In(order, bytes, start);
		const fraction = uint32In(order, bytes, start + 4);
		return {
			ts: microsOf(seconds, Math.floor(fraction / perMicro)),
			linkType: this.#linkType,
			wireLength: uint32In(order, bytes, start + 12),
			bytes,
			start: start + PACKET_HEADER,
			end
		};
	}

	kept(bytes: Uint8Array, start: number, end: number): Uint8Array {
		return bytes.slice(start, end);
	}
}
