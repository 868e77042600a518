import type { Sink } from '../../format.ts';
import { packetColumns, type PacketColumns } from './columns.ts';
import { carriedBy } from './link.ts';
import { readNetwork, type IpHeader } from './network.ts';
import type { Packet } from './packet.ts';
import { readTransport } from './transport.ts';

const MOST_LENGTH = 0x7fff_ffff;

/** Writes packets to the table `packets`, one row each. */
export function packetWriter(sink: Sink): (packet: Packet) => void {
	const columns = packetColumns(sink);
	return (packet) => {
		if (packet.ts !== null) columns.writer.ts.set(packet.ts);
		if (packet.wireLength <= MOST_LENGTH) columns.length.set(packet.wireLength);
		columns.facts.begin();
		dissect(packet, columns);
		sayCaptured(packet, columns);
		columns.facts.write();
		columns.writer.commit();
	};
}

/** Sets what the headers say, and says the rest of it in facts. */
function dissect(packet: Packet, columns: PacketColumns): void {
	const { version, at, remarks } = carriedBy(packet);
	if (version !== null) {
		const network = readNetwork(packet, version, at);
		setNetwork(packet, network, columns);
		setTransport(packet, network, columns);
		sayAll(network.remarks, columns);
	}
	sayAll(remarks, columns);
}

function sayAll(remarks: readonly string[], { facts }: PacketColumns): void {
	for (const remark of remarks) facts.say(remark);
}

function setNetwork(packet: Packet, network: IpHeader, columns: PacketColumns): void {
	const { source, destination, size, ttl, id, protocol } = network;
	if (source !== null) columns.writer.srcIp.setBinary(packet.bytes, source, size);
	if (destination !== null) columns.writer.dstIp.setBinary(packet.bytes, destination, size);
	if (ttl !== null) columns.ttl.set(ttl);
	if (id !== null) columns.ipId.set(id);
	if (protocol !== null) columns.writer.proto.setNumber(protocol);
}

function setTransport(packet: Packet, network: IpHeader, columns: PacketColumns): void {
	const { protocol, transport: at, length } = network;
	if (protocol === null || at === null) return;
	const end = Math.min(packet.end, at + length);
	readTransport({ packet, protocol, at, end, length }, columns);
	columns.facts.end();
}

function sayCaptured(packet: Packet, { facts }: PacketColumns): void {
	const captured = packet.end - packet.start;
	if (captured < packet.wireLength) facts.say(`${captured} of ${packet.wireLength} bytes captured`);
}
