import { Address } from '#lib/address.ts';
import { uint16, uint32 } from '#lib/binary.ts';
import { carriedBy } from '../../rows/packets/link.ts';
import { readNetwork } from '../../rows/packets/network.ts';
import type { Packet } from '../../rows/packets/packet.ts';

/** A packet of a flow: who sent it, and what of its stream it holds. */
export interface TransportPart {
	proto: 'tcp' | 'udp';
	from: string;
	to: string;
	/** Of UDP 0. */
	seq: number;
	/** Null where it acknowledges nothing. */
	ack: number | null;
	syn: boolean;
	fin: boolean;
	rst: boolean;
	/** What was captured of what it carries. */
	payload: Uint8Array;
	/** Bytes that it carries by its headers, captured or not. */
	length: number;
}

const TCP = 6;
const UDP = 17;
const SHORTEST = 20;

/** What a packet says of its flow; null where it is neither TCP nor UDP, a later fragment, or cut within its headers. */
export function transportPart(packet: Packet): TransportPart | null {
	const { version, at } = carriedBy(packet);
	if (version === null) return null;
	const { source, destination, size, protocol, transport, length } = readNetwork(
		packet,
		version,
		at
	);
	if (source === null || destination === null || transport === null) return null;
	if (transport + 8 > packet.end) return null;
	const { bytes } = packet;
	const ends = {
		from: endText(bytes, source, size, uint16(bytes, transport)),
		to: endText(bytes, destination, size, uint16(bytes, transport + 2))
	};
	const end = Math.min(packet.end, transport + length);
	if (protocol === UDP)
		return { proto: 'udp', ...ends, ...none, ...carried(bytes, transport, 8, { end, length }) };
	if (protocol !== TCP || transport + SHORTEST > packet.end) return null;
	const header = (bytes[transport + 12]! >> 4) * 4;
	if (header < SHORTEST || header > length) return null;
	return {
		proto: 'tcp',
		...ends,
		...flagsAt(bytes, transport),
		...carried(bytes, transport, header, { end, length })
	};
}

const none = { seq: 0, ack: null, syn: false, fin: false, rst: false };

function flagsAt(bytes: Uint8Array, at: number) {
	const flags = bytes[at + 13]!;
	return {
		seq: uint32(bytes, at + 4),
		ack: (flags & 16) === 0 ? null : uint32(bytes, at + 8),
		fin: (flags & 1) !== 0,
		syn: (flags & 2) !== 0,
		rst: (flags & 4) !== 0
	};
}

function carried(
	bytes: Uint8Array,
	at: number,
	header: number,
	{ end, length }: { end: number; length: number }
) {
	const payload = bytes.subarray(Math.min(at + header, end), end);
	return { payload, length: Math.max(0, length - header) };
}

const scratch = new Address();

function endText(bytes: Uint8Array, at: number, size: 4 | 16, port: number): string {
	scratch.take(bytes, at, size);
	return size === 16 ? `[${scratch.text}]:${port}` : `${scratch.text}:${port}`;
}
