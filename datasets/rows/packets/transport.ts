import { uint16, uint32 } from '#lib/binary.ts';
import { protocolName } from '#lib/protocols.ts';
import type { PacketColumns } from './columns.ts';
import { describeIcmp } from './icmp.ts';
import { setPayload, type Segment } from './segment.ts';
import { readTcp } from './tcp.ts';

const ICMP = 1;
const TCP = 6;
const UDP = 17;
const ICMP6 = 58;
const SCTP = 132;

/** Sets what a transport header says, and says it in the fact at hand. */
export function readTransport(segment: Segment, columns: PacketColumns): void {
	const { facts } = columns;
	switch (segment.protocol) {
		case TCP:
			return readPorts(segment, columns) ? readTcp(segment, columns) : sayCut('TCP', columns);
		case UDP:
			return readPorts(segment, columns) ? readUdp(segment, columns) : sayCut('UDP', columns);
		case SCTP:
			return readPorts(segment, columns) ? readSctp(segment, columns) : sayCut('SCTP', columns);
		case ICMP:
		case ICMP6:
			return readIcmp(segment, columns);
		default:
			facts.word(protocolName(segment.protocol));
			facts.field('len', segment.length);
	}
}

function sayCut(name: string, { facts }: PacketColumns): void {
	facts.word(`cut within the ${name} header`);
}

function readPorts({ packet, at, end }: Segment, { writer }: PacketColumns): boolean {
	if (at + 4 > end) return false;
	writer.srcPort.set(uint16(packet.bytes, at));
	writer.dstPort.set(uint16(packet.bytes, at + 2));
	return true;
}

function readUdp(segment: Segment, columns: PacketColumns): void {
	const { packet, at, end, length } = segment;
	const payload = setPayload(segment, 8, columns);
	if (payload === null || at + 8 > end) return sayCut('UDP', columns);
	const stated = uint16(packet.bytes, at + 4);
	columns.facts.word('UDP');
	if (stated === 0 || stated <= length) return columns.facts.field('len', payload);
	columns.facts.word(`len=${payload}, its header says ${stated - 8}`);
}

const chunkNames: Readonly<Record<number, string>> = {
	0: 'DATA',
	1: 'INIT',
	2: 'INIT ACK',
	3: 'SACK',
	4: 'HEARTBEAT',
	5: 'HEARTBEAT ACK',
	6: 'ABORT',
	7: 'SHUTDOWN',
	8: 'SHUTDOWN ACK',
	9: 'ERROR',
	10: 'COOKIE ECHO',
	11: 'COOKIE ACK',
	14: 'SHUTDOWN COMPLETE'
};

/** SCTP: ports, a tag, a checksum, then chunks that each say their type and length. */
function readSctp(segment: Segment, columns: PacketColumns): void {
	const { packet, at, end } = segment;
	const payload = setPayload(segment, 12, columns);
	if (payload === null || at + 12 > end) return sayCut('SCTP', columns);
	const names: string[] = [];
	for (let chunk = at + 12; chunk + 4 <= end && names.length < 8;) {
		const type = packet.bytes[chunk]!;
		names.push(chunkNames[type] ?? `chunk ${type}`);
		chunk += Math.max(4, (uint16(packet.bytes, chunk + 2) + 3) & ~3);
	}
	const { facts } = columns;
	facts.word('SCTP');
	facts.word(names.join(', '));
	facts.field('tag', uint32(packet.bytes, at + 4));
	facts.field('len', payload);
}

/** ICMP has no ports; its type and code stand in their columns. Its header counts as 8 bytes. */
function readIcmp(segment: Segment, columns: PacketColumns): void {
	const { packet, at, end } = segment;
	if (at + 2 > end) return sayCut('ICMP', columns);
	columns.writer.srcPort.set(packet.bytes[at]!);
	columns.writer.dstPort.set(packet.bytes[at + 1]!);
	setPayload(segment, 8, columns);
	columns.facts.word(describeIcmp(segment));
}
